import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { bytesToHex, edgeRoot, EMPTY_EDGE, growTiles } from '@fieldseal/provenance';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Client } from 'pg';
import { createApplication } from '../../src/application.ts';
import { LOCK_LOG } from '../../src/seals/seal-log.sql.ts';
import { SealLogService } from '../../src/seals/seal-log.service.ts';
import { TestApplication } from '../support/application.ts';
import { freePort } from '../support/chain.ts';
import { eventually } from '../support/season.ts';
import { Auditor, connect, digests, leave } from './support.ts';

const WRITERS = 4;
const TURNS = 24;
const LEAVES_A_TURN = 150;

let first: TestApplication;
let second: NestFastifyApplication;
let databases: Client[];

beforeAll(async () => {
  first = await TestApplication.start();
  const [port, mqttPort] = [await freePort(), await freePort()];
  const config = { ...first.config, port, mqtt: { ...first.config.mqtt, port: mqttPort } };
  second = await createApplication(config);
  await second.listen(port, config.host);
  databases = await Promise.all(Array.from({ length: WRITERS }, () => connect(first)));
});

afterAll(async () => {
  await Promise.all(databases.map((database) => database.end()));
  await second.close();
  await first.stop();
});

test('two instances that append at once lose no leaf, double none, and have one order and one root', async () => {
  const left: string[] = [];
  const logs = [first.app, second].map((app) => app.get(SealLogService));
  let isWriting = true;
  // Beside their own workers, which take turns by a lock of their own: these do not, so only the sequencer's lock holds.
  const sequencing = logs.map(async (log) => {
    while (isWriting) await log.sequence();
  });
  const writing = databases.map(async (database) => {
    for (let turn = 0; turn < TURNS; turn += 1) {
      const batch = digests(LEAVES_A_TURN);
      await leave(database, batch);
      left.push(...batch.map((digest) => digest.toString('hex')));
    }
  });
  await Promise.all(writing);
  isWriting = false;
  await Promise.all(sequencing);

  const size = WRITERS * TURNS * LEAVES_A_TURN;
  const [here, there] = [Auditor.of(first), new Auditor(`${await second.getUrl()}/log/`)];
  const checkpoint = await here.covering(size);
  expect(checkpoint.size).toBe(size);
  const leaves = await here.leaves(size);
  expect(leaves.toSorted()).toEqual(left.toSorted());
  const { edge } = growTiles(
    EMPTY_EDGE,
    leaves.map((hex) => Buffer.from(hex, 'hex')),
  );
  expect(bytesToHex(checkpoint.root)).toBe(bytesToHex(edgeRoot(edge)));
  expect(await there.checkpoint()).toEqual(checkpoint);
  expect(await there.leaves(size)).toEqual(leaves);

  const seals = await eventually(async () => {
    const list = (await first.visitor().get('/api/seals')).body.list('seals');
    return list[0]?.number('treeSize') === size ? list : undefined;
  }, 'the seal of all leaves');
  expect(seals[0]?.text('root')).toBe(bytesToHex(checkpoint.root));
  expect(new Set(seals.map((seal) => seal.text('transaction'))).size).toBe(seals.length);
}, 60_000);

test('a digest that several left has one place', async () => {
  const [one, other] = databases;
  const digest = digests(1);
  const size = (await Auditor.of(first).checkpoint()).size;
  if (one === undefined || other === undefined) throw new Error('no database');
  await leave(one, digest);
  await Auditor.of(first).covering(size + 1);
  await leave(other, digest);
  await leave(other, digests(1));
  expect((await Auditor.of(first).covering(size + 2)).size).toBe(size + 2);
});

test('while one sequencer is at work, every other waits for it', async () => {
  const [holder, writer] = databases;
  if (holder === undefined || writer === undefined) throw new Error('no database');
  const before = (await Auditor.of(first).checkpoint()).size;
  await holder.query('BEGIN');
  await holder.query(LOCK_LOG);
  await leave(writer, digests(5));
  const sequencing = [first.app, second].map((app) => app.get(SealLogService).sequence());
  await eventually(async () => {
    const { rows } = await writer.query<{ waiting: number }>(
      `SELECT count(*)::int AS waiting FROM pg_locks
       WHERE locktype = 'advisory' AND NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    );
    return (rows[0]?.waiting ?? 0) >= sequencing.length ? true : undefined;
  }, 'the wait of both');
  expect((await writer.query('SELECT size FROM seal_log')).rows).toEqual([{ size: String(before) }]);
  await holder.query('COMMIT');
  await Promise.all(sequencing);
  expect((await Auditor.of(first).covering(before + 5)).size).toBe(before + 5);
});
