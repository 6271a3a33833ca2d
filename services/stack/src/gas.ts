import { interfaces } from '@fieldseal/contracts';
import { z } from 'zod';

const Answer = z.object({ result: z.unknown() });
const Block = z.object({ transactions: z.array(z.object({ hash: z.string(), input: z.string() })) });
const Receipt = z.object({ gasUsed: z.string() });

/** Gas of one kind of action: how often, and the smallest, middle and largest it took. */
export interface Gas {
  readonly count: number;
  readonly least: number;
  readonly median: number;
  readonly most: number;
}

/** Reads every transaction of a short chain and sums up the gas by contract function, such as `sealLog.seal`. */
export async function gasByAction(rpcUrl: string): Promise<Record<string, Gas>> {
  const used = new Map<string, number[]>();
  const head = Number(z.string().parse(await ask(rpcUrl, 'eth_blockNumber', [])));
  for (let number = 1; number <= head; number += 1) {
    const block = Block.parse(await ask(rpcUrl, 'eth_getBlockByNumber', [`0x${number.toString(16)}`, true]));
    for (const { hash, input } of block.transactions) {
      const { gasUsed } = Receipt.parse(await ask(rpcUrl, 'eth_getTransactionReceipt', [hash]));
      const action = actionOf(input);
      used.set(action, [...(used.get(action) ?? []), Number(gasUsed)]);
    }
  }
  return Object.fromEntries([...used].map(([action, values]) => [action, summary(values)]));
}

function actionOf(data: string): string {
  for (const [contract, contractInterface] of Object.entries(interfaces)) {
    const selector = data.slice(0, 10);
    const name = contractInterface.getFunction(selector)?.name;
    if (name !== undefined) return `${contract}.${name}`;
  }
  return 'deploy';
}

function summary(values: readonly number[]): Gas {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
  return { count: sorted.length, least: at(0), median: at(0.5), most: at(1) };
}

async function ask(rpcUrl: string, method: string, params: readonly unknown[]): Promise<unknown> {
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params });
  const response = await fetch(rpcUrl, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  return Answer.parse(await response.json()).result;
}
