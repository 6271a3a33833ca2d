import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TestApplication } from '../support/application.ts';
import { accepted, type Answer } from '../support/client.ts';
import { type Cast, createCast } from '../support/season.ts';

const FIXTURES = join(
  process.env.FIELDSEAL_SHARED ?? join(import.meta.dirname, '../../../../../shared'),
  'conformance/eudr-geojson/fixtures',
);

type Place = [longitude: number, latitude: number];

/** A square with this south-western corner. */
const square = (west: number, south: number, size = 0.002): Place[] => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
  [west, south],
];

describe('plots', () => {
  let application: TestApplication;
  let cast: Cast;

  const record = (name: string, ring: Place[]): Promise<Answer> =>
    cast.people.farm.post('/api/plots', {
      name,
      crop: 'tea',
      cultivar: '云抗10号',
      polygon: { type: 'Polygon', coordinates: [ring] },
    });
  const faultsOf = ({ body }: Answer): string[] =>
    body.list('errors').map((fault) => `${fault.text('code')} at ${fault.text('pointer')}`);
  const check = async (name: string, text: string) =>
    (await accepted(cast.people.farm.post('/api/plots/checks', { name, text }))).body;

  beforeAll(async () => {
    application = await TestApplication.start();
    cast = await createCast(application);
  });

  afterAll(async () => {
    await application.stop();
  });

  const bow: Place[] = [
    [100.1, 24.4],
    [100.101, 24.401],
    [100.101, 24.4],
    [100.1, 24.401],
    [100.1, 24.4],
  ];
  const spike: Place[] = [
    [100.1, 24.4],
    [100.102, 24.4],
    [100.102, 24.401],
    [100.102, 24.403],
    [100.102, 24.401],
    [100.1, 24.401],
    [100.1, 24.4],
  ];
  test.each([
    ['crosses itself', 'self-intersection at /polygon/coordinates/0', bow],
    ['runs back on itself', 'self-intersection at /polygon/coordinates/0', spike],
  ])('a boundary that %s is refused where it is wrong', async (_how, fault, ring) => {
    const answer = await record('Wrong', ring);
    expect([answer.status, faultsOf(answer)]).toEqual([400, [fault]]);
  });

  test('one that is not closed, or no area, is refused too', async () => {
    expect((await record('Open', square(100.1, 24.4).slice(0, -1))).status).toBe(400);
    const line: Place[] = [
      [100.1, 24.4],
      [100.2, 24.4],
      [100.3, 24.4],
      [100.1, 24.4],
    ];
    expect((await record('Line', line)).status).toBe(400);
  });

  test('plots of a farm may touch one another and may not overlap, and the other one is named', async () => {
    await accepted(record('东坡', square(100.5, 24.4)));
    await accepted(record('东坡', square(100.502, 24.4)));
    const answer = await record('西坡', square(100.501, 24.401));
    expect([answer.status, faultsOf(answer)]).toEqual([400, ['overlapping-plots at /polygon']]);
    expect(answer.body.list('errors')[0]?.text('detail')).toContain('东坡');
    const inside = await record('中', square(100.5005, 24.4005, 0.0005));
    expect(inside.status).toBe(400);
    expect((await accepted(cast.people.farm.get('/api/plots'))).body.list('plots')).toHaveLength(2);
  });

  test('a file is told what is wrong with it, and where', async () => {
    const ring = JSON.stringify(bow).replaceAll(/\d+\.\d+/g, (number) => Number(number).toFixed(6));
    const geojson = `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"plot_id":"1"},"geometry":{"type":"Polygon","coordinates":[${ring}]}}]}`;
    const body = await check('plots.geojson', geojson);
    expect(body.at('usable').value).toBe(false);
    expect(body.at('findings').value).toMatchObject([
      { code: 'self-intersection', title: 'Self-intersection', pointer: '/features/0/geometry/coordinates/0' },
    ]);
    expect((await check('plots.csv', 'plot_id,latitude,longitude\nCN-1,24.400312,100.100125\n')).value).toEqual({
      usable: true,
      findings: [],
    });
    expect((await check('plots.shp', 'x')).list('findings')[0]?.text('code')).toBe('unknown-file-type');
  });

  const kinds = existsSync(FIXTURES) ? ['valid', 'invalid'] : [];
  const files = kinds.flatMap((kind) => readdirSync(join(FIXTURES, kind)).map((file) => join(kind, file)));
  if (files.length === 0) {
    process.stderr.write(
      `plot fixtures skipped: no folder ${FIXTURES}; FIELDSEAL_SHARED names the one that holds it\n`,
    );
    test.skip(`fixtures of ${FIXTURES}`, () => undefined);
  } else
    test.each(files)('%s is judged as its folder says', async (file) => {
      const body = await check(file.replace(/^.*\//, ''), readFileSync(join(FIXTURES, file), 'utf8'));
      expect(body.at('usable').value).toBe(file.startsWith('valid'));
      for (const one of body.list('findings')) expect(one.text('detail')).not.toBe('');
    });
});
