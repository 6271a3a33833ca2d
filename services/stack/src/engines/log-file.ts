import { copyFileSync, mkdirSync, openSync, statSync, truncateSync } from 'node:fs';
import { dirname } from 'node:path';

const MAX_BYTES = 8 * 1024 * 1024;

/** Opens a log for appending; a child keeps writing to it even when this process is gone. */
export function openLog(file: string): number {
  mkdirSync(dirname(file), { recursive: true });
  return openSync(file, 'a', 0o600);
}

/** Keeps a log within 2 x 8 MB: the older part moves to `<file>.1`, writers go on in the same file. */
export function boundLog(file: string): void {
  try {
    if (statSync(file).size <= MAX_BYTES) return;
    copyFileSync(file, `${file}.1`);
    truncateSync(file);
  } catch {
    // The log may not exist yet; there is nothing to bound then.
  }
}
