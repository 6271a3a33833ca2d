import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { typedPath } from './arguments.ts';
import { residentBytes } from './engines/memory.ts';
import { gasByAction } from './gas.ts';
import { ANY_PORTS } from './ports.ts';
import { playOn } from './season/once.ts';
import { Steps } from './season/steps.ts';
import { type Stack, startStack } from './stack.ts';
import { stopOnSignal } from './signals.ts';

/** `npm run demo`: the sample season in a state of its own that is gone afterwards; one JSON summary on stdout. */
const say = (text: string): void => {
  process.stderr.write(`${text}\n`);
};
const { values } = parseArgs({ options: { json: { type: 'boolean' }, photos: { type: 'string' } } });
const photosFolder = values.photos === undefined ? undefined : typedPath(values.photos);

const stateDir = mkdtempSync(join(tmpdir(), 'fieldseal-demo-'));
// The database's account must be able to pass; what is inside stays closed.
chmodSync(stateDir, 0o711);
const steps = new Steps(say);
let stack: Stack | undefined;
let summary: object = {};
try {
  stack = await steps.run('start', () => startStack({ stateDir, ports: ANY_PORTS, host: '127.0.0.1', say }));
  stopOnSignal(stack, say);
  const season = await playOn(stack, say, { photosFolder, steps });
  const { certificates, seals, fingerprint, cover, wetCover } = season;
  const gas = await gasByAction(stack.rpcUrl);
  summary = { certificates, seals, fingerprint, cover, wetCover, gas, residentMegabytes: residentMegabytes(stack) };
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
} finally {
  await steps.run('stop', async () => stack?.stop()).catch(() => undefined);
  rmSync(stateDir, { recursive: true, force: true });
}
const ok = 'cover' in summary && steps.results.every((step) => step.ok);
const report = { ok, steps: steps.results, ...summary };
process.stdout.write(`${JSON.stringify(report, null, values.json === true ? 0 : 2)}\n`);
process.exitCode = ok ? 0 : 1;

function residentMegabytes({ processes }: Stack): Record<string, number> {
  const megabytes = (pid: number): number => Math.round(residentBytes(pid) / 1e6);
  const children = [...processes].map(([name, { pid }]) => [name, pid === undefined ? 0 : megabytes(pid)] as const);
  const named = Object.fromEntries(children);
  const all = megabytes(process.pid);
  const supervisor = children.reduce((rest, [, size]) => rest - size, all);
  return { ...named, supervisor, all };
}
