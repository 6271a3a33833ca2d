import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { setImmediate as others } from 'node:timers/promises';
import PDFDocument from 'pdfkit';
import { drawLabel } from './draw-label.ts';
import type { Label } from './label.ts';
import { woffToSfnt } from './woff.ts';
import { labelPlace, labelSize, type SheetLayout } from './layouts.ts';

const POINTS_PER_MM = 72 / 25.4;

/** Simplified Chinese with Latin letters; only the characters used get into the document. SIL Open Font License 1.1. */
const FONT_FILE = '@fontsource/noto-sans-sc/files/noto-sans-sc-chinese-simplified-400-normal.woff';
let font: Buffer | undefined;
const loadFont = (): Buffer => (font ??= woffToSfnt(readFileSync(createRequire(import.meta.url).resolve(FONT_FILE))));

/**
 * A PDF of label sheets, in pieces as it is read: nothing is drawn before the reader has taken what was drawn. Of the
 * pages behind the library keeps their outlines, about one kilobyte a label.
 */
export async function* labelSheet(
  labels: AsyncIterable<Label>,
  layout: SheetLayout,
  title: string,
): AsyncGenerator<Buffer> {
  const size: [number, number] = [layout.pageWidth * POINTS_PER_MM, layout.pageHeight * POINTS_PER_MM];
  const doc = new PDFDocument({
    size,
    margin: 0,
    autoFirstPage: false,
    lang: 'zh-CN',
    info: { Title: title, Creator: 'FieldSeal' },
  });
  doc.registerFont('label', loadFont());
  doc.font('label');
  const onPage = layout.columns * layout.rows;
  const each = labelSize(layout);
  let count = 0;
  for await (const label of labels) {
    // A label takes milliseconds; other requests come in between.
    await others();
    if (count % onPage === 0) {
      yield* drawn(doc);
      doc.addPage().scale(POINTS_PER_MM);
    }
    const { x, y } = labelPlace(layout, count % onPage);
    doc.save().translate(x, y);
    drawLabel(doc, label, each);
    doc.restore();
    count++;
  }
  doc.end();
  for await (const piece of doc) if (Buffer.isBuffer(piece)) yield piece;
}

function* drawn(doc: PDFKit.PDFDocument): Generator<Buffer> {
  const piece: unknown = doc.read();
  if (Buffer.isBuffer(piece)) yield piece;
}
