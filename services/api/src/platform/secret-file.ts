import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * The text of a secret file, made with `create` and mode 600 on first use.
 * Exclusive creation: of two processes starting at once, both use the first one's secret.
 */
export function secretFile(path: string, create: () => string): string {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  try {
    const file = openSync(path, 'wx', 0o600);
    writeSync(file, create());
    fsyncSync(file);
    closeSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const text = readFileSync(path, 'utf8').trim();
  if (text === '') throw new Error(`The secret file ${path} is empty; remove it or restore it from a backup.`);
  return text;
}
