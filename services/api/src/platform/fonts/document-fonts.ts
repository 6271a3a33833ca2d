import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create } from 'fontkit';
import { z } from 'zod';
import { woffToSfnt } from './woff.ts';

/** Simplified Chinese with Latin letters, in files of the characters they hold. SIL Open Font License 1.1. */
const PACKAGE = '@fontsource/noto-sans-sc';
/** The characters of everyday text. All files have the same metrics, so they stand together in one line. */
const EVERYDAY = 'chinese-simplified';

const { resolve } = createRequire(import.meta.url);
const files = new Map<string, Buffer>();
let everyday: ReadonlySet<number> | undefined;
let others: ReadonlyMap<number, string> | undefined;

/** A stretch of text that one file has the characters of. */
interface Run {
  readonly file: string;
  readonly text: string;
}

/** Whether a text returns in the document: the library keeps its layout then, which for serials would pile up. */
export type Recurrence = 'shared' | 'once';

/** Features beyond the usual ones, given as none, make the library lay out a text without keeping the result. */
const OPTIONS: Readonly<Record<Recurrence, PDFKit.Mixins.TextOptions>> = { shared: {}, once: { features: [] } };

/** Regular and bold. */
type Weight = 400 | 700;

/** Text in the platform's font, of one document. Files are read when a text first needs them, and only used characters embedded. */
export class DocumentFonts {
  private readonly registered = new Set<string>();

  constructor(
    private readonly doc: PDFKit.PDFDocument,
    private readonly weight: Weight = 400,
  ) {}

  /** Of one line, in the font size of the document. */
  width(text: string, recurrence: Recurrence): number {
    const options = OPTIONS[recurrence];
    return runsOf(text).reduce((sum, run) => sum + this.select(run.file).widthOfString(run.text, options), 0);
  }

  write(text: string, recurrence: Recurrence, x: number, y: number): void {
    const options = { ...OPTIONS[recurrence], lineBreak: false };
    const runs = runsOf(text);
    let at = x;
    for (const [index, run] of runs.entries()) {
      this.select(run.file).text(run.text, at, y, options);
      // Most lines are one run, and nothing comes behind it.
      if (index < runs.length - 1) at += this.doc.widthOfString(run.text, options);
    }
  }

  private select(file: string): PDFKit.PDFDocument {
    const name = nameOf(file, this.weight);
    if (!this.registered.has(name)) this.doc.registerFont(name, fontOf(name));
    this.registered.add(name);
    return this.doc.font(name);
  }
}

function runsOf(text: string): Run[] {
  const runs: Run[] = [];
  for (const character of text) {
    const file = fileFor(character.codePointAt(0) ?? 0);
    const last = runs.at(-1);
    if (last?.file === file) runs[runs.length - 1] = { file, text: last.text + character };
    else runs.push({ file, text: character });
  }
  return runs;
}

/** A character that no file has is drawn as the empty box of the everyday ones. */
function fileFor(codePoint: number): string {
  everyday ??= new Set(
    z.object({ characterSet: z.array(z.number()) }).parse(create(fontOf(nameOf(EVERYDAY, 400)))).characterSet,
  );
  if (everyday.has(codePoint)) return EVERYDAY;
  others ??= readRanges();
  return others.get(codePoint) ?? EVERYDAY;
}

/** All weights of a file have the same characters. */
function nameOf(file: string, weight: Weight): string {
  return `noto-sans-sc-${file}-${weight}-normal`;
}

function fontOf(name: string): Buffer {
  const read = files.get(name);
  if (read !== undefined) return read;
  const font = woffToSfnt(readFileSync(resolve(`${PACKAGE}/files/${name}.woff`)));
  files.set(name, font);
  return font;
}

/** Which file has a character, from the package's own table: `"[62]": "U+6b59-6b5f,U+6b61"`. */
function readRanges(): Map<number, string> {
  const table = z
    .record(z.string(), z.string())
    .parse(JSON.parse(readFileSync(resolve(`${PACKAGE}/unicode.json`), 'utf8')));
  const found = new Map<number, string>();
  for (const [name, ranges] of Object.entries(table)) {
    for (const [, first = '', last = first] of ranges.matchAll(/U\+([0-9a-f]+)(?:-([0-9a-f]+))?/gi))
      for (let code = parseInt(first, 16); code <= parseInt(last, 16); code++)
        found.set(code, name.replace(/[[\]]/g, ''));
  }
  return found;
}
