import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bytesToHex, sha256 } from '@fieldseal/provenance';
import { renderCake } from '@fieldseal/vision/samples';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createCanvas } from '@napi-rs/canvas';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { TestApplication } from '../support/application.ts';
import { accepted, type Json } from '../support/client.ts';
import { type Cake, graduate, harvest, identify, press, store } from '../support/custody.ts';
import { Phone } from '../support/phone.ts';
import { accredit, type Cast, createCast, eventually, prepareGarden } from '../support/season.ts';
import { verify } from '../support/verifier.ts';

const NOBODY = '00000000-0000-4000-8000-000000000000';

/** The words of a print, page by page, without the breaks of its lines. */
async function wordsOf(bytes: Uint8Array): Promise<string> {
  const document = await getDocument({ data: bytes.slice(), useSystemFonts: false, verbosity: 0 }).promise;
  const texts: string[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const { items } = await (await document.getPage(number)).getTextContent();
    texts.push(items.map((item) => ('str' in item ? item.str : '')).join(''));
  }
  return texts.join('\n');
}

/** What the codes of a first page say. */
async function codesOf(bytes: Uint8Array): Promise<string[]> {
  const document = await getDocument({ data: bytes.slice(), verbosity: 0 }).promise;
  const page = await document.getPage(1);
  const viewport = page.getViewport({ scale: 2 });
  const { width, height } = viewport;
  const canvas = createCanvas(Math.ceil(width), Math.ceil(height));
  await page.render({ canvas: null, canvasContext: canvas.getContext('2d'), viewport }).promise;
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  const picture = { data, width: canvas.width, height: canvas.height, colorSpace: 'srgb' as const };
  return (await readBarcodes(picture, { formats: ['QRCode'] })).map(({ text }) => text);
}

describe('renderings of certificates', () => {
  let application: TestApplication;
  let cast: Cast;
  let pages: string;
  let plot: string;
  let lot: string;
  let cake: Cake;
  const ids: Record<string, string> = {};

  const get = (id: string, what: string, headers: Record<string, string> = {}) =>
    application.visitor().get(`/api/certificates/${id}${what}`, headers);
  const idOf = (stage: string): string => ids[stage] ?? '';
  const sheetOf = async (stage: string): Promise<Json> => (await accepted(get(idOf(stage), '/sheet'))).body;
  const printOf = async (stage: string, lang: 'zh' | 'en'): Promise<Uint8Array> =>
    (await accepted(get(idOf(stage), `.pdf?lang=${lang}`))).bytes;

  beforeAll(async () => {
    const wasm = await readFile(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
    prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer } });
    pages = await mkdtemp(join(tmpdir(), 'fieldseal-pages-'));
    await writeFile(join(pages, 'certificate.html'), '<title>certificate</title>');
    application = await TestApplication.start({ WEB_DIST: pages });
    cast = await createCast(application);
    await accredit(cast);
    plot = await prepareGarden(cast);
    lot = await harvest(cast, plot);
    cake = await press(cast, lot);
    await identify(cast, cake, 7);
    await store(cast, cake);
    await graduate(cast, cake);
    const { body } = await accepted(cast.people.regulator.get('/api/certificates'));
    for (const certificate of body.list('certificates')) ids[certificate.text('stage')] = certificate.text('id');
    await eventually(async () => {
      const { status } = await get(idOf('graduation'), '/bundle');
      return status === 200 ? true : undefined;
    }, 'the seal of the last certificate');
  });

  afterAll(async () => {
    await application.stop();
    await rm(pages, { recursive: true });
  });

  test('a sheet names signers, records, predecessors and the first seal', async () => {
    const sheet = await sheetOf('identity');
    expect(sheet.list('signers').map((signer) => [signer.text('role'), signer.at('name').text('en')])).toEqual([
      ['issuer', 'Test Factory'],
      ['countersigner', 'Test Appraisal'],
    ]);
    expect(sheet.list('before').map((before) => [before.text('id'), before.text('type')])).toEqual([
      [idOf('birth'), 'BirthCertificate'],
    ]);
    expect(sheet.text('link')).toBe(cake.link);
    expect(sheet.text('address')).toBe(`${application.config.publicUrl}/certificates/${idOf('identity')}`);
    expect(sheet.at('standing').value).toEqual({ state: 'valid' });
    expect(sheet.at('seal').number('treeSize')).toBeGreaterThan(sheet.at('seal').number('leafIndex'));
    expect(sheet.at('seal').text('transaction')).toMatch(/^0x[0-9a-f]{64}$/);
  });

  test('the address of a sheet is a page of the web app that runs no foreign script', async () => {
    const { pathname } = new URL((await sheetOf('birth')).text('address'));
    const { status, headers, bytes } = await application.visitor().get(pathname);
    expect([status, new TextDecoder().decode(bytes)]).toEqual([200, '<title>certificate</title>']);
    expect(headers.get('content-security-policy')).toContain("script-src 'self' 'wasm-unsafe-eval'");
  });

  test('each record of a sheet can be read at its address, signed', async () => {
    const events = (await sheetOf('residence')).list('events');
    expect(events.map((event) => event.text('type'))).toEqual(['AggregationEvent', 'ObjectEvent']);
    for (const event of events) {
      const address = new URL(event.text('address'));
      const { body, headers } = await accepted(application.visitor().get(address.pathname));
      expect(body.text('eventID')).toBe(event.text('hash'));
      expect(body.at('proof').value).toBeDefined();
      const known = { 'if-none-match': headers.get('etag') ?? '' };
      expect((await fetch(address, { headers: known })).status).toBe(304);
    }
  });

  test('records of another certificate are not found below this one', async () => {
    const [event] = (await sheetOf('birth')).list('events');
    const digits = /[0-9a-f]{64}/.exec(event?.text('hash') ?? '')?.[0] ?? '';
    expect((await get(idOf('birth'), `/events/${digits}`)).status).toBe(200);
    expect((await get(idOf('graduation'), `/events/${digits}`)).status).toBe(404);
    expect((await get(idOf('birth'), '/events/x')).status).toBe(400);
  });

  test('the code of a lot leads to its certificates, and every print carries a code', async () => {
    const { body } = await accepted(application.visitor().get(`${new URL(lot).pathname}?linkType=linkset`));
    const links = body.list('linkset').flatMap((level) => level.at('https://ref.gs1.org/voc/certificationInfo').value);
    expect(links).toContainEqual(
      expect.objectContaining({ href: `${application.config.publicUrl}/certificates/${idOf('birth')}` }),
    );
    expect(await codesOf(await printOf('birth', 'zh'))).toEqual([lot]);
    expect(await codesOf(await printOf('graduation', 'en'))).toEqual([cake.link]);
  });

  test.each([
    ['birth', 'zh', ['出生证', '测试茶园', '东坡', '12 公斤', '菜籽饼肥', '农历', '封存日志']],
    ['birth', 'en', ['Certificate of Birth', 'Test Garden', '12 kg', 'ha (', 'Seal', 'Valid']],
    ['identity', 'zh', ['身份证', '测试茶厂', '测试鉴定', '鉴定机构会签', '0.357 公斤', '表面指纹承诺']],
    ['identity', 'en', ['Certificate of Identity', 'Test Factory', 'Test Appraisal', 'Piece 1', '4 kg']],
    ['residence', 'zh', ['居住证', '1号库', '22.5 到 24.5 °C', '3 次读数', '有效期至']],
    ['residence', 'en', ['Certificate of Residence', '22.5 to 24.5 °C', '3 readings', 'Valid until']],
    ['graduation', 'zh', ['学历证', '特级 93/100', 'GB/T 23776-2018', '居住证', '身份证']],
    ['graduation', 'en', ['Certificate of Graduation', 'Test Assessors', 'Certificates before it']],
  ] as const)('the print of a %s certificate in %s says it all', async (stage, lang, expected) => {
    const words = await wordsOf(await printOf(stage, lang));
    for (const text of [...expected, idOf(stage), (await sheetOf(stage)).text('digest')]) expect(words).toContain(text);
  });

  test('the same state is printed in the same bytes, also after a restart and further seals', async () => {
    const before = await printOf('birth', 'zh');
    await harvest(cast, plot);
    await application.restart();
    expect(bytesToHex(sha256(await printOf('birth', 'zh')))).toBe(bytesToHex(sha256(before)));
  });

  test('a print is kept by its tag, which differs by language', async () => {
    const zh = await get(idOf('birth'), '.pdf');
    const en = await get(idOf('birth'), '.pdf?lang=en');
    expect([zh.headers.get('content-type'), zh.headers.get('cache-control')]).toEqual([
      'application/pdf',
      'public, max-age=60',
    ]);
    const tag = zh.headers.get('etag') ?? '';
    const again = await get(idOf('birth'), '.pdf?lang=zh', { 'if-none-match': tag });
    expect([again.status, again.bytes.length]).toEqual([304, 0]);
    expect(en.headers.get('etag')).not.toBe(tag);
    expect((await get(idOf('birth'), '.pdf?lang=en', { 'if-none-match': tag })).status).toBe(200);
  });

  test.each(['birth', 'identity', 'residence', 'graduation'])(
    'the evidence of a %s certificate verifies',
    async (stage) => {
      const { bytes } = await accepted(get(idOf(stage), '/bundle'));
      const report = await verify(application, bytes);
      expect(report.failure).toBeUndefined();
      expect(report.certificates.map(({ digest }) => digest)).toContain((await sheetOf(stage)).text('digest'));
    },
  );

  test.each(['/sheet', '.pdf', '/bundle', `/events/${'0'.repeat(64)}`])(
    'an unknown certificate has no %s',
    async (what) => {
      expect((await get(NOBODY, what)).status).toBe(404);
      expect((await get('x', what)).status).toBe(400);
    },
  );

  test('prints come in two languages', async () => {
    expect((await get(idOf('birth'), '.pdf?lang=fr')).status).toBe(400);
  });

  test('a certificate that waits for its second signature is shown to nobody', async () => {
    const other = await press(cast, lot);
    const { people } = cast;
    await accepted(
      people.factory.upload(`${other.path}/fingerprint`, await renderCake({ cake: 8, shot: 0, size: 700 })),
    );
    const id = (await accepted(people.factory.post(`${other.path}/identity`))).body.text('certificateId');
    expect(await Promise.all(['/sheet', '.pdf', '/bundle'].map(async (what) => (await get(id, what)).status))).toEqual([
      404, 404, 404,
    ]);
    await accepted(people.appraiser.post(`/api/certificates/${id}/countersign`));
    expect((await get(id, '/sheet')).status).toBe(200);
  });

  test('a promise of conformity is printed as the form, signed by the farmer’s phone', async () => {
    const { farm } = cast.people;
    const phone = await new Phone(farm).register();
    await phone.accredit(cast, cast.ids.farm, 'birth');
    const [picked] = (await accepted(farm.get('/api/harvests'))).body.list('harvests');
    const promise = { origin: '云南省勐海县', contact: '0691-5120000', basis: ['self-test'], deviceKeyId: phone.id };
    const { body } = await accepted(farm.post(`/api/harvests/${picked?.text('id') ?? ''}/conformity`, promise));
    await accepted(phone.sign(body.text('signing')));
    const id = body.text('certificateId');
    const sheet = (await accepted(get(id, '/sheet'))).body;
    expect(sheet.list('signers').map((signer) => [signer.text('role'), signer.at('name').text('zh')])).toEqual([
      ['phone', '测试茶园'],
      ['issuer', '测试茶园'],
    ]);
    const words = await wordsOf((await accepted(get(id, '.pdf'))).bytes);
    const order = [
      '承诺达标合格证',
      '我承诺',
      '承诺依据',
      '产品名称',
      '数量（重量）',
      '产地',
      '承诺主体',
      '联系方式',
      '开具日期',
    ];
    const places = order.map((label) => words.indexOf(label));
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(words).toContain('发证人手机签名');
  });

  test('a withdrawn certificate says so, when, by whom and why, on the sheet, in print and in its evidence', async () => {
    const { warehouse } = cast.people;
    const valid = await printOf('residence', 'zh');
    await accepted(warehouse.post(`/api/certificates/${idOf('residence')}/suspend`, { reason: '库房湿度超限' }));
    const standing = (await sheetOf('residence')).at('standing');
    expect([standing.text('state'), standing.text('reason'), standing.at('by').text('zh')]).toEqual([
      'suspended',
      '库房湿度超限',
      '测试仓储',
    ]);
    const suspended = await wordsOf(await printOf('residence', 'zh'));
    expect(suspended).toContain('已暂停');
    expect(suspended).toContain('原因：库房湿度超限');
    const { bytes } = await accepted(get(idOf('residence'), '/bundle'));
    expect((await verify(application, bytes)).failure?.code).toBe('certificate-suspended');
    await accepted(warehouse.post(`/api/certificates/${idOf('residence')}/reinstate`, { reason: '复查合格' }));
    expect(bytesToHex(sha256(await printOf('residence', 'zh')))).toBe(bytesToHex(sha256(valid)));
    await accepted(warehouse.post(`/api/certificates/${idOf('residence')}/revoke`, { reason: '货物移出' }));
    expect((await sheetOf('residence')).at('standing').text('state')).toBe('revoked');
    expect(await wordsOf(await printOf('residence', 'en'))).toContain('Revoked');
  });
});
