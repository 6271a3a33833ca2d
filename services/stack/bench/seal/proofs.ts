import { Agent, get } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { hexToBytes, inclusionProof, leafHash, rootOf, TileCache, verifyInclusion } from '@fieldseal/provenance';
import { Pool } from 'pg';
import { z } from 'zod';
import { inTurn, quantile } from '../support/clients.ts';
import type { Result } from '../support/report.ts';
import { growLog, readTiles, type Sample } from './grow-log.ts';

const GOAL_MS = 5;
const PROOFS = 5000;
const WARM_UP = 500;
/** As many tiles as the services remember. */
const MOST_KEPT = 2048;

const Inclusion = z.object({ leafIndex: z.int(), treeSize: z.int(), root: z.string(), proof: z.array(z.string()) });

/**
 * Time of an inclusion proof of random leaves of a log of `leaves`: computed from the stored tiles, and asked for over HTTP beside a request that reads nothing. Each is verified outside the measurement.
 */
export async function measureProofs(
  baseUrl: string,
  databaseUrl: string,
  leaves: number,
  say: (text: string) => void,
): Promise<Result[]> {
  const every = Math.max(1, Math.floor(leaves / (PROOFS + WARM_UP)));
  const pool = new Pool({ connectionString: databaseUrl });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  try {
    const samples = shuffled(await growLog(pool, leaves, every, say));
    await untilPublished(baseUrl, leaves);
    const log = new TileCache((places) => readTiles(pool, places), MOST_KEPT);
    await compute(log, leaves, samples.slice(0, WARM_UP));
    await ask(baseUrl, agent, samples.slice(0, WARM_UP));
    const computed = await compute(log, leaves, samples.slice(WARM_UP));
    const { asked, bare } = await ask(baseUrl, agent, samples.slice(WARM_UP));
    const at = `of ${String(leaves)} leaves`;
    const milliseconds = { unit: 'ms' } as const;
    return [
      { metric: `inclusion proof ${at}, p50`, value: quantile(computed, 0.5), ...milliseconds },
      { metric: `inclusion proof ${at}, p99`, value: quantile(computed, 0.99), ...milliseconds, goal: GOAL_MS },
      { metric: `the same over HTTP, p50`, ...beside(asked, bare, 0.5) },
      { metric: `the same over HTTP, p99`, ...beside(asked, bare, 0.99) },
    ];
  } finally {
    agent.destroy();
    await pool.end();
  }
}

/** As the services do it, one proof after another: the tiles near the root are remembered, that of the leaf is read. */
async function compute(log: TileCache, size: number, samples: readonly Sample[]): Promise<readonly number[]> {
  const proofs: { readonly sample: Sample; readonly proof: readonly Uint8Array[] }[] = [];
  const { times } = await inTurn(samples, 1, async (sample) => {
    proofs.push({ sample, proof: await inclusionProof(log, sample.index, size) });
  });
  const root = await rootOf(log, size);
  for (const { sample, proof } of proofs) requireRight(sample, size, proof, root);
  return times;
}

/** One request after another, as one verifier asks; a bare one follows each. */
async function ask(
  baseUrl: string,
  agent: Agent,
  samples: readonly Sample[],
): Promise<{ asked: readonly number[]; bare: readonly number[] }> {
  const answers: { readonly sample: Sample; readonly text: string }[] = [];
  const bare: number[] = [];
  const asked: number[] = [];
  for (const sample of samples) {
    const start = performance.now();
    const text = await textOf(`${baseUrl}/api/seals/proofs/inclusion?digest=${sample.digest}`, agent);
    const between = performance.now();
    await textOf(`${baseUrl}/api/health/live`, agent);
    asked.push(between - start);
    bare.push(performance.now() - between);
    answers.push({ sample, text });
  }
  for (const { sample, text } of answers) {
    const { leafIndex, treeSize, root, proof } = Inclusion.parse(JSON.parse(text));
    if (leafIndex !== sample.index) throw new Error(`The place of leaf ${String(sample.index)} is wrong.`);
    requireRight(sample, treeSize, proof.map(hexToBytes), hexToBytes(root));
  }
  return { asked, bare };
}

function beside(times: readonly number[], bare: readonly number[], share: number): Omit<Result, 'metric'> {
  const [value, peer] = [quantile(times, share), quantile(bare, share)];
  return { value, unit: 'ms', peer, ratio: value / peer };
}

function requireRight({ index, digest }: Sample, size: number, proof: readonly Uint8Array[], root: Uint8Array): void {
  if (!verifyInclusion(leafHash(hexToBytes(digest)), index, size, proof, root))
    throw new Error(`The proof of leaf ${String(index)} is wrong.`);
}

/** Until the services have signed a head of that size: proofs are of what everybody can see. */
async function untilPublished(baseUrl: string, size: number): Promise<void> {
  for (;;) {
    const [, published] = (await (await fetch(`${baseUrl}/log/checkpoint`)).text()).split('\n');
    if (Number(published) >= size) return;
    await pause(200);
  }
}

function textOf(address: string, agent: Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    get(address, { agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () => {
        const text = Buffer.concat(chunks).toString();
        if (response.statusCode === 200) resolve(text);
        else reject(new Error(`${address} answered ${String(response.statusCode)}: ${text.slice(0, 300)}`));
      });
    }).once('error', reject);
  });
}

/** In an order in which no two neighbours share a tile, the same in every run. */
function shuffled(samples: readonly Sample[]): Sample[] {
  const step = 2657;
  return samples.map((_, at) => samples[(at * step) % samples.length]).flatMap((sample) => sample ?? []);
}
