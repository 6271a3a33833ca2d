import type { Label } from './label.ts';
import type { DocumentFonts, Recurrence } from '../platform/fonts/document-fonts.ts';
import type { LabelSize } from './layouts.ts';
import { QUIET_ZONE_MODULES, qrRuns } from './qr-code.ts';

const PADDING_MM = 1;
/** The symbol takes the height of the label, but leaves at least this share of its width to the text. */
const LEAST_TEXT_SHARE = 0.48;
const LARGEST_TEXT_MM = 4;
const SMALLEST_TEXT_MM = 1.2;
const LINE = 1.35;

/** Side of the QR code with its quiet zone, in millimetres. */
export function symbolSide({ width, height }: LabelSize): number {
  return Math.min(height, width * (1 - LEAST_TEXT_SHARE));
}

/** Side of one module in millimetres. */
export function moduleSide(link: string, size: LabelSize): number {
  return symbolSide(size) / (qrRuns(link).size + 2 * QUIET_ZONE_MODULES);
}

/** Draws at the origin; one unit is a millimetre. The quiet zone is the white around the symbol. */
export function drawLabel(doc: PDFKit.PDFDocument, fonts: DocumentFonts, label: Label, size: LabelSize): void {
  const side = symbolSide(size);
  drawSymbol(doc, label.link, side, (size.height - side) / 2);
  const left = side;
  const width = size.width - side - PADDING_MM;
  const lines = linesOf(label);
  const largest = Math.min(LARGEST_TEXT_MM, (size.height - 2 * PADDING_MM) / (lines.length * LINE));
  let y = Math.max(PADDING_MM, (size.height - lines.length * largest * LINE) / 2);
  for (const { text, recurrence } of lines) {
    doc.fontSize(largest);
    const natural = fonts.width(text, recurrence);
    const fitted = Math.max(SMALLEST_TEXT_MM, Math.min(largest, (largest * width) / natural));
    doc.fontSize(fitted);
    const fits = (natural * fitted) / largest <= width + 0.01;
    fonts.write(fits ? text : shortened(fonts, text, recurrence, width), recurrence, left, y);
    y += largest * LINE;
  }
}

interface Line {
  readonly text: string;
  readonly recurrence: Recurrence;
}

/** Human readable interpretation: each identifier in parentheses before its value (GS1 General Specifications 4.14). */
function linesOf({ title, name, identifiers }: Label): Line[] {
  const shared = [...(title === undefined ? [] : [title]), name.zh, name.en].filter((line) => line !== '');
  return [
    ...shared.map((text): Line => ({ text, recurrence: 'shared' })),
    ...identifiers.map(([ai, value]): Line => ({ text: `(${ai}) ${value}`, recurrence: 'once' })),
  ];
}

function shortened(fonts: DocumentFonts, text: string, recurrence: Recurrence, width: number): string {
  const characters = Array.from(text);
  while (characters.length > 1 && fonts.width(`${characters.join('')}…`, recurrence) > width) characters.pop();
  return `${characters.join('')}…`;
}

function drawSymbol(doc: PDFKit.PDFDocument, link: string, side: number, top: number): void {
  const { size, runs } = qrRuns(link);
  const module = side / (size + 2 * QUIET_ZONE_MODULES);
  doc.save().translate(0, top).scale(module);
  for (const { x, y, length } of runs) doc.rect(x + QUIET_ZONE_MODULES, y + QUIET_ZONE_MODULES, length, 1);
  doc.fill('black').restore();
}
