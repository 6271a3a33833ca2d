import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { TestApplication } from '../support/application.ts';
import { accepted, type TestClient } from '../support/client.ts';
import { accredit, type Cast, createCast, prepareGarden } from '../support/season.ts';
import { batch, harvestCsv, rowsOf } from './support.ts';

let application: TestApplication;
let cast: Cast;
let farm: TestClient;
let links: string[];

const HEADING = '批次,产地,联系方式,承诺依据';
const lotOf = (link: string | undefined): string => link?.split('/').at(-1) ?? '';
const row = (lot: string, basis = '内部质量控制+自我检测'): string => `${lot},云南省勐海县,0691-5120000,${basis}`;

beforeAll(async () => {
  application = await TestApplication.start();
  cast = await createCast(application);
  await accredit(cast);
  await prepareGarden(cast);
  farm = cast.people.farm;
  const births = await batch(farm, 'kind=birth', harvestCsv(4));
  const rows = await rowsOf(farm, births.text('id'));
  links = rows.map((each) => String(each.list('subjects')[0]?.value));
});

afterAll(() => application.stop());

test('a table of promises becomes a 承诺达标合格证 for each harvest, and a sheet of their codes', async () => {
  const [first, second, third] = links;
  const table = [
    HEADING,
    row(lotOf(first)),
    row(second ?? '', '委托检测'),
    row('H260401-NOBODY'),
    row(lotOf(third), '目测'),
  ].join('\n');
  const done = await batch(farm, 'kind=conformity&mode=good-rows', table);
  expect(done.value).toMatchObject({ state: 'done', counts: { issued: 2, bad: 2 } });
  const faults = (await rowsOf(farm, done.text('id'), '&state=bad')).map((each) => each.list('faults')[0]);
  expect(faults.map((fault) => [fault?.text('column'), fault?.number('position')])).toStrictEqual([
    ['批次', 1],
    ['承诺依据', 4],
  ]);
  const { body } = await accepted(farm.get('/api/conformity'));
  const promises = new Map(body.list('promises').map((each) => [each.text('lot'), each]));
  expect(promises.get(first ?? '')?.value).toMatchObject({
    status: 'issued',
    basis: ['quality-control', 'self-test'],
    quantityKg: 1,
  });
  expect(promises.get(second ?? '')?.value).toMatchObject({ status: 'issued', basis: ['entrusted-test'] });
  const sheet = await accepted(farm.get(`/api/batches/${done.text('id')}/labels.pdf`));
  expect(sheet.headers.get('content-type')).toBe('application/pdf');
});

test('a lot that is promised already is refused; after it was revoked it is promised anew', async () => {
  const table = `${HEADING}\n${row(lotOf(links[3]))}`;
  const done = await batch(farm, 'kind=conformity', table);
  const [issued] = await rowsOf(farm, done.text('id'));
  const otherwise = await batch(farm, 'kind=conformity', `${HEADING}\n${row(lotOf(links[3]), '委托检测')}`);
  expect(otherwise.text('state')).toBe('refused');
  const [refused] = await rowsOf(farm, otherwise.text('id'));
  expect(refused?.list('faults')[0]?.text('code')).toBe('conflict');
  const id = String(issued?.list('certificateIds')[0]?.value);
  await accepted(farm.post(`/api/certificates/${id}/revoke`, { reason: 'Wrong origin' }));
  const anew = await batch(farm, 'kind=conformity', table);
  expect(anew.at('counts').value).toMatchObject({ issued: 1, known: 0 });
});

test("another organisation's lot is not found, and a factory promises nothing for harvests", async () => {
  const { administrator } = cast;
  const name = { zh: '另一茶园', en: 'Another Garden' };
  const { body } = await accepted(administrator.post('/api/organisations', { kind: 'farm', name }));
  const email = 'other@test.example';
  const password = 'a long enough password';
  const person = { organisationId: body.text('id'), email, name: 'Other', role: 'farmer', password };
  await accepted(administrator.post('/api/people', person));
  const from = new Date(Date.now() - 3_600_000).toISOString();
  const until = new Date(Date.now() + 86_400_000).toISOString();
  const grant = { organisationId: body.text('id'), stage: 'birth', from, until };
  await accepted(cast.people.regulator.post('/api/accreditations', grant));
  const other = await application.visitor().signIn(email, password);
  const stolen = await batch(other, 'kind=conformity', `${HEADING}\n${row(lotOf(links[2]))}`);
  const [refused] = await rowsOf(other, stolen.text('id'));
  expect(refused?.list('faults')[0]?.text('code')).toBe('not-found');
  const headers = { 'content-type': 'text/csv' };
  const factory = await cast.people.factory.send('POST', '/api/batches?kind=conformity', HEADING, headers);
  expect(factory.status).toBe(403);
});
