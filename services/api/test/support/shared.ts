import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from '@jest/globals';

const shared = process.env.FIELDSEAL_SHARED ?? join(import.meta.dirname, '../../../../../shared');

/** A test against a published JSON document; where that is absent the test is skipped and the reason printed. */
export function testAgainst(path: string, name: string, body: (document: object) => Promise<void>): void {
  const file = join(shared, 'conformance', path);
  if (existsSync(file)) {
    test(name, () => body(JSON.parse(readFileSync(file, 'utf8')) as object));
    return;
  }
  const reason = `"${name}" skipped: no file ${file}; FIELDSEAL_SHARED names the folder that holds it`;
  process.stderr.write(`${reason}\n`);
  test.skip(reason, () => undefined);
}
