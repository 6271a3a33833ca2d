import { parseVerifierKey } from '@fieldseal/provenance';
import { z } from 'zod';
import { UsageError } from '../arguments.ts';
import { chainNode } from './chain-node.ts';
import { Alarm, type Finding } from './findings.ts';
import type { LogClient } from './log-client.ts';
import type { WatchOptions } from './options.ts';
import type { WatchState } from './state.ts';

const TIMEOUT_MS = 10_000;
const Chain = z.object({ sealLog: z.string().regex(/^0x[0-9a-fA-F]{40}$/) });

type Wanted = Pick<WatchOptions, 'rpc' | 'log' | 'key' | 'contract'>;

/**
 * The memory of an auditor that has seen nothing yet. What it was not told it takes from the log's own side and says so.
 * @throws Alarm when an end cannot be asked
 */
export async function begin(options: Wanted, log: LogClient): Promise<{ state: WatchState; findings: Finding[] }> {
  const findings: Finding[] = [];
  const key = options.key ?? (await log.key());
  if (parseVerifierKey(key) === undefined)
    throw new Alarm('signature-missing', `"${key.slice(0, 100)}" is no verifier key`);
  if (options.key === undefined) findings.push({ code: 'key-not-pinned', detail: key });
  const contract = options.contract ?? (await contractNamedBy(options.log));
  if (options.contract === undefined) findings.push({ code: 'contract-not-pinned', detail: contract });
  const state: WatchState = {
    version: 1,
    key,
    contract,
    chainId: await chainIdAt(options.rpc[0] ?? '', contract),
    log: { size: 0, tiles: [], note: '' },
    waiting: [],
  };
  return { state, findings };
}

/** @throws UsageError when the memory is of another log or contract than the person names now */
export function requireSameSubject(state: WatchState, { key, contract }: Wanted): void {
  if (key !== undefined && key !== state.key) throw new UsageError(`The log was followed under the key ${state.key}.`);
  if (contract !== undefined && contract !== state.contract)
    throw new UsageError(`The log was followed with the contract ${state.contract}.`);
}

async function contractNamedBy(log: string): Promise<string> {
  const address = new URL('/api/chain', log).href;
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    return Chain.parse(await response.json()).sealLog.toLowerCase();
  } catch {
    throw new Alarm('log-unreachable', `${address} names no contract; give it with --contract`);
  }
}

async function chainIdAt(rpc: string, contract: string): Promise<number> {
  try {
    return await chainNode(rpc, contract).chainId();
  } catch (cause) {
    throw new Alarm('chain-unreachable', cause instanceof Error ? cause.message : 'no reason given');
  }
}
