import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import sharp from 'sharp';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { Label } from '../src/labels/label.ts';
import { labelSheet } from '../src/labels/label-sheet.ts';
import { LAYOUTS } from '../src/labels/layouts.ts';
import { TestApplication } from './support/application.ts';
import { accepted, type TestClient } from './support/client.ts';
import { type Cake, harvest, press } from './support/custody.ts';
import { accredit, CAKE_GTIN, type Cast, createCast, LEAF_GTIN, prepareGarden } from './support/season.ts';

/** What the codes of a picture say. */
async function decode(picture: Uint8Array): Promise<string[]> {
  const { data, info } = await sharp(picture)
    .flatten({ background: 'white' })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const pixels = {
    data: new Uint8ClampedArray(data),
    width: info.width,
    height: info.height,
    colorSpace: 'srgb' as const,
  };
  return (await readBarcodes(pixels, { formats: ['QRCode'] })).map(({ text }) => text);
}

/** The words of each page. */
async function pages(bytes: Uint8Array): Promise<string[]> {
  const document = await getDocument({ data: bytes.slice(), useSystemFonts: false, verbosity: 0 }).promise;
  const texts: string[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const { items } = await (await document.getPage(number)).getTextContent();
    texts.push(items.map((item) => ('str' in item ? item.str : '')).join('\n'));
  }
  return texts;
}

describe('labels', () => {
  let application: TestApplication;
  let cast: Cast;
  let factory: TestClient;
  let lot: string;
  let cake: Cake;
  let label: string;

  beforeAll(async () => {
    const wasm = await readFile(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
    prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer } });
    application = await TestApplication.start();
    cast = await createCast(application);
    factory = cast.people.factory;
    await accredit(cast);
    lot = await harvest(cast, await prepareGarden(cast));
    cake = await press(cast, lot);
    label = cake.path.replace('/items/', '/labels/');
  });

  afterAll(async () => {
    await application.stop();
  });

  test('the codes of a piece hold its Digital Link, as SVG and as PNG', async () => {
    const visitor = application.visitor();
    const svg = await visitor.get(`${label}.svg`);
    const png = await visitor.get(`${label}.png?size=300`);
    expect([svg.headers.get('content-type'), png.headers.get('content-type')]).toEqual(['image/svg+xml', 'image/png']);
    expect(await decode(await sharp(svg.bytes).resize(400).png().toBuffer())).toEqual([cake.link]);
    expect(await decode(png.bytes)).toEqual([cake.link]);
  });

  test('codes of lots and units are made for links of this platform only', async () => {
    const visitor = application.visitor();
    const png = await visitor.get(`/api/labels/qr.png?link=${encodeURIComponent(lot)}`);
    expect(await decode(png.bytes)).toEqual([lot]);
    const { publicUrl } = application.config;
    for (const link of [
      'https://thief.example/01/06901234567908',
      `${publicUrl}/login`,
      `${publicUrl}.thief.example/01/06901234567908`,
      'javascript:1',
    ])
      expect((await visitor.get(`/api/labels/qr.svg?link=${encodeURIComponent(link)}`)).status).toBe(400);
  });

  test.each(['size=63', 'size=2049', 'size=x', 'size=1e9'])('a picture with %s is refused', async (query) => {
    expect((await application.visitor().get(`${label}.png?${query}`)).status).toBe(400);
  });

  test('the sheet of a lot shows the piece in Chinese and English, with its identifiers for people', async () => {
    const { body } = await accepted(factory.get('/api/pressings'));
    const number = body.list('pressings')[0]?.text('lot') ?? '';
    const answer = await factory.get(
      `/api/labels/sheets.pdf?gtin=${CAKE_GTIN}&lot=${number}&title=${encodeURIComponent('春茶')}`,
    );
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    const [page = '', ...more] = await pages(answer.bytes);
    expect(more).toEqual([]);
    const serial = decodeURIComponent(cake.link.split('/').at(-1) ?? '');
    expect(page.split('\n').filter((line) => line.trim() !== '')).toEqual([
      '春茶',
      '饼茶',
      'Tea cake',
      `(01) ${CAKE_GTIN}`,
      `(10) ${number}`,
      `(21) ${serial}`,
    ]);
  });

  test('the lots of the farm get labels too, other organisations get nothing', async () => {
    const mine = await cast.people.farm.get(`/api/labels/sheets.pdf?gtin=${LEAF_GTIN}&of=lots&layout=roll-60x40`);
    expect((await pages(mine.bytes))[0]).toContain(`(10) ${lot.split('/').at(-1) ?? ''}`);
    expect((await cast.people.farm.get(`/api/labels/sheets.pdf?gtin=${CAKE_GTIN}`)).status).toBe(404);
  });

  test.each([
    ['codes too small to scan', 'layout=custom&columns=12&rows=15'],
    ['labels smaller than 15 mm', 'layout=custom&columns=50'],
    ['margins wider than the page', 'layout=custom&pageWidth=50&marginX=40'],
    ['no columns', 'layout=custom&columns=0'],
    ['an unknown layout', 'layout=a5'],
    ['a wrong GTIN', 'gtin=06901234567909'],
  ])('a sheet with %s is refused', async (_, query) => {
    const gtin = query.startsWith('gtin') ? '' : `gtin=${CAKE_GTIN}&`;
    expect((await factory.get(`/api/labels/sheets.pdf?${gtin}${query}`)).status).toBe(400);
  });
});

/** Bytes of objects that are still referred to. */
function heapInUse(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc()');
  return process.memoryUsage().heapUsed;
}

/** Pages enough to see that nothing piles up. */
const COUNT = 1200;

describe('label sheets', () => {
  const made = (number: number): Label => ({
    link: `https://id.example.com/01/06901234567908/21/S${String(number).padStart(16, '0')}`,
    name: { zh: '古树普洱饼茶', en: 'Old-tree Pu’er tea cake' },
    identifiers: [
      ['01', '06901234567908'],
      ['21', `S${number}`],
    ],
  });

  test('fill their pages and take labels only as they are read', async () => {
    const perPage = LAYOUTS['a4-24'].columns * LAYOUTS['a4-24'].rows;
    let taken = 0;
    const heaps: number[] = [];
    async function* labels(): AsyncGenerator<Label> {
      for (let number = 0; number < COUNT; number++) {
        taken++;
        if (number === COUNT / 4 || number === COUNT - 1) heaps.push(heapInUse());
        yield await Promise.resolve(made(number));
      }
    }
    const pieces: Buffer[] = [];
    let largestPiece = 0;
    let mostAhead = 0;
    for await (const piece of labelSheet(labels(), LAYOUTS['a4-24'], 'Labels')) {
      const read = pieces.length * perPage;
      mostAhead = Math.max(mostAhead, taken < COUNT ? taken - read : 0);
      largestPiece = Math.max(largestPiece, piece.length);
      pieces.push(piece);
    }
    expect(mostAhead).toBeLessThanOrEqual(3 * perPage);
    expect(largestPiece).toBeLessThan(400_000);
    const [early = 0, late = 0] = heaps;
    expect(late - early).toBeLessThan(1_000_000);
    const document = await getDocument({ data: new Uint8Array(Buffer.concat(pieces)), verbosity: 0 }).promise;
    expect(document.numPages).toBe(Math.ceil(COUNT / perPage));
    const last = await (await document.getPage(document.numPages)).getTextContent();
    expect(last.items.map((item) => ('str' in item ? item.str : ''))).toContain(`(21) S${COUNT - 1}`);
  });

  test('rare characters, such as those of Yi county and of She county, are drawn with glyphs of their own', async () => {
    async function* one(): AsyncGenerator<Label> {
      yield await Promise.resolve({ ...made(1), name: { zh: '黟县歙县岽顶', en: 'Lao Cai №1' } });
    }
    const pieces: Buffer[] = [];
    for await (const piece of labelSheet(one(), LAYOUTS['a4-10'], 'Labels')) pieces.push(piece);
    const [page = ''] = await pages(new Uint8Array(Buffer.concat(pieces)));
    // What has no glyph comes back as the null character.
    expect(page.replaceAll('\n', '')).toMatch(/^黟县歙县岽顶Lao Cai №1/);
  });

  test('long names end in an ellipsis instead of running into the next label', async () => {
    async function* one(): AsyncGenerator<Label> {
      yield await Promise.resolve({ ...made(1), name: { zh: '茶'.repeat(200), en: 'x' } });
    }
    const pieces: Buffer[] = [];
    for await (const piece of labelSheet(one(), LAYOUTS['a4-21'], 'Labels')) pieces.push(piece);
    const [page = ''] = await pages(new Uint8Array(Buffer.concat(pieces)));
    expect(page).toMatch(/^茶{5,60}…/);
  });
});
