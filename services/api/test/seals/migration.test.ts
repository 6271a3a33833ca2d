import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { appendLeaves, bytesToHex, EMPTY_EDGE, EMPTY_TREE, growTiles } from '@fieldseal/provenance';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { readConfig } from '../../src/config.ts';
import { databaseOptions } from '../../src/platform/database.ts';
import { digests, leave } from './support.ts';

const name = `test_${randomBytes(6).toString('hex')}`;
const SIZE = 700;
const leaves = digests(SIZE);

let source: DataSource;
let client: Client;

async function administer(statement: string): Promise<void> {
  const admin = new Client({ connectionString: process.env.TEST_DATABASE_URL });
  await admin.connect();
  await admin.query(statement);
  await admin.end();
}

beforeAll(async () => {
  await administer(`CREATE DATABASE ${name}`);
  const url = new URL(process.env.TEST_DATABASE_URL ?? '');
  url.pathname = `/${name}`;
  const config = readConfig({ DATABASE_URL: url.toString(), RPC_URL: 'http://127.0.0.1', STATE_DIR: '.' });
  source = await new DataSource(databaseOptions(config)).initialize();
  client = new Client({ connectionString: url.toString() });
  await client.connect();
});

afterAll(async () => {
  await client.end();
  await source.destroy();
  await administer(`DROP DATABASE ${name} WITH (FORCE)`);
});

async function isApplied(): Promise<boolean> {
  const { rows } = await client.query<{ tile: string | null }>("SELECT to_regclass('seal_tile') AS tile");
  return (rows[0]?.tile ?? null) !== null;
}

test('a log of single nodes becomes one of tiles with the same hashes, and back', async () => {
  while (await isApplied()) await source.undoLastMigration();
  const { completed } = appendLeaves(EMPTY_TREE, leaves);
  await client.query('INSERT INTO seal_leaf SELECT i - 1, d FROM unnest($1::bytea[]) WITH ORDINALITY AS t(d, i)', [
    leaves,
  ]);
  await client.query('INSERT INTO seal_node SELECT * FROM unnest($1::integer[], $2::bigint[], $3::bytea[])', [
    completed.map(({ level }) => level),
    completed.map(({ index }) => index),
    completed.map(({ hash }) => Buffer.from(hash)),
  ]);
  await source.runMigrations();

  const tiles = await client.query<{ level: number; tile_index: string; hashes: Buffer }>(
    'SELECT * FROM seal_tile ORDER BY level, tile_index',
  );
  expect(
    tiles.rows.map(({ level, tile_index, hashes }) => [level, Number(tile_index), hashes.toString('hex')]),
  ).toEqual(growTiles(EMPTY_EDGE, leaves).tiles.map(({ level, index, hashes }) => [level, index, bytesToHex(hashes)]));
  const entries = await client.query<{ digests: Buffer }>('SELECT digests FROM seal_entries ORDER BY tile_index');
  expect(Buffer.concat(entries.rows.map(({ digests: own }) => own))).toEqual(Buffer.concat(leaves));
  expect((await client.query('SELECT size, checkpoint FROM seal_log')).rows).toEqual([
    { size: '700', checkpoint: null },
  ]);

  while (await isApplied()) await source.undoLastMigration();
  const nodes = await client.query<{ level: number; node_index: string; hash: Buffer }>('SELECT * FROM seal_node');
  const key = (level: number, index: number, hash: Uint8Array): string => `${level}/${index} ${bytesToHex(hash)}`;
  expect(nodes.rows.map((row) => key(row.level, Number(row.node_index), row.hash)).toSorted()).toEqual(
    completed.map(({ level, index, hash }) => key(level, index, hash)).toSorted(),
  );
  await source.runMigrations();
});

test('what is no digest cannot be left, nor one digest twice', async () => {
  await expect(leave(client, [Buffer.alloc(31)])).rejects.toThrow('violates check constraint');
  const twice = digests(1);
  await leave(client, twice);
  await expect(leave(client, twice)).rejects.toThrow('duplicate key');
});
