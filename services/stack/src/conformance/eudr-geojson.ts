import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkPlotFile, PLOT_FINDINGS } from '@fieldseal/provenance/geometry';
import { type Case, eachOf, mustBeAccepted, type Suite, type Verdict } from './case.ts';
import { filesUnder, readText } from './folder.ts';

/** EUDR plot files: those under `valid` have no finding, those under `invalid` the one that EXPECTED.md names. */
export const eudrGeoJson: Suite = { name: 'eudr-geojson', cases };

function cases(folder: string): Case[] {
  const files = filesUnder(folder).filter((file) => /(^|\/)(valid|invalid)\/[^/]+$/.test(file));
  const index = join(folder, 'EXPECTED.md');
  const expected = existsSync(index) ? expectedFindings(readText(index)) : new Map<string, string>();
  return eachOf(
    files,
    (file) => file,
    (file) => judge(file, readText(join(folder, file)), expected.get(file)),
  );
}

function judge(file: string, text: string, listed: string | undefined): Verdict {
  const findings = checkPlotFile(file, text);
  const found = findings.map(({ code, pointer, detail }) => `${PLOT_FINDINGS[code]} at ${pointer || '/'}: ${detail}`);
  if (/(^|\/)valid\//.test(file)) return mustBeAccepted(found[0]);
  const expected = listed ?? /"expected_finding": *"([^"]*)"/.exec(text)?.[1];
  if (found.length === 0) return `nothing found, expected ${expected ?? 'a finding'}`;
  const names = findings.map(({ code }) => PLOT_FINDINGS[code].toLowerCase());
  if (expected === undefined || partsOf(expected).some((part) => names.includes(part))) {
    return { refusedFor: found.join('; ') };
  }
  return `found ${found.join('; ')}, expected ${expected}`;
}

/** A finding may be named in several ways: `Coordinate order conflict / country mismatch`. */
function partsOf(expected: string): string[] {
  return expected.split('/').map((part) => part.trim().toLowerCase());
}

/** The rows `| \`file\` | scenario | expected finding |` of the suite's own table. */
function expectedFindings(markdown: string): Map<string, string> {
  const rows = markdown.matchAll(/^\| *`([^`]+)` *\|[^|]*\|([^|]*)\|/gm);
  return new Map(Array.from(rows, ([, file = '', expected = '']) => [file, expected.trim()]));
}
