import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { renderCake } from '@fieldseal/vision/samples';
import { TestApplication } from '../support/application.ts';
import { accepted, type TestClient } from '../support/client.ts';
import { type Cake, harvest, press } from '../support/custody.ts';
import { accredit, type Cast, CAKE_GTIN, createCast, LEAF_GTIN, prepareGarden, secondsAgo } from '../support/season.ts';
import { batch, rowsOf } from './support.ts';

let application: TestApplication;
let cast: Cast;
let factory: TestClient;
let cakes: readonly Cake[];

const serialOf = ({ path }: Cake): string => path.split('/').at(-1) ?? '';
const tableOf = (pieces: readonly Cake[]): string =>
  ['产品条码,序列号', ...pieces.map((cake) => `${CAKE_GTIN},${serialOf(cake)}`)].join('\n');

beforeAll(async () => {
  application = await TestApplication.start();
  cast = await createCast(application);
  await accredit(cast);
  const lot = await harvest(cast, await prepareGarden(cast));
  factory = cast.people.factory;
  cakes = [await press(cast, lot), await press(cast, lot), await press(cast, lot)];
  for (const [i, cake] of cakes.slice(0, 2).entries())
    await accepted(factory.upload(`${cake.path}/fingerprint`, await renderCake({ cake: 40 + i, shot: 0, size: 700 })));
});

afterAll(() => application.stop());

test('pieces are identified together; one without enrolled surface is named, and all wait for the appraiser', async () => {
  const done = await batch(factory, 'kind=identity&mode=good-rows', `${tableOf(cakes)}\n${CAKE_GTIN},NOBODY`);
  expect(done.value).toMatchObject({ state: 'done', counts: { issued: 2, bad: 2 } });
  const rows = await rowsOf(factory, done.text('id'));
  expect(rows.map((row) => row.list('faults')[0]?.text('code'))).toStrictEqual([
    undefined,
    undefined,
    'not-enrolled',
    'not-found',
  ]);
  const certificates = rows.slice(0, 2).map((row) => String(row.list('certificateIds')[0]?.value));
  const countersign = (ids: readonly string[]) =>
    cast.people.appraiser.post('/api/certificates/countersign', { certificates: ids });
  expect((await countersign([...certificates, randomUUID()])).status).toBe(404);
  const { body } = await accepted(countersign(certificates));
  expect(body.list('certificates').map((one) => one.text('status'))).toStrictEqual(['issued', 'issued']);
  const again = await countersign(certificates.slice(0, 1));
  expect([again.status, again.body.text('detail').includes(certificates[0] ?? '-')]).toStrictEqual([409, true]);
});

test('pieces of blended leaf are identified by the promise for the blend', async () => {
  const { farm } = cast.people;
  const plots = await accepted(farm.get('/api/plots'));
  const plotId = plots.body.list('plots')[0]?.text('id') ?? '';
  const lots = [await harvest(cast, plotId), await harvest(cast, plotId)];
  const promise = { origin: '云南省勐海县', contact: '0691-5120000', basis: ['self-test'] };
  const { body: harvests } = await accepted(farm.get('/api/harvests'));
  for (const one of harvests.list('harvests').filter((each) => lots.includes(each.text('digitalLink'))))
    await accepted(farm.post(`/api/harvests/${one.text('id')}/conformity`, promise));
  const inputs = lots.map((lot) => ({ lot, quantityKg: 6 }));
  const blended = { gtin: LEAF_GTIN, inputs, blendedAt: secondsAgo(550), ...promise };
  const { body: blend } = await accepted(farm.post('/api/blends', blended));
  const cake = await press(cast, blend.text('digitalLink'));
  await accepted(factory.upload(`${cake.path}/fingerprint`, await renderCake({ cake: 60, shot: 0, size: 700 })));
  const done = await batch(factory, 'kind=identity', tableOf([cake]));
  expect(done.value).toMatchObject({ state: 'done', counts: { issued: 1 } });
  const [row] = await rowsOf(factory, done.text('id'));
  const id = String(row?.list('certificateIds')[0]?.value);
  await accepted(cast.people.appraiser.post(`/api/certificates/${id}/countersign`));
  const { bytes } = await accepted(factory.get(`/api/certificates/${id}/credential`));
  const { body: all } = await accepted(factory.get('/api/certificates?stage=conformity'));
  const promised = all.list('certificates').find((one) => one.text('id') === blend.text('certificateId'));
  expect(new TextDecoder().decode(bytes)).toContain(promised?.text('digest') ?? 'no promise');
});

test('the sheet of a batch has the codes of its pieces', async () => {
  const again = await batch(factory, 'kind=identity', tableOf(cakes.slice(0, 2)));
  expect(again.at('counts').value).toMatchObject({ known: 2, issued: 0 });
  const sheet = await accepted(factory.get(`/api/batches/${again.text('id')}/labels.pdf?layout=a4-10`));
  expect(sheet.bytes.length).toBeGreaterThan(5000);
});

test('a piece that is identified already is refused of another row by its reason', async () => {
  const [cake] = cakes;
  if (cake === undefined) throw new Error('no cake');
  const leadingZeroLost = `gtin,serial\n${CAKE_GTIN.slice(1)},${serialOf(cake)}\n`;
  const again = await batch(factory, 'kind=identity', leadingZeroLost);
  expect(again.at('counts').value).toMatchObject({ known: 1 });
});

test('of all or none nothing stays when a row is refused only while it is issued', async () => {
  const { assessor } = cast.people;
  const graded = (cake: Cake, score: number): string =>
    `${CAKE_GTIN},${serialOf(cake)},特级,GB/T 23776-2018,${score},2026-09-01 10:00`;
  const heading = '产品条码,序列号,等级,审评方法,分数,审评时间';
  const [first, second] = cakes;
  if (first === undefined || second === undefined) throw new Error('no cakes');
  const twice = [heading, graded(first, 90), graded(second, 91), graded(second, 92)].join('\n');
  const refused = await batch(assessor, 'kind=graduation', twice);
  expect(refused.value).toMatchObject({ state: 'refused', counts: { issued: 0, good: 2, bad: 1 } });
  const [bad] = await rowsOf(assessor, refused.text('id'), '&state=bad');
  expect([bad?.number('line'), bad?.list('faults')[0]?.text('code')]).toStrictEqual([4, 'conflict']);
  const issued = await accepted(assessor.get('/api/certificates?stage=graduation'));
  expect(issued.body.list('certificates')).toHaveLength(0);
  const good = await batch(assessor, 'kind=graduation&mode=good-rows', twice);
  expect(good.value).toMatchObject({ state: 'done', counts: { issued: 2, bad: 1 } });
});
