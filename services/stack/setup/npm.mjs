import { existsSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { repository } from './paths.mjs';
import { run } from './run.mjs';
import { Refusal } from './say.mjs';

/** Path of npm's own script: the npm that called us, the one beside this Node, or the one on the path. */
function npmScript() {
  const called = process.env['npm_execpath'];
  if (called !== undefined && called.endsWith('npm-cli.js') && existsSync(called)) return called;
  const beside = join(dirname(process.execPath), '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js');
  if (existsSync(beside)) return beside;
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const link = join(folder, 'npm');
    if (!existsSync(link)) continue;
    const real = realpathSync(link);
    if (real.endsWith('npm-cli.js')) return real;
    const debian = join(folder, '..', 'share', 'nodejs', 'npm', 'bin', 'npm-cli.js');
    if (existsSync(debian)) return debian;
  }
  throw new Refusal('npm was not found. Install Node.js with npm (https://nodejs.org) and try again.');
}

/** Settings of the calling npm that must not leak into the one we run. */
const NOT_PASSED_ON =
  /^npm_(config_(json|workspace|workspaces|prefix|global|local_prefix|package_lock|omit)$|command$|lifecycle_|package_)/i;

/**
 * Runs npm with this very Node, so that packages pick the native parts that fit it.
 * @param {string[]} args
 * @param {string} [folder]
 */
export function npm(args, folder = repository) {
  const inherited = Object.entries(process.env).filter(([key]) => !NOT_PASSED_ON.test(key));
  const env = Object.fromEntries(inherited);
  env['PATH'] = `${dirname(process.execPath)}${delimiter}${env['PATH'] ?? ''}`;
  return run(process.execPath, [npmScript(), ...args], { cwd: folder, env });
}

const UNREACHABLE = /ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|ENETUNREACH|ERR_SOCKET_TIMEOUT/;
const FULL = /ENOSPC/;
const FORBIDDEN = /EACCES|EPERM|EROFS/;

/**
 * Turns npm's failure into words a person can act on.
 * @param {string} what
 * @param {string} output
 */
export function npmRefusal(what, output) {
  const lines = output.trim().split('\n');
  const tail = [...lines.slice(0, 12), ...(lines.length > 24 ? ['…'] : []), ...lines.slice(12).slice(-12)].join('\n');
  if (UNREACHABLE.test(output)) {
    return new Refusal(
      `${what}: the npm registry cannot be reached. Check the network, a proxy, or "npm config get registry".\n${tail}`,
    );
  }
  if (FULL.test(output)) return new Refusal(`${what}: the disk is full.\n${tail}`);
  if (FORBIDDEN.test(output)) {
    return new Refusal(`${what}: a folder cannot be written by this user (the checkout or npm's cache).\n${tail}`);
  }
  return new Refusal(`${what} failed:\n${tail}`);
}
