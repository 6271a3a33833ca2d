import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, test } from '@jest/globals';

const repository = resolve(import.meta.dirname, '../../../..');
const shared = process.env.FIELDSEAL_SHARED ?? join(repository, '../shared');

/** Path of a public suite of vectors. */
export function suitePath(...parts: string[]): string {
  return join(shared, 'conformance', ...parts);
}

/** A `describe` over a public suite; where the suite is absent it is skipped and the reason printed. */
export function describeSuite(name: string, body: (files: readonly string[]) => void): void {
  const folder = suitePath(name);
  if (existsSync(folder)) {
    describe(`suite ${name}`, () => {
      body(readdirSync(folder));
    });
    return;
  }
  const reason = `suite ${name} skipped: no folder ${folder}; FIELDSEAL_SHARED names the folder that holds it`;
  process.stderr.write(`${reason}\n`);
  test.skip(reason, () => undefined);
}

export function readText(...parts: string[]): string {
  return readFileSync(suitePath(...parts), 'utf8');
}

export function readJson(...parts: string[]): unknown {
  return JSON.parse(readText(...parts));
}
