import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { notedPid, notePid, stopStale } from './engines/stale.ts';

/** In the order in which a killed stack is cleared away: users before what they use. */
const STOP_ORDER: readonly (readonly [string, NodeJS.Signals])[] = [
  ['reporter-1', 'SIGTERM'],
  ['reporter-2', 'SIGTERM'],
  ['reporter-3', 'SIGTERM'],
  ['reporter-4', 'SIGTERM'],
  ['services', 'SIGTERM'],
  ['chain', 'SIGINT'],
  ['database', 'SIGINT'],
];

export function pidFile(stateDir: string, name: string): string {
  return join(stateDir, 'run', `${name}.json`);
}

/**
 * Makes the state folder: others may pass through it (the database's account must) but read neither it nor its secrets.
 * @throws Error when it cannot be written
 */
export function makeStateFolder(stateDir: string): void {
  try {
    mkdirSync(stateDir, { recursive: true });
    chmodSync(stateDir, 0o711);
    for (const name of ['keys', 'run', 'logs']) mkdirSync(join(stateDir, name), { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new Error(`The state folder ${stateDir} cannot be written.`, { cause: error });
  }
}

/**
 * Makes this process the only supervisor of the state folder, and stops what a killed one left running.
 * @throws Error when another supervisor lives
 */
export async function takeOver(stateDir: string, say: (text: string) => void): Promise<void> {
  const own = pidFile(stateDir, 'supervisor');
  const other = notedPid(own);
  if (other !== undefined && other !== process.pid) {
    throw new Error(
      `FieldSeal already runs on ${stateDir} (process ${String(other)}). Stop it first, or set FIELDSEAL_STATE to another folder.`,
    );
  }
  notePid(own, process.pid);
  for (const [name, signal] of STOP_ORDER) {
    if (await stopStale(pidFile(stateDir, name), signal)) say(`stopped the ${name} that an earlier start left behind`);
  }
}
