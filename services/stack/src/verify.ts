import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chainReader } from '@fieldseal/contracts/reader';
import { type Report, verifyBundle, type VerifyOptions } from '@fieldseal/provenance';
import { z } from 'zod';
import { typedPath, UsageError } from './arguments.ts';
import { readJson } from './engines/files.ts';
import { DEFAULT_PORTS } from './ports.ts';
import { repository } from './repository.ts';

const USAGE = `npm run verify -- BUNDLE [--rpc URL] [--trust chainId:sealLog:issuerRegistry] [--json]
  BUNDLE   a downloaded evidence bundle
  --rpc    the chain to ask; this machine's own when left out
  --trust  the contracts you know to be the right ones; without it those named in the bundle are asked
  --json   the report as JSON
Ends with 0 when everything holds, 1 when something does not, 2 when nothing could be checked.`;

const TRUST = /^(\d+):(0x[0-9a-fA-F]{40}):(0x[0-9a-fA-F]{40})$/;
const MAX_BUNDLE_BYTES = 4 * 1024 * 1024;
const UNREACHABLE = new Set(['chain-unreachable', 'chain-answer-invalid']);

const NamedContracts = z.object({
  chain: z.object({ chainId: z.int(), sealLog: z.string(), issuerRegistry: z.string() }),
});
type Contracts = z.infer<typeof NamedContracts>['chain'];

try {
  process.exitCode = await verify(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}

async function verify(args: string[]): Promise<number> {
  const { file, rpc, trust, json } = readArguments(args);
  const bytes = readBundle(file);
  const contracts = trust ?? contractsNamedIn(bytes);
  const options: VerifyOptions = trust === undefined ? {} : { trust };
  const report = await verifyBundle(bytes, chainReader(rpc, contracts), options);
  process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : inWords(report));
  if (report.ok) return 0;
  return report.failure !== undefined && UNREACHABLE.has(report.failure.code) ? 2 : 1;
}

function readArguments(args: string[]): { file: string; rpc: string; trust: Contracts | undefined; json: boolean } {
  const parsed = parse(args);
  const [file, ...more] = parsed.positionals;
  if (file === undefined || more.length > 0) throw new UsageError(USAGE);
  const { rpc = localChain(), trust, json = false } = parsed.values;
  if (!URL.canParse(rpc) || !/^https?:/.test(rpc))
    throw new UsageError(`--rpc must be an http(s) address, not "${rpc}".`);
  return { file: typedPath(file), rpc, trust: trust === undefined ? undefined : readTrust(trust), json };
}

function parse(args: string[]): { values: { rpc?: string; trust?: string; json?: boolean }; positionals: string[] } {
  const options = { rpc: { type: 'string' }, trust: { type: 'string' }, json: { type: 'boolean' } } as const;
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
  return { chainId: Number(chainId), sealLog, issuerRegistry };
}

function readBundle(file: string): Uint8Array {
  try {
    return readFileSync(file).subarray(0, MAX_BUNDLE_BYTES);
  } catch (error) {
    throw new UsageError(`The bundle cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Where to ask when the person trusts no contracts of their own; the verifier itself judges the bundle. */
function contractsNamedIn(bytes: Uint8Array): Contracts {
  const nowhere = `0x${'0'.repeat(40)}`;
  try {
    return NamedContracts.parse(JSON.parse(new TextDecoder().decode(bytes))).chain;
  } catch {
    return { chainId: 0, sealLog: nowhere, issuerRegistry: nowhere };
  }
}

/** The chain that `npm start` runs here, at the port it last chose. */
function localChain(): string {
  const state = process.env.FIELDSEAL_STATE ?? join(repository, '.fieldseal/state');
  const ports = z.object({ chain: z.int() }).safeParse(readJson(join(state, 'ports.json')));
  return `http://127.0.0.1:${String(ports.data?.chain ?? DEFAULT_PORTS.chain)}`;
}

function inWords(report: Report): string {
  const lines = report.steps.map(({ ok, words, subject }) => {
    const about = subject === undefined ? '' : ` (${subject})`;
    return `${ok ? 'ok    ' : 'FAILED'} ${words.en}${about}`;
  });
  const issuers = report.issuers.map(({ name, did, stage, role }) => `       ${stage}: ${name ?? did} (${role})`);
  const sealed =
    report.sealedAt === undefined
      ? []
      : [`Sealed on ${new Date(report.sealedAt * 1000).toISOString()} by the chain's clock.`];
  const verdict = report.ok
    ? 'VERIFIED: signatures, accreditation, seal and time hold. Whether what was signed is true is not proven by this.'
    : `NOT VERIFIED: ${report.failure?.words.en ?? 'no reason given'}`;
  return [...lines, ...(issuers.length > 0 ? ['Signed by', ...issuers] : []), ...sealed, verdict, ''].join('\n');
}
