import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { bytesToHex, edgeRoot, EMPTY_EDGE, growTiles } from '@fieldseal/provenance';
import { id } from 'ethers';
import type { Client } from 'pg';
import { TestApplication } from '../support/application.ts';
import { accepted } from '../support/client.ts';
import {
  accredit,
  type Cast,
  createCast,
  eventually,
  LEAF_GTIN,
  prepareGarden,
  secondsAgo,
} from '../support/season.ts';
import { type Cut, MOMENTS } from './kill/moments.ts';
import { Services } from './kill/services.ts';
import { Wires } from './kill/wires.ts';
import { Auditor, connect } from './support.ts';

/** Another order, and other sides of the moments, by FIELDSEAL_TEST_SEED; the same seed gives the same ones. */
const SEED = Number(process.env.FIELDSEAL_TEST_SEED ?? 7);
const LONGEST_WAIT_MS = 60_000;

let application: TestApplication;
let cast: Cast;
let plotId: string;
let database: Client;

beforeAll(async () => {
  application = await TestApplication.start();
  cast = await createCast(application);
  await accredit(cast);
  plotId = await prepareGarden(cast);
  database = await connect(application);
});

afterAll(async () => {
  await database.end();
  await application.stop();
});

/** A harvest to be recorded: the same until it is acknowledged, as a phone does it. */
interface Intent {
  readonly key: string;
  readonly harvestedAt: string;
}

const acknowledged = new Map<string, string>();
let open: Intent = { key: randomUUID(), harvestedAt: secondsAgo(600) };

/** Sends what is not acknowledged yet; what is goes into the list of what may never be lost. */
async function record(): Promise<void> {
  const body = { plotId, gtin: LEAF_GTIN, quantityKg: 1, harvestedAt: open.harvestedAt };
  const answer = await cast.people.farm
    .post('/api/harvests', body, { 'idempotency-key': open.key })
    .catch(() => undefined);
  if (answer?.status !== 201) return;
  acknowledged.set(open.key, answer.body.text('certificateId'));
  open = { key: randomUUID(), harvestedAt: secondsAgo(600) };
}

async function untilKilled(services: Services, { name, side }: Cut): Promise<void> {
  const end = Date.now() + LONGEST_WAIT_MS;
  while (services.isAlive) {
    if (Date.now() > end) throw new Error(`the moment "${name}" (${side}) never came`);
    await record();
    await Promise.race([services.ended, new Promise((resolve) => setTimeout(resolve, 200))]);
  }
}

/** What must hold at every instant, also while every process is dead. */
async function expectNothingLost(at: string): Promise<void> {
  const { rows } = await database.query<Record<string, string>>(
    `WITH document AS (
       SELECT digest FROM certificate WHERE digest IS NOT NULL UNION SELECT digest FROM event
     ), leaf AS (
       SELECT digest FROM pending_leaf UNION ALL SELECT digest FROM seal_leaf
     )
     SELECT
       (SELECT count(*) FROM document WHERE digest NOT IN (SELECT digest FROM leaf)) AS "documents without a leaf",
       (SELECT count(*) FROM leaf WHERE digest NOT IN (SELECT digest FROM document)) AS "leaves without a document",
       (SELECT count(*) - count(DISTINCT digest) FROM leaf) AS "leaves twice",
       (SELECT count(*) FROM unnest($1::uuid[]) AS id WHERE id NOT IN (SELECT id FROM certificate)) AS "acknowledged and lost",
       (SELECT count(*) FROM seal_leaf) - (SELECT size FROM seal_log) AS "leaves beside the log",
       (SELECT coalesce(sum(octet_length(digests)), 0) / 32 FROM seal_entries) - (SELECT size FROM seal_log) AS "entries beside the log"`,
    [[...acknowledged.values()]],
  );
  const faults = Object.entries(rows[0] ?? {}).filter(([, count]) => Number(count) !== 0);
  expect({ at, faults }).toEqual({ at, faults: [] });
}

/** Mulberry32: a small generator whose sequence depends on the seed alone. */
function generator(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A commit that did not go out is a statement that was not sent; one that did is where things can come apart. */
function cuts(): Cut[] {
  const random = generator(SEED);
  return MOMENTS.map((moment): Cut => ({
    ...moment,
    side: random() < 0.5 && moment.commit !== true ? 'before' : 'after',
  }))
    .map((cut) => ({ cut, order: random() }))
    .toSorted((a, b) => a.order - b.order)
    .map(({ cut }) => cut);
}

test(`kill -9 between signing, storing, appending and sealing loses no certificate and seals none twice (seed ${SEED})`, async () => {
  await application.restart(async () => {
    await Services.compile(application.config);
    const wires = await Wires.open(new URL(application.config.databaseUrl), application.chain.url);
    let last: Services | undefined;
    try {
      for (const cut of cuts()) {
        const services = await Services.start(application.config, wires, (started) => {
          wires.arm(cut, () => {
            started.kill();
          });
        });
        last = services;
        await untilKilled(services, cut);
        await expectNothingLost(`${cut.side} ${cut.name}`);
      }
    } finally {
      last?.kill();
      wires.close();
    }
  });
  await eventually(async () => {
    await record();
    return acknowledged.size > MOMENTS.length / 2 ? true : undefined;
  }, 'the last acknowledgement');
  await expectOneCertificateEach();
  await expectOneLog();
}, 480_000);

/** A request that was repeated until it was acknowledged made one certificate, and nothing that was not made one. */
async function expectOneCertificateEach(): Promise<void> {
  const { rows } = await database.query<{ id: string }>('SELECT id FROM certificate');
  expect(rows.map((row) => row.id).toSorted()).toEqual([...acknowledged.values()].toSorted());
}

/** In the end everything is in the log once, and the chain holds its head, each seal of it sent once. */
async function expectOneLog(): Promise<void> {
  const { rows } = await database.query<{ digest: Buffer }>(
    'SELECT digest FROM certificate WHERE digest IS NOT NULL UNION SELECT digest FROM event',
  );
  const documents = rows.map(({ digest }) => digest.toString('hex'));
  const auditor = Auditor.of(application);
  const checkpoint = await auditor.covering(documents.length);
  const leaves = await auditor.leaves(checkpoint.size);
  expect(leaves.toSorted()).toEqual(documents.toSorted());
  const log = growTiles(
    EMPTY_EDGE,
    leaves.map((hex) => Buffer.from(hex, 'hex')),
  );
  expect(bytesToHex(edgeRoot(log.edge))).toBe(bytesToHex(checkpoint.root));

  const seals = await eventually(async () => {
    const list = (await accepted(application.visitor().get('/api/seals'))).body.list('seals');
    return list[0]?.number('treeSize') === checkpoint.size ? list : undefined;
  }, 'the seal of everything');
  expect(seals[0]?.text('root')).toBe(bytesToHex(checkpoint.root));
  const { body } = await application.visitor().get('/api/chain');
  const filter = { address: body.text('sealLog'), fromBlock: '0x0', topics: [id('Sealed(uint64,bytes32,uint64)')] };
  const onChain = await application.chain.call('eth_getLogs', [filter]);
  expect(Array.isArray(onChain) ? onChain.length : 0).toBe(seals.length);
}
