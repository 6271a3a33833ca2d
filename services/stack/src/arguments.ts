import { resolve } from 'node:path';

/** The command line was not understood; the message says what is expected. */
export class UsageError extends Error {}

/** A path as the person typed it: relative to where npm was called, not to the checkout. */
export function typedPath(path: string): string {
  return resolve(process.env.INIT_CWD ?? process.cwd(), path);
}
