import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A state folder for one test, which the database's account can pass. */
export function temporaryState(name: string): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), `fieldseal-${name}-`));
  chmodSync(folder, 0o711);
  return {
    folder,
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
