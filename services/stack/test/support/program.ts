import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { repository } from '../../src/repository.ts';

/** One of our own programs running beside the test. */
export interface Program {
  readonly pid: number;
  /** All it has said so far. */
  said(): string;
  /** Resolves when it has said that, rejects when it ends first. */
  until(text: string): Promise<void>;
  /** Resolves to its exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
  signal(signal: NodeJS.Signals): void;
}

/** Starts `node <path in services/stack> ...args`. */
export function program(
  path: string,
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Program {
  const file = join(repository, 'services/stack', path);
  const inherited = { ...process.env };
  delete inherited.NODE_OPTIONS;
  const child = spawn(process.execPath, [file, ...args], {
    cwd: repository,
    env: { ...inherited, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const keep = (chunk: Buffer): void => {
    said += chunk.toString('utf8');
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const ended = once(child, 'close').then(([code, signal]) => (signal ?? code) as number | string);
  let isOver = false;
  void ended.then(() => (isOver = true));
  return {
    pid: child.pid ?? 0,
    said: () => said,
    ended,
    signal: (signal) => child.kill(signal),
    until: async (text) => {
      while (!said.includes(text)) {
        if (isOver) throw new Error(`It ended without saying "${text}":\n${said}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
  };
}
