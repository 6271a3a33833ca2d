import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chainReader } from '@fieldseal/contracts/reader';
import {
  agreeingReader,
  type Contracts,
  isUndecided,
  type OutcomeCode,
  OUTCOMES,
  type Report,
  verifyEvidence,
  type VerifyOptions,
} from '@fieldseal/provenance';
import { z } from 'zod';
import { typedPath, UsageError } from './arguments.ts';
import { readJson } from './engines/files.ts';
import { fetchStatusLists } from './fresh-lists.ts';
import { DEFAULT_PORTS } from './ports.ts';
import { repository } from './repository.ts';

const USAGE = `npm run verify -- BUNDLE [--rpc URL]... [--trust chainId:sealLog:issuerRegistry] [--fresh] [--json]
  BUNDLE   evidence as downloaded: the archive (.zip) or the bundle alone (.json)
  --rpc    the chain to ask; this machine's own when left out. Given several times, all must answer the same
  --trust  the contracts you know to be the right ones; without it those named in the bundle are asked
  --fresh  ask the issuers for their newest lists of withdrawn certificates too; without it, and where they are silent,
           the lists that came with the evidence count
  --json   the report as JSON
Ends with 0 when everything holds, 1 when something does not, 2 when nothing could be checked.`;

const TRUST = /^(\d+):(0x[0-9a-fA-F]{40}):(0x[0-9a-fA-F]{40})$/;
const MAX_FILE_BYTES = 128_000_000;
const STAGES = { 0: 'birth', 1: 'identity', 2: 'residence', 3: 'graduation' } as const;

try {
  process.exitCode = await verify(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}

async function verify(args: string[]): Promise<number> {
  const { file, rpcs, trust, fresh, json } = readArguments(args);
  const evidence = readEvidence(file);
  const { lists, silent } = fresh ? await fetchStatusLists(evidence) : { lists: [], silent: [] };
  for (const address of silent) process.stderr.write(`No newer list could be had from ${address}\n`);
  const options: VerifyOptions = { statusLists: lists, ...(trust === undefined ? {} : { trust }) };
  const report = await verifyEvidence(evidence, (contracts) => readerOf(rpcs, contracts), options);
  process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : inWords(report));
  if (report.ok) return 0;
  return isUndecided(report) ? 2 : 1;
}

type Nodes = readonly [string, ...string[]];

function readerOf([node, ...others]: Nodes, contracts: Contracts) {
  return agreeingReader([chainReader(node, contracts), ...others.map((other) => chainReader(other, contracts))]);
}

interface Arguments {
  readonly file: string;
  readonly rpcs: Nodes;
  readonly trust: Contracts | undefined;
  readonly fresh: boolean;
  readonly json: boolean;
}

function readArguments(args: string[]): Arguments {
  const parsed = parse(args);
  const [file, ...more] = parsed.positionals;
  if (file === undefined || more.length > 0) throw new UsageError(USAGE);
  const { rpc: [node = localChain(), ...others] = [], trust, fresh = false, json = false } = parsed.values;
  for (const rpc of [node, ...others]) {
    if (!URL.canParse(rpc) || !/^https?:/.test(rpc))
      throw new UsageError(`--rpc must be an http(s) address, not "${rpc}".`);
  }
  const known = trust === undefined ? undefined : readTrust(trust);
  return { file: typedPath(file), rpcs: [node, ...others], trust: known, fresh, json };
}

interface Parsed {
  readonly values: { rpc?: string[]; trust?: string; fresh?: boolean; json?: boolean };
  readonly positionals: string[];
}

function parse(args: string[]): Parsed {
  const options = {
    rpc: { type: 'string', multiple: true },
    trust: { type: 'string' },
    fresh: { type: 'boolean' },
    json: { type: 'boolean' },
  } as const;
  try {
    return parseArgs({ args, allowPositionals: true, options });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
}

function readTrust(text: string): Contracts {
  const [, chainId, sealLog, issuerRegistry] = TRUST.exec(text) ?? [];
  if (chainId === undefined || sealLog === undefined || issuerRegistry === undefined) {
    throw new UsageError(`--trust must be chainId:sealLog:issuerRegistry, not "${text}".`);
  }
  return { chainId: Number(chainId), sealLog: sealLog.toLowerCase(), issuerRegistry: issuerRegistry.toLowerCase() };
}

function readEvidence(file: string): Uint8Array {
  try {
    const { size } = statSync(file);
    if (size <= MAX_FILE_BYTES) return readFileSync(file);
    throw new UsageError(
      `${file} has ${String(size)} bytes; no true evidence has more than ${String(MAX_FILE_BYTES)}.`,
    );
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`The evidence cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** The chain that `npm start` runs here, at the port it last chose. */
function localChain(): string {
  const state = process.env.FIELDSEAL_STATE ?? join(repository, '.fieldseal/state');
  const ports = z.object({ chain: z.int() }).safeParse(readJson(join(state, 'ports.json')));
  return `http://127.0.0.1:${String(ports.data?.chain ?? DEFAULT_PORTS.chain)}`;
}

function inWords(report: Report): string {
  const lines = report.steps.map(({ code, ok, words, subject }) => {
    const about = subject === undefined ? '' : ` (${code === 'status-good' ? 'as of ' : ''}${subject})`;
    return `${mark(code, ok)} ${words.en}${about}`;
  });
  const issuers = report.issuers.map(
    ({ name, did, stage, role }) => `       ${STAGES[stage]}: ${name ?? did} (${role})`,
  );
  const sealed =
    report.sealedAt === undefined
      ? []
      : [`Sealed on ${new Date(report.sealedAt * 1000).toISOString()} by the chain's clock.`];
  const verdict = report.ok
    ? 'VERIFIED: signatures, accreditation, seal and time hold. Whether what was signed is true is not proven by this.'
    : `NOT VERIFIED: ${report.failure?.words.en ?? 'no reason given'}`;
  return [...lines, ...(issuers.length > 0 ? ['Signed by', ...issuers] : []), ...sealed, verdict, ''].join('\n');
}

/** A note is no fault, but must not be overlooked. */
function mark(code: OutcomeCode, ok: boolean): string {
  if (!ok) return 'FAILED';
  return OUTCOMES[code].kind === 'note' ? 'NOTE  ' : 'ok    ';
}
