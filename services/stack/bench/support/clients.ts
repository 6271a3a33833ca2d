import { Agent, request } from 'node:http';
import type { BenchStack } from './stack.ts';

/** How long each request of a run took, and the whole run, in milliseconds. */
export interface Run {
  readonly times: readonly number[];
  readonly totalMs: number;
}

/** Sends prepared bodies over kept-alive connections, `clients` at a time. @throws Error at the first refusal */
export async function postAll(
  stack: BenchStack,
  path: string,
  bodies: readonly string[],
  clients: number,
): Promise<Run> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  try {
    return await inTurn(bodies, clients, (body) => post(stack, path, body, agent));
  } finally {
    agent.destroy();
  }
}

/** Works on all items, `workers` at a time, and times each. */
export async function inTurn<Item>(
  items: readonly Item[],
  workers: number,
  work: (item: Item, worker: number) => Promise<void>,
): Promise<Run> {
  const times: number[] = [];
  const queue = items.values();
  const start = performance.now();
  const one = async (worker: number): Promise<void> => {
    for (const item of queue) {
      const from = performance.now();
      await work(item, worker);
      times.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: workers }, (_, worker) => one(worker)));
  return { times, totalMs: performance.now() - start };
}

/** The value below which a share of the times lies. */
export function quantile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function post({ baseUrl, cookie }: BenchStack, path: string, body: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), cookie };
    const sent = request(`${baseUrl}${path}`, { method: 'POST', agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () => {
        const { statusCode = 0 } = response;
        if (statusCode < 300) resolve();
        else
          reject(
            new Error(`${path} answered ${String(statusCode)}: ${Buffer.concat(chunks).toString().slice(0, 500)}`),
          );
      });
    });
    sent.once('error', reject);
    sent.end(body);
  });
}
