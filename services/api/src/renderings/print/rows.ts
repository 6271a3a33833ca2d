import type { Line } from '@fieldseal/provenance/rendering';
import { BOTTOM, COLOUR, COLUMN, LEADING, MARGIN } from './page.ts';
import type { Pen, Style } from './pen.ts';

const LABEL_WIDTH = 112;
const VALUE = { x: MARGIN.x + LABEL_WIDTH, width: COLUMN - LABEL_WIDTH } as const;
const PAGE_HEIGHT = BOTTOM - MARGIN.top;
const ROW_GAP = 3.5;

const LABEL: Style = { size: 9.5, colour: COLOUR.soft };
const CODE: Style = { size: 8.5, isCode: true };
const DETAIL: Style = { size: 8, colour: COLOUR.soft };
/** A CBV event hash id fits on a line. */
const CODE_DETAIL: Style = { size: 7.3, colour: COLOUR.soft, isCode: true };

/** A label with its lines of text, broken for the column. */
interface Row {
  readonly labels: readonly string[];
  readonly texts: readonly { readonly text: string; readonly style: Style }[];
  /** How much lower small text begins, to stand on the line of its label. */
  readonly drop: number;
  readonly height: number;
}

function rowOf(pen: Pen, { label, value, isCode, details = [] }: Line, normal: Style): Row {
  const style = isCode === true ? CODE : normal;
  const labels = pen.lines(label, LABEL_WIDTH - 10, LABEL);
  const texts = [
    { text: value, style },
    ...details.map((detail) => ({ text: detail.text, style: detail.isCode === true ? CODE_DETAIL : DETAIL })),
  ].flatMap(({ text, style: own }) => pen.lines(text, VALUE.width, own).map((line) => ({ text: line, style: own })));
  const drop = (normal.size - style.size) * 0.75;
  const written = texts.reduce((sum, { style: { size } }) => sum + size * LEADING, drop);
  return { labels, texts, drop, height: Math.max(written, labels.length * LABEL.size * LEADING) + ROW_GAP };
}

/**
 * Labels left, values right. What is shorter than a page stays together.
 * @param above height of what must not be left behind on the page before: a heading
 * @param head writes it
 */
export function writeLines(pen: Pen, lines: readonly Line[], normal: Style, above = 0, head?: () => void): void {
  const rows = lines.map((line) => rowOf(pen, line, normal));
  const height = rows.reduce((sum, row) => sum + row.height, above);
  pen.need(head !== undefined && height <= PAGE_HEIGHT ? height : above + (rows[0]?.height ?? 0));
  head?.();
  for (const row of rows) writeRow(pen, row, normal);
}

function writeRow(pen: Pen, { labels, texts, drop, height }: Row, normal: Style): void {
  if (height <= PAGE_HEIGHT) pen.need(height);
  const top = pen.y;
  const base = top + (normal.size - LABEL.size) * 0.75;
  for (const [index, label] of labels.entries()) pen.put(label, MARGIN.x, base + index * LABEL.size * LEADING, LABEL);
  pen.y += drop;
  for (const { text, style } of texts) {
    pen.need(style.size * LEADING);
    pen.put(text, VALUE.x, pen.y, style);
    pen.y += style.size * LEADING;
  }
  pen.y = height <= PAGE_HEIGHT ? top + height : pen.y + ROW_GAP;
}
