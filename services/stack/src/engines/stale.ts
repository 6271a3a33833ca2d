import { rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { readJson, writeAtomically } from './files.ts';
import { commandOf, isAlive } from './probes.ts';

/** Notes which process does a job, so that a later start can find it when this one was killed. */
export function notePid(file: string, pid: number): void {
  writeAtomically(file, JSON.stringify({ pid, command: commandOf(pid) ?? '' }));
}

/** The noted process if it still lives; a process that merely got the same number does not count. */
export function notedPid(file: string): number | undefined {
  const note = readJson(file);
  if (typeof note !== 'object' || note === null || !('pid' in note) || !('command' in note)) return undefined;
  const { pid, command } = note;
  if (typeof pid !== 'number' || typeof command !== 'string' || !isAlive(pid)) return undefined;
  return commandOf(pid) === command ? pid : undefined;
}

/** Stops the process noted in that file, politely first; true when there was one. */
export async function stopStale(file: string, signal: NodeJS.Signals, patienceMs = 10_000): Promise<boolean> {
  const pid = notedPid(file);
  if (pid !== undefined) await stopPid(pid, signal, patienceMs);
  rmSync(file, { force: true });
  return pid !== undefined;
}

/** Sends a signal, waits, and kills what does not go. */
export async function stopPid(pid: number, signal: NodeJS.Signals, patienceMs: number): Promise<void> {
  kill(pid, signal);
  const deadline = Date.now() + patienceMs;
  while (isAlive(pid) && Date.now() < deadline) await pause(50);
  if (!isAlive(pid)) return;
  kill(pid, 'SIGKILL');
  while (isAlive(pid) && Date.now() < deadline + 5_000) await pause(50);
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It went away between the look and the signal.
  }
}
