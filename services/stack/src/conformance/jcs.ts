import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { bytesToHex, canonicalBytes } from '@fieldseal/provenance';
import { type Case, difference, eachOf, type Suite } from './case.ts';
import { filesUnder, readJson, readText, stem } from './folder.ts';

/** RFC 8785: every file of a folder `input` against its namesakes in `output` (text) and `outhex` (bytes). */
export const jcs: Suite = { name: 'jcs', cases };

function cases(folder: string): Case[] {
  const inputs = filesUnder(folder).filter((file) => /(^|\/)input\/[^/]+\.json$/.test(file));
  return eachOf(inputs, stem, (file) => judge(join(folder, file)));
}

function judge(input: string): string | undefined {
  const bytes = canonicalBytes(readJson(input));
  const output = inPlaceOfInput(input, 'output');
  const outhex = stem(inPlaceOfInput(input, 'outhex')) + '.txt';
  if (!existsSync(output) && !existsSync(outhex)) return `there is neither ${output} nor ${outhex} to compare with`;
  return (
    (existsSync(outhex) ? difference('hex', readText(outhex).replace(/\s+/g, ''), bytesToHex(bytes)) : undefined) ??
    (existsSync(output) ? difference('text', readText(output), new TextDecoder().decode(bytes)) : undefined)
  );
}

function inPlaceOfInput(file: string, folder: string): string {
  return file.replace(/input(?=[\\/][^\\/]+$)/, folder);
}
