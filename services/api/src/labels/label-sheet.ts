import { setImmediate as others } from 'node:timers/promises';
import PDFDocument from 'pdfkit';
import { drawLabel } from './draw-label.ts';
import type { Label } from './label.ts';
import { DocumentFonts } from '../platform/fonts/document-fonts.ts';
import { labelPlace, labelSize, type SheetLayout } from './layouts.ts';

const POINTS_PER_MM = 72 / 25.4;

/**
 * A PDF of label sheets, in pieces as it is read: nothing is drawn before the reader has taken what was drawn. Of a page
 * behind the library keeps a few references, not what is on it.
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
  const fonts = new DocumentFonts(doc);
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
    drawLabel(doc, fonts, label, each);
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
