import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashOf, hasStamp, writeStamp } from './stamps.mjs';
import { npm, npmRefusal } from './npm.mjs';
import { repository } from './paths.mjs';
import { say } from './say.mjs';

const lockfile = join(repository, 'package-lock.json');

/** Installs what the lockfile says, unless that is already what lies in `node_modules`. */
export async function installPackages() {
  const hash = hashOf([lockfile], `${process.platform}-${process.arch}`);
  if (hasStamp('packages', hash) && existsSync(join(repository, 'node_modules'))) return;
  if (!isInstalled()) {
    say('installing packages (some minutes the first time)');
    // No package of ours needs its install script: native parts come as optional packages. Not `npm ci`, which refuses
    // a lockfile made where the registry lacked a native part of another platform; the lockfile's versions and
    // checksums hold all the same, and `--no-save` leaves it as it is.
    const flags = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    const result = await npm(['install', ...flags]);
    if (result.code !== 0) throw npmRefusal('Installing packages', result.output);
    say('packages installed');
  }
  writeStamp('packages', hash);
}

/**
 * @typedef {{ version?: string, link?: boolean, optional?: boolean, os?: string[], cpu?: string[], libc?: string[] }} LockedPackage
 * @typedef {{ packages: Record<string, LockedPackage> }} Lockfile
 */

/** Whether every package of the lockfile that fits this machine is in `node_modules` at that version. */
function isInstalled() {
  const record = join(repository, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const wanted = /** @type {Lockfile} */ (JSON.parse(readFileSync(lockfile, 'utf8'))).packages;
  const present = /** @type {Lockfile} */ (JSON.parse(readFileSync(record, 'utf8'))).packages;
  return Object.entries(wanted).every(([path, entry]) => {
    if (!path.startsWith('node_modules/') || !fits(entry)) return true;
    const found = present[path];
    return found === undefined ? entry.optional === true && entry.os === undefined : found.version === entry.version;
  });
}

/** @param {LockedPackage} entry */
function fits(entry) {
  const libc = process.platform === 'linux' ? 'glibc' : undefined;
  return (
    (entry.os?.includes(process.platform) ?? true) &&
    (entry.cpu?.includes(process.arch) ?? true) &&
    (entry.libc === undefined || libc === undefined || entry.libc.includes(libc))
  );
}
