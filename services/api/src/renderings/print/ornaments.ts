import { qrRuns } from '../../labels/qr-code.ts';
import { COLOUR, PAGE } from './page.ts';
import type { Pen } from './pen.ts';

const FRAME = 24;
const GAP = 5;
const CORNER = 16;

/** A double frame with a meander in each corner. */
export function drawFrame(doc: PDFKit.PDFDocument): void {
  const inner = FRAME + GAP;
  doc.save().strokeColor(COLOUR.seal);
  doc
    .lineWidth(1.6)
    .rect(FRAME, FRAME, PAGE.width - 2 * FRAME, PAGE.height - 2 * FRAME)
    .stroke();
  doc
    .lineWidth(0.5)
    .rect(inner, inner, PAGE.width - 2 * inner, PAGE.height - 2 * inner)
    .stroke();
  for (const [x, y, right, down] of [
    [inner, inner, 1, 1],
    [PAGE.width - inner, inner, -1, 1],
    [inner, PAGE.height - inner, 1, -1],
    [PAGE.width - inner, PAGE.height - inner, -1, -1],
  ] as const)
    drawMeander(doc, x + 3 * right, y + 3 * down, right, down);
  doc.restore();
}

function drawMeander(doc: PDFKit.PDFDocument, x: number, y: number, right: number, down: number): void {
  const at = (u: number, v: number): [number, number] => [x + u * CORNER * right, y + v * CORNER * down];
  doc.lineWidth(1).moveTo(...at(0, 0));
  for (const [u, v] of [
    [1, 0],
    [1, 1],
    [0, 1],
    [0, 0.28],
    [0.72, 0.28],
    [0.72, 0.72],
    [0.36, 0.72],
  ] as const)
    doc.lineTo(...at(u, v));
  doc.stroke();
}

/** The mark of the platform: a cinnabar seal with the character for field. */
export function drawMark(doc: PDFKit.PDFDocument, x: number, y: number, side: number): void {
  const unit = side / 64;
  doc.save().translate(x, y).scale(unit);
  doc.roundedRect(3, 3, 58, 58, 12).fill(COLOUR.seal);
  doc.lineWidth(4.5).lineCap('round').lineJoin('round').strokeColor('#fbf4e6');
  doc.path('M18 19h28v27H18zM32 19v27M18 32.5h28').stroke();
  doc.restore();
}

/** The symbol without its quiet zone: the white around it is left by the caller. */
export function drawCode(doc: PDFKit.PDFDocument, link: string, x: number, y: number, side: number): void {
  const { size, runs } = qrRuns(link);
  doc
    .save()
    .translate(x, y)
    .scale(side / size);
  for (const run of runs) doc.rect(run.x, run.y, run.length, 1);
  doc.fill('black').restore();
}

/** Across the whole page, so that no copy of a withdrawn certificate passes for a good one. */
export function drawWatermark(pen: Pen, text: string, colour: string): void {
  const size = Math.min(96, (PAGE.width * 0.9 * 96) / pen.width(text, { size: 96, isBold: true }));
  const style = { size, colour, isBold: true };
  const { doc } = pen;
  doc.save().rotate(-35, { origin: [PAGE.width / 2, PAGE.height / 2] });
  doc.fillOpacity(0.16);
  pen.put(text, (PAGE.width - pen.width(text, style)) / 2, PAGE.height / 2 - size * 0.75, style);
  doc.fillOpacity(1).restore();
}

/** A box, ticked or empty. */
export function drawTick(doc: PDFKit.PDFDocument, x: number, y: number, side: number, isTicked: boolean): void {
  doc.save().lineWidth(0.9).strokeColor(COLOUR.ink).rect(x, y, side, side).stroke();
  if (isTicked)
    doc
      .lineWidth(1.5)
      .strokeColor(COLOUR.seal)
      .moveTo(x + side * 0.2, y + side * 0.52)
      .lineTo(x + side * 0.43, y + side * 0.76)
      .lineTo(x + side * 0.84, y + side * 0.2)
      .stroke();
  doc.restore();
}
