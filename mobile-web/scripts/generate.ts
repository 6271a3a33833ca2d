import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createClient } from '@hey-api/openapi-ts';

/**
 * Writes the API's types from the services' OpenAPI document; with `--check` only says whether the committed ones are the same.
 * Only types are generated: the app's own request function is 60 lines and knows about the outbox's needs.
 */
const INPUT = fileURLToPath(new URL('../../services/api/openapi.json', import.meta.url));
const COMMITTED = fileURLToPath(new URL('../src/api/generated/types.gen.ts', import.meta.url));

const place = mkdtempSync(join(tmpdir(), 'fieldseal-client-'));
try {
  await createClient({
    input: INPUT,
    output: { path: place, postProcess: [] },
    plugins: ['@hey-api/typescript'],
    logs: { level: 'error' },
  });
  const fresh = join(place, 'types.gen.ts');
  if (!process.argv.includes('--check')) cpSync(fresh, COMMITTED);
  else if (readFileSync(fresh, 'utf8') !== readFileSync(COMMITTED, 'utf8')) {
    process.stderr.write('src/api/generated is not what openapi.json says: run `npm run -w mobile-web generate`\n');
    process.exitCode = 1;
  }
} finally {
  rmSync(place, { recursive: true });
}
