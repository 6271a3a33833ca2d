import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parseVerifierKey } from '@fieldseal/provenance';
import { typedPath, UsageError } from '../arguments.ts';
import { repository } from '../repository.ts';

const USAGE = `npm run watch -- --rpc URL --log URL [--once] [--json]
  --rpc        a node of the chain, of your own choice; several, each with --rpc, must agree
  --log        the log: its address, or that of the services that serve it at /log
  --key        verifier key of the log, as you know it; else the log's own is taken, and remembered
  --contract   address of the SealLog contract, as you know it; else the services are asked, and it is remembered
  --max-delay  seconds that a leaf may wait for its seal (60)
  --every      seconds between two looks (5)
  --state      file of what was seen; one for each log in .fieldseal/watch when left out
  --once       look once, waiting for open seals at most --max-delay, and end with 0 (all well) or 1
  --json       one finding a line, as JSON
Ends with 2 when the command line or the file of what was seen makes no sense.`;

export interface WatchOptions {
  readonly rpc: readonly string[];
  /** Prefix of the log, without a trailing slash. */
  readonly log: string;
  readonly key: string | undefined;
  readonly contract: string | undefined;
  readonly maxDelaySeconds: number;
  readonly everySeconds: number;
  readonly stateFile: string;
  readonly once: boolean;
  readonly json: boolean;
}

/** @throws UsageError saying what is expected */
export function readOptions(args: string[]): WatchOptions {
  const { rpc = [], log, key, contract, state, once = false, json = false, ...times } = parse(args);
  if (rpc.length === 0 || log === undefined) throw new UsageError(USAGE);
  for (const address of [...rpc, log]) {
    if (!URL.canParse(address) || !/^https?:/.test(address))
      throw new UsageError(`"${address}" is no http(s) address.\n${USAGE}`);
  }
  if (key !== undefined && parseVerifierKey(key) === undefined)
    throw new UsageError(`--key must be name+id+key as at <log>/key, not "${key}".`);
  if (contract !== undefined && !/^0x[0-9a-fA-F]{40}$/.test(contract))
    throw new UsageError(`--contract must be 0x and 40 hexadecimal digits, not "${contract}".`);
  const prefix = prefixOf(log);
  return {
    rpc,
    log: prefix,
    key,
    contract: contract?.toLowerCase(),
    maxDelaySeconds: seconds('--max-delay', times['max-delay'] ?? '60'),
    everySeconds: seconds('--every', times.every ?? '5'),
    stateFile: state === undefined ? stateFileOf(prefix) : typedPath(state),
    once,
    json,
  };
}

function parse(args: string[]) {
  const text = { type: 'string' } as const;
  const options = {
    rpc: { type: 'string', multiple: true },
    log: text,
    key: text,
    contract: text,
    'max-delay': text,
    every: text,
    state: text,
    once: { type: 'boolean' },
    json: { type: 'boolean' },
  } as const;
  try {
    return parseArgs({ args, options }).values;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
}

function seconds(name: string, text: string): number {
  const value = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || value > 86_400) throw new UsageError(`${name} must be 0 to 86400 seconds.`);
  return value;
}

/** An address without a path is that of the services, which serve their log at /log. */
function prefixOf(log: string): string {
  const { origin, pathname } = new URL(log);
  return pathname === '/' ? `${origin}/log` : `${origin}${pathname.replace(/\/+$/, '')}`;
}

function stateFileOf(prefix: string): string {
  const name = createHash('sha256').update(prefix).digest('hex').slice(0, 16);
  return join(repository, '.fieldseal/watch', `${name}.json`);
}
