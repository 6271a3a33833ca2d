import { spawn } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';
import { repository } from './repository.ts';

export interface Ended {
  readonly code: number;
  /** The last 200 kB of what it said on stdout and stderr, in order. */
  readonly output: string;
}

const KEPT_CHARACTERS = 200_000;

export interface RunOptions {
  readonly folder?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Shown as it comes, besides being kept. */
  readonly show?: boolean;
}

/** Runs a program of a package (`node_modules/.bin`) or `node` in the checkout, with this very Node. */
export function run(program: string, args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  const bin = join(repository, 'node_modules', '.bin');
  const path = [dirname(process.execPath), bin, process.env.PATH ?? ''].join(delimiter);
  return new Promise((resolve, reject) => {
    const child = spawn(program === 'node' ? process.execPath : join(bin, program), [...args], {
      cwd: options.folder === undefined ? repository : join(repository, options.folder),
      env: { ...process.env, ...options.env, PATH: path },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const keep = (chunk: Buffer): void => {
      output = (output + chunk.toString('utf8')).slice(-KEPT_CHARACTERS);
      if (options.show === true) process.stderr.write(chunk);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', reject);
    child.once('close', (code) => {
      resolve({ code: code ?? 1, output });
    });
  });
}
