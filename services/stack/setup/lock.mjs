import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { privateFolder } from './paths.mjs';
import { say } from './say.mjs';

const lock = join(privateFolder, 'setup.lock');

/**
 * Two set-ups in one checkout wait for each other; a lock left by a killed one is taken over.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withSetupLock(work) {
  let told = false;
  while (!tryTake()) {
    if (!told) say(`another set-up is at work in this folder (process ${holder() ?? '?'}), waiting for it`);
    told = true;
    await pause(500);
  }
  const release = () => rmSync(lock, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}

function tryTake() {
  try {
    writeFileSync(lock, `${process.pid}\n`, { flag: 'wx' });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
  }
  const pid = holder();
  if (pid !== undefined && isAlive(pid)) return false;
  rmSync(lock, { force: true });
  return false;
}

function holder() {
  try {
    const pid = Number.parseInt(readFileSync(lock, 'utf8'), 10);
    return Number.isInteger(pid) ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}
