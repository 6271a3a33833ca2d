import { accessSync, constants, mkdirSync, statfsSync } from 'node:fs';
import { privateFolder, repository, stamps } from './paths.mjs';
import { Refusal } from './say.mjs';

const SUPPORTED = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'];
/** Packages take about 1.5 GB, the private Node 0.15 GB, a running state a few hundred megabytes. */
const NEEDED_BYTES = 2.5e9;
/** Once the packages are there, only the state has to fit. */
const NEEDED_BYTES_INSTALLED = 0.5e9;

/** Refuses early, in words, what would otherwise fail late and obscurely. */
export function checkMachine() {
  const platform = `${process.platform}-${process.arch}`;
  if (!SUPPORTED.includes(platform)) {
    throw new Refusal(`FieldSeal runs on ${SUPPORTED.join(', ')}; this machine is ${platform}.`);
  }
  if (process.platform === 'linux' && !usesGlibc()) {
    throw new Refusal(
      'This Linux uses musl instead of glibc (Alpine?); the embedded database needs glibc. Use Debian, Ubuntu, Fedora or similar.',
    );
  }
  try {
    accessSync(repository, constants.W_OK | constants.X_OK);
    mkdirSync(stamps, { recursive: true, mode: 0o755 });
    accessSync(privateFolder, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new Refusal(
      `The folder ${repository} cannot be written by this user (${String(error)}). Clone into a folder of your own.`,
    );
  }
  checkDisk();
}

function usesGlibc() {
  const report = /** @type {{ header?: { glibcVersionRuntime?: string } }} */ (process.report.getReport());
  return report.header?.glibcVersionRuntime !== undefined;
}

function checkDisk() {
  const disk = statfsSync(repository);
  const free = disk.bavail * disk.bsize;
  const needed = isInstalled() ? NEEDED_BYTES_INSTALLED : NEEDED_BYTES;
  if (free < needed) {
    const gigabytes = (/** @type {number} */ bytes) => (bytes / 1e9).toFixed(1);
    throw new Refusal(
      `Only ${gigabytes(free)} GB are free at ${repository}; FieldSeal needs ${gigabytes(needed)} GB. Free some disk or clone elsewhere.`,
    );
  }
}

function isInstalled() {
  try {
    accessSync(`${repository}/node_modules/.package-lock.json`, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}
