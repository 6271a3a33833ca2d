import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { anyCertificateSchema, verifyProofs } from '@fieldseal/provenance';
import { DataSource } from 'typeorm';
import { StoredCertificate } from '../../src/certificates/certificate.entity.ts';
import { TestApplication } from '../support/application.ts';
import { accepted, type Json, type TestClient } from '../support/client.ts';
import { accredit, type Cast, CAKE_GTIN, createCast, LEAF_GTIN, prepareGarden } from '../support/season.ts';
import { batch, harvestCsv, rowsOf, sendCsv, settled } from './support.ts';

let application: TestApplication;
let cast: Cast;
let farm: TestClient;

beforeAll(async () => {
  application = await TestApplication.start();
  cast = await createCast(application);
  await accredit(cast);
  await prepareGarden(cast);
  farm = cast.people.farm;
});

afterAll(() => application.stop());

describe('a table of harvests', () => {
  test('becomes a harvest, an event and a verified birth certificate for each row', async () => {
    const done = await batch(farm, 'kind=birth', harvestCsv(30));
    expect(done.value).toMatchObject({ state: 'done', counts: { total: 30, issued: 30, bad: 0 } });
    const rows = await rowsOf(farm, done.text('id'));
    expect(new Set(rows.map((row) => JSON.stringify(row.at('subjects').value))).size).toBe(30);
    const id = rows[7]?.list('certificateIds')[0]?.value;
    const certificate = await application.app
      .get(DataSource)
      .getRepository(StoredCertificate)
      .findOneByOrFail({ id: String(id) });
    expect(certificate.status).toBe('issued');
    const document = anyCertificateSchema.parse(certificate.document);
    expect(verifyProofs(document)).toMatchObject([{ verified: true, did: document.issuer.id }]);
    expect(document.credentialStatus).toHaveLength(2);
    const event = await farm.get(`/api/epcis/events/${encodeURIComponent(document.evidence[0]?.id ?? '')}`);
    expect(event.status).toBe(200);
    const { body } = await accepted(farm.get('/api/harvests'));
    expect(body.list('harvests').map((harvest) => harvest.text('digitalLink'))).toContain(
      document.credentialSubject.id,
    );
  });

  test('that comes twice is certified once', async () => {
    const first = await batch(farm, 'kind=birth', harvestCsv(3, '东坡', 100));
    const again = await batch(farm, 'kind=birth', harvestCsv(4, '东坡', 100));
    expect(again.at('counts').value).toMatchObject({ issued: 1, known: 3 });
    const [before] = await rowsOf(farm, first.text('id'));
    const [after] = await rowsOf(farm, again.text('id'));
    expect(after?.at('certificateIds').value).toStrictEqual(before?.at('certificateIds').value);
  });

  test('is taken once under one key, which is refused for another table', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const text = harvestCsv(1, '东坡', 200);
    const { body } = await accepted(sendCsv(farm, 'kind=birth', text, key));
    const again = await accepted(sendCsv(farm, 'kind=birth', text, key));
    expect(again.body.text('id')).toBe(body.text('id'));
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect((await sendCsv(farm, 'kind=birth', harvestCsv(1, '东坡', 201), key)).status).toBe(422);
    expect((await sendCsv(farm, 'kind=birth&mode=good-rows', text, key)).status).toBe(422);
  });

  test.each(['good-rows', 'all-or-none'])('that was checked twice is certified once: %s', async (mode) => {
    const text = harvestCsv(3, '东坡', mode === 'good-rows' ? 210 : 220);
    const query = `kind=birth&mode=${mode}&start=when-confirmed`;
    const first = await batch(farm, query, text);
    const second = await batch(farm, query, text);
    const done = async (id: string): Promise<Json> => {
      await accepted(farm.post(`/api/batches/${id}/confirm`, {}));
      return settled(farm, id);
    };
    expect((await done(first.text('id'))).at('counts').value).toMatchObject({ issued: 3 });
    const again = await done(second.text('id'));
    expect(again.value).toMatchObject({ state: 'done', counts: { issued: 0, known: 3 } });
  });

  test('may be JSON, or JSON line by line', async () => {
    const row = { plot: '东坡', gtin: LEAF_GTIN, quantityKg: 3.25, harvestedAt: '2026-04-05T08:30:00+08:00' };
    const other = { ...row, quantityKg: 3.26 };
    const json = await accepted(farm.post('/api/batches?kind=birth', [row]));
    expect((await settled(farm, json.body.text('id'))).at('counts').value).toMatchObject({ issued: 1 });
    const lines = `${JSON.stringify(row)}\n\n${JSON.stringify(other)}\nnot json\n`;
    const ndjson = await accepted(
      farm.send('POST', '/api/batches?kind=birth&mode=good-rows', lines, { 'content-type': 'application/x-ndjson' }),
    );
    const id = ndjson.body.text('id');
    expect((await settled(farm, id)).at('counts').value).toMatchObject({ known: 1, issued: 1, bad: 1 });
    expect((await rowsOf(farm, id)).map((each) => each.number('line'))).toStrictEqual([1, 3, 4]);
  });

  test('may have a line of JSON that is far too long', async () => {
    const row = { plot: '东坡', gtin: LEAF_GTIN, quantityKg: 3.27, harvestedAt: '2026-04-05T08:30:00+08:00' };
    const { body } = await accepted(
      farm.send('POST', '/api/batches?kind=birth&mode=good-rows', `${'x'.repeat(1_000_000)}\n${JSON.stringify(row)}`, {
        'content-type': 'application/x-ndjson',
      }),
    );
    const done = await settled(farm, body.text('id'));
    expect(done.at('counts').value).toMatchObject({ bad: 1, issued: 1 });
    const [long, good] = await rowsOf(farm, body.text('id'));
    expect([long?.list('faults')[0]?.text('code'), good?.number('line')]).toStrictEqual(['too-long', 2]);
  });

  test('with what was applied before the harvest', async () => {
    const text =
      'Plot,Product GTIN,Kilograms,Harvested at,Input,Input kind,Input quantity,Input unit,Applied at,Pre-harvest days\n' +
      `东坡,${LEAF_GTIN},5,2026/4/7 8:05,苦参碱,pesticide,0.5,LTR,2026-03-01 09:00,7\n`;
    const done = await batch(farm, 'kind=birth', text);
    const [row] = await rowsOf(farm, done.text('id'));
    expect(row?.at('content').value).toMatchObject({ harvestedAt: '2026-04-07T08:05:00+08:00', preHarvestDays: 7 });
    expect(done.text('state')).toBe('done');
  });
});

describe('bad rows', () => {
  const text = [
    '地块,产品条码,鲜叶公斤,采摘时间',
    `东坡,${LEAF_GTIN},1.5,2026-04-10 08:00`,
    `西坡,${LEAF_GTIN},1.5,2026-04-10 08:00`,
    `东坡,${LEAF_GTIN},一公斤半,2026-04-10 09:00`,
    `东坡,6.90123E+12,1.5,2026-04-10 09:00`,
    `东坡,${CAKE_GTIN},1.5,2026-04-10 09:00`,
    `东坡,${LEAF_GTIN},,2026-04-10 09:00`,
    `东坡,${LEAF_GTIN},1.5,2026-04-31 09:00`,
    `东坡,${LEAF_GTIN},1.5`,
    `东坡,${LEAF_GTIN},1.5,2026-04-10 08:00`,
  ].join('\n');

  test('are named with line, column and reason, and the good ones are issued', async () => {
    const done = await batch(farm, 'kind=birth&mode=good-rows', text);
    expect(done.value).toMatchObject({ state: 'done', counts: { total: 9, issued: 1, bad: 8 } });
    const bad = await rowsOf(farm, done.text('id'), '&state=bad');
    const found = bad.map((row) => [
      row.number('line'),
      row.list('faults')[0]?.at('column').value,
      row.list('faults')[0]?.text('code'),
    ]);
    expect(found).toStrictEqual([
      [3, '地块', 'not-found'],
      [4, '鲜叶公斤', 'not-a-number'],
      [5, '产品条码', 'rounded'],
      [6, '产品条码', 'wrong-stage'],
      [7, '鲜叶公斤', 'missing'],
      [8, '采摘时间', 'invalid_format'],
      [9, undefined, 'field-count'],
      [10, undefined, 'repeated'],
    ]);
    expect(bad[1]?.list('faults')[0]?.number('position')).toBe(3);
  });

  test('refuse the whole batch where that is asked for', async () => {
    const before = (await accepted(farm.get('/api/harvests'))).body.list('harvests').length;
    const refused = await batch(farm, 'kind=birth', `${text}\n东坡,${LEAF_GTIN},1.75,2026-04-10 10:00`);
    expect(refused.value).toMatchObject({ state: 'refused', counts: { issued: 0 } });
    expect((await accepted(farm.get('/api/harvests'))).body.list('harvests')).toHaveLength(before);
  });

  test('are shown before anything is issued, which takes a confirmation', async () => {
    const ready = await batch(
      farm,
      'kind=birth&start=when-confirmed',
      `${text}\n东坡,${LEAF_GTIN},2.25,2026-04-10 11:00`,
    );
    expect(ready.value).toMatchObject({ state: 'ready', counts: { issued: 0, good: 1, known: 1 } });
    const path = `/api/batches/${ready.text('id')}`;
    expect((await farm.post(`${path}/confirm`)).status).toBe(409);
    await accepted(farm.post(`${path}/confirm`, { mode: 'good-rows' }));
    expect((await settled(farm, ready.text('id'))).value).toMatchObject({ state: 'done', counts: { issued: 1 } });
    expect((await farm.post(`${path}/cancel`)).status).toBe(409);
  });

  test('stand in the table of results, where no spreadsheet runs them', async () => {
    const done = await batch(
      farm,
      'kind=birth&mode=good-rows',
      `${harvestCsv(1, '东坡', 300)}\n=1+1,${LEAF_GTIN},1,2026-04-11 08:00`,
    );
    const { bytes } = await accepted(farm.get(`/api/batches/${done.text('id')}/results.csv`));
    const lines = new TextDecoder().decode(bytes).trim().split('\r\n');
    expect(lines[0]).toBe('line,state,subject,certificateId,column,code,reason');
    expect(lines[1]).toMatch(/^2,issued,http:.*\/01\/06901234567892\/10\/H260401-\w+,[0-9a-f-]{36},,,$/);
    expect(lines[2]).toMatch(/^3,bad,,,地块,not-found,/);
  });
});

describe('a file that cannot be read', () => {
  test.each([
    ['GB18030', Buffer.from([0xb5, 0xd8, 0xbf, 0xe9, 0x2c, 0x31]), 'UTF-8'],
    ['UTF-16', Buffer.from('\ufeff地块,产品', 'utf16le'), 'UTF-8'],
    ['nothing at all', Buffer.from(''), 'empty'],
    ['a heading alone', Buffer.from('地块,产品条码,鲜叶公斤,采摘时间\r\n'), 'no rows'],
    ['an unknown column', Buffer.from('地块,产品条码,鲜叶公斤,采摘时间,备注\n1,2,3,4,5'), '备注'],
    ['a column too few', Buffer.from('地块,产品条码,鲜叶公斤\n1,2,3'), '采摘时间'],
    ['a column twice', Buffer.from('地块,plot,产品条码,鲜叶公斤,采摘时间\n1,2,3,4,5'), 'twice'],
    ['semicolons', Buffer.from('地块;产品条码;鲜叶公斤;采摘时间\n1;2;3;4'), 'commas'],
    [
      'an open quotation mark',
      Buffer.from('地块,产品条码,鲜叶公斤,采摘时间\n"东坡,1,2,3\n4,5,6,7\n'),
      'quotation mark',
    ],
  ])('is refused with its reason: %s', async (_name, bytes, reason) => {
    const headers = { 'content-type': 'text/csv' };
    const answer = await farm.sendBytes('POST', '/api/batches?kind=birth', bytes, headers);
    expect(answer.status).toBe(400);
    expect(answer.body.text('detail')).toContain(reason);
  });

  test('has a row or a megabyte too many', async () => {
    const tooLong = await sendCsv(farm, 'kind=birth', harvestCsv(10_001));
    expect(tooLong.status).toBe(413);
    expect(tooLong.body.text('detail')).toContain('10000');
    const tooLarge = await sendCsv(
      farm,
      'kind=birth',
      `地块,产品条码,鲜叶公斤,采摘时间\n${'\n'.repeat(9 * 1024 * 1024)}`,
    );
    expect(tooLarge.status).toBe(413);
  });

  test('is sent where no table is wanted, or by whom none is wanted from', async () => {
    const headers = { 'content-type': 'text/csv' };
    expect((await farm.send('POST', '/api/plots', 'a,b', headers)).status).toBe(415);
    expect((await farm.send('POST', '/api/batches?kind=birth', 'a', { 'content-type': 'text/plain' })).status).toBe(
      415,
    );
    expect((await sendCsv(farm, 'kind=identity', 'gtin,serial\n1,2')).status).toBe(403);
    expect((await sendCsv(cast.people.insurer, 'kind=birth', harvestCsv(1))).status).toBe(403);
    const other = await batch(farm, 'kind=birth', harvestCsv(1, '东坡', 400));
    expect((await cast.people.factory.get(`/api/batches/${other.text('id')}`)).status).toBe(404);
  });
});

describe('what a batch gives', () => {
  test('a template that is read back', async () => {
    for (const language of ['zh', 'en']) {
      const { bytes } = await accepted(farm.get(`/api/batches/template.csv?kind=birth&language=${language}`));
      const done = await batch(farm, 'kind=birth', new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
      expect(done.value).toMatchObject({ state: 'done', counts: { total: 1, bad: 0 } });
    }
  });

  test('pages of rows that meet', async () => {
    const done = await batch(farm, 'kind=birth', harvestCsv(7, '东坡', 500));
    let path: string | undefined = `/api/batches/${done.text('id')}/rows?perPage=3`;
    const numbers: number[] = [];
    while (path !== undefined) {
      const { body, headers } = await accepted(farm.get(path));
      numbers.push(...body.list('rows').map((row) => row.number('number')));
      const next = /<([^>]+)>; rel="next"/.exec(headers.get('link') ?? '')?.[1];
      path = next === undefined ? undefined : `${new URL(next).pathname}${new URL(next).search}`;
    }
    expect(numbers).toStrictEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  test('a sheet of codes', async () => {
    const done = await batch(farm, 'kind=birth', harvestCsv(2, '东坡', 600));
    const { bytes, headers } = await accepted(farm.get(`/api/batches/${done.text('id')}/labels.pdf`));
    expect(headers.get('content-type')).toBe('application/pdf');
    expect(new TextDecoder().decode(bytes.subarray(0, 5))).toBe('%PDF-');
  });

  test('its progress, from where one was', async () => {
    const done = await batch(farm, 'kind=birth', harvestCsv(600, '东坡', 1000));
    const path = `/api/batches/${done.text('id')}/events`;
    const all = new TextDecoder().decode((await accepted(farm.get(path))).bytes);
    const ids = [...all.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id));
    expect(ids).toStrictEqual(ids.map((_, i) => i + 1));
    expect(ids.length).toBeGreaterThan(4);
    expect(all).toContain('"state":"done"');
    const later = await accepted(farm.get(path, { 'last-event-id': String(ids.length - 2) }));
    expect(new TextDecoder().decode(later.bytes).match(/^id: /gm)).toHaveLength(2);
    const afterEnd = await accepted(farm.get(path, { 'last-event-id': String(ids.length) }));
    expect(new TextDecoder().decode(afterEnd.bytes)).toContain('"state":"done"');
  });
});
