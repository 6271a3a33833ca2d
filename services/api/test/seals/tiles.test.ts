import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { chainReader } from '@fieldseal/contracts/reader';
import {
  bytesToHex,
  edgeRoot,
  EMPTY_EDGE,
  growTiles,
  hexToBytes,
  leafHash,
  rootOf,
  tiledLog,
  tilePath,
  verifyConsistency,
  verifyInclusion,
} from '@fieldseal/provenance';
import type { Client } from 'pg';
import { TestApplication } from '../support/application.ts';
import type { Json } from '../support/client.ts';
import { eventually } from '../support/season.ts';
import { Auditor, connect, digests, leave } from './support.ts';

const FIRST = 300;
const SECOND = 70_000;

const early = digests(FIRST);
const late = digests(SECOND - FIRST);
const all = [...early, ...late];

let application: TestApplication;
let database: Client;
let auditor: Auditor;

beforeAll(async () => {
  application = await TestApplication.start();
  database = await connect(application);
  auditor = Auditor.of(application);
});

afterAll(async () => {
  await database.end();
  await application.stop();
});

const get = (path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`http://127.0.0.1:${application.config.port}${path}`, init);

describe('the seal log as static resources', () => {
  test('an empty log has a signed checkpoint too, named after its address', async () => {
    const { origin, size, root } = await auditor.covering(0);
    expect(origin).toBe(`${application.config.publicUrl.replace('http://', '')}/log`);
    expect(size).toBe(0);
    expect(bytesToHex(root)).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect((await get('/log/tile/0/000.p/1')).status).toBe(404);
  });

  test('leaves come in the order in which they were left, and every tile is what its leaves make of it', async () => {
    await leave(database, early);
    const first = await auditor.covering(FIRST);
    await leave(database, late);
    const second = await auditor.covering(SECOND);
    expect([first.size, second.size]).toEqual([FIRST, SECOND]);
    expect(await auditor.leaves(SECOND)).toEqual(all.map((digest) => digest.toString('hex')));
    const { edge, tiles } = growTiles(EMPTY_EDGE, all);
    expect(bytesToHex(second.root)).toBe(bytesToHex(edgeRoot(edge)));
    for (const tile of tiles)
      expect({ path: tilePath(tile), same: Buffer.compare(await auditor.tile(tile), tile.hashes) }).toEqual({
        path: tilePath(tile),
        same: 0,
      });
    const log = tiledLog((place) => auditor.tile(place), FIRST);
    expect(bytesToHex(await rootOf(log, FIRST))).toBe(bytesToHex(first.root));
  }, 60_000);

  test('what is published is sealed on the chain', async () => {
    const { body } = await application.visitor().get('/api/chain');
    const contracts = { sealLog: body.text('sealLog'), issuerRegistry: body.text('issuerRegistry') };
    const reader = chainReader(application.chain.url, contracts);
    const { root } = await auditor.checkpoint();
    const sealed = await eventually(async () => (await reader.sealedRoot(SECOND)) ?? undefined, 'the seal');
    expect(bytesToHex(sealed.root)).toBe(bytesToHex(root));
  });

  test.each(['0/273.p/112', '0/000', '1/001.p/17', '2/000.p/1', 'entries/273.p/1', '0/273.p/111'])(
    'tile %s may be kept for ever and read from any page',
    async (path) => {
      const answer = await get(`/log/tile/${path}`);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toBe('application/octet-stream');
      expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect(answer.headers.get('access-control-allow-origin')).toBe('*');
      const head = await get(`/log/tile/${path}`, { method: 'HEAD' });
      expect(head.status).toBe(200);
      expect(head.headers.get('content-length')).toBe(String((await answer.arrayBuffer()).byteLength));
    },
  );

  test.each([
    '0/273',
    '0/273.p/113',
    '0/274.p/1',
    '2/000.p/2',
    '3/000.p/1',
    '0/0',
    '0/x000/001',
    'data/000',
    '',
    '0/%00',
  ])('tile "%s" is none', async (path) => {
    const answer = await get(`/log/tile/${path}`);
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(answer.headers.get('cache-control') ?? '').not.toMatch(/max-age/);
  });

  test('the checkpoint is never kept, the key for a while', async () => {
    const [checkpoint, key] = await Promise.all([get('/log/checkpoint'), get('/log/key')]);
    expect(checkpoint.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(checkpoint.headers.get('cache-control')).toBe('no-store');
    expect((await get('/log/checkpoint', { method: 'HEAD' })).status).toBe(200);
    expect(key.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect((await get('/log/checkpoint', { method: 'POST' })).status).toBe(404);
  });
});

describe('proofs over HTTP', () => {
  const ask = async (path: string): Promise<{ status: number; body: Json }> =>
    application.visitor().get(`/api/seals/proofs/${path}`);
  const hashes = (body: Json): Uint8Array[] => body.list('proof').map(({ value }) => hexToBytes(String(value)));

  test.each([
    [0, 1],
    [0, FIRST],
    [FIRST - 1, SECOND],
    [69_999, SECOND],
    [65_535, 65_537],
  ])('leaf %i is in the tree of %i', async (index, size) => {
    const digest = all[index] ?? Buffer.alloc(32);
    const { body } = await ask(`inclusion?digest=${digest.toString('hex')}&size=${size}`);
    expect(body.number('leafIndex')).toBe(index);
    expect(verifyInclusion(leafHash(digest), index, size, hashes(body), hexToBytes(body.text('root')))).toBe(true);
  });

  test.each([
    [0, 1],
    [1, SECOND],
    [FIRST, SECOND],
    [256, 65_536],
    [SECOND, SECOND],
  ])('the tree of %i is the beginning of that of %i', async (from, to) => {
    const { body } = await ask(`consistency?from=${from}&to=${to}`);
    const [before, after] = [hexToBytes(body.text('fromRoot')), hexToBytes(body.text('toRoot'))];
    expect(verifyConsistency(from, to, hashes(body), before, after)).toBe(true);
  });

  test('without a size the newest tree is meant', async () => {
    expect((await ask('consistency?from=0')).body.number('to')).toBe(SECOND);
    expect((await ask(`inclusion?digest=${early[0]?.toString('hex') ?? ''}`)).body.number('treeSize')).toBe(SECOND);
  });

  test.each([
    [404, `inclusion?digest=${'0'.repeat(64)}`],
    [404, `inclusion?digest=${late[0]?.toString('hex') ?? ''}&size=${FIRST}`],
    [404, `inclusion?digest=${early[0]?.toString('hex') ?? ''}&size=${SECOND + 1}`],
    [404, `consistency?from=1&to=${SECOND + 1}`],
    [400, 'consistency?from=2&to=1'],
    [400, 'consistency?from=-1'],
    [400, 'consistency?from=1.5'],
    [400, 'inclusion?digest=00'],
    [400, 'inclusion'],
  ])('%i for %s', async (status, path) => {
    const answer = await ask(path);
    expect(answer.status).toBe(status);
    expect(answer.body.text('detail')).not.toBe('');
  });
});
