import { readdirSync, readFileSync } from 'node:fs';

/**
 * Memory that a process and its children hold, in bytes. What several processes share (a program's own code) is
 * counted once among them (Linux: proportional set size). 0 when the system does not tell.
 */
export function residentBytes(pid: number): number {
  return [pid, ...childrenOf(pid)].reduce((sum, one) => sum + ownBytes(one), 0);
}

function ownBytes(pid: number): number {
  return kilobytes(pid, 'smaps_rollup', /^Pss:\s+(\d+) kB/m) ?? kilobytes(pid, 'status', /^VmRSS:\s+(\d+) kB/m) ?? 0;
}

function kilobytes(pid: number, file: string, line: RegExp): number | undefined {
  try {
    const found = line.exec(readFileSync(`/proc/${String(pid)}/${file}`, 'utf8'))?.[1];
    return found === undefined ? undefined : Number(found) * 1024;
  } catch {
    return undefined;
  }
}

function childrenOf(pid: number): number[] {
  try {
    const threads = readdirSync(`/proc/${String(pid)}/task`);
    return threads.flatMap((thread) =>
      readFileSync(`/proc/${String(pid)}/task/${thread}/children`, 'utf8')
        .split(' ')
        .filter(Boolean)
        .map(Number),
    );
  } catch {
    return [];
  }
}
