import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/**
 * Writes `src/identifiers/dictionary/table.ts` from a file of the GS1 Barcode Syntax Dictionary.
 * Usage, from anywhere in the repository: npm run dictionary -w @fieldseal/provenance -- PATH/TO/gs1-syntax-dictionary.txt
 */
const [source] = process.argv.slice(2);
if (source === undefined) throw new Error('name the file of the GS1 Barcode Syntax Dictionary');
const text = readFileSync(resolve(process.env.INIT_CWD ?? '.', source), 'utf8');
const release = /^# Release:\s*(\S+)/m.exec(text)?.[1] ?? 'UNSET';
const lines = text
  .split('\n')
  .filter((line) => /^\d/.test(line))
  .map((line) => line.trim().replace(/\s+/g, ' '));

const module = `/**
 * GS1 Barcode Syntax Dictionary, release ${release}, one line per application identifier or range, white space reduced.
 * Copyright 2020-2021 BWIPP and Zint projects, 2021-2025 GS1 AISBL; Apache-2.0;
 * https://github.com/gs1/gs1-syntax-dictionary.
 * Written by \`npm run dictionary -w @fieldseal/provenance -- FILE\`; do not edit.
 */
export const DICTIONARY_LINES: readonly string[] = [
${lines.map((line) => `  '${line.replace(/[\\']/g, String.raw`\$&`)}',`).join('\n')}
];
`;
writeFileSync(join(import.meta.dirname, '../src/identifiers/dictionary/table.ts'), module);
