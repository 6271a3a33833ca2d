import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Files that belong to a suite's keeping and are no cases. */
const KEEPING = /^(LICENSE|LICENCE|README|NOTICE|EXPECTED)/i;

/** Files under a folder as paths relative to it with `/`, sorted; none when the folder is absent. */
export function filesUnder(folder: string): string[] {
  return entries(folder)
    .flatMap((entry) => {
      if (entry.isDirectory()) return filesUnder(join(folder, entry.name)).map((file) => `${entry.name}/${file}`);
      return KEEPING.test(entry.name) || entry.name.startsWith('.') ? [] : [entry.name];
    })
    .sort();
}

export function readText(file: string): string {
  return readFileSync(file, 'utf8');
}

/** @throws Error that names the file when it cannot be read or is not JSON */
export function readJson(file: string): unknown {
  const text = readText(file);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${file} is not JSON: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

/** A file's name without its last ending. */
export function stem(file: string): string {
  return file.replace(/\.[^./]+$/, '');
}

function entries(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
