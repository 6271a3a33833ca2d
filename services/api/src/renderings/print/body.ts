import type { Form, Part, Tick } from '@fieldseal/provenance/rendering';
import { drawTick } from './ornaments.ts';
import { COLOUR, COLUMN, LEADING, MARGIN } from './page.ts';
import type { Pen, Style } from './pen.ts';
import { writeLines } from './rows.ts';

const BOX = 9;
const PROMISE: Style = { size: 11 };
const HEADING_HEIGHT = 34;

/** The ticks of a promise of conformity. */
export function writeForm(pen: Pen, { promises, basis, basisTitle }: Form): void {
  writeTicks(pen, promises);
  pen.y += 6;
  pen.flow(basisTitle, MARGIN.x, COLUMN, { size: 11.5, isBold: true });
  writeTicks(pen, basis);
  pen.y += 8;
}

function writeTicks(pen: Pen, ticks: readonly Tick[]): void {
  for (const { text, isTicked } of ticks) {
    pen.need(PROMISE.size * LEADING);
    drawTick(pen.doc, MARGIN.x + 2, pen.y + 4, BOX, isTicked);
    pen.flow(text, MARGIN.x + BOX + 10, COLUMN - BOX - 10, PROMISE);
    pen.y += 1.5;
  }
}

/** A heading with its lines. */
export function writePart(pen: Pen, { title, lines, note }: Part): void {
  writeLines(pen, lines, { size: 9.5 }, HEADING_HEIGHT, () => {
    if (pen.y > MARGIN.top) {
      pen.y += 4;
      pen.rule();
      pen.y += 5;
    }
    pen.flow(title, MARGIN.x, COLUMN, { size: 11, isBold: true, colour: COLOUR.tea });
    pen.y += 1;
    if (note !== undefined) pen.flow(note, MARGIN.x, COLUMN, { size: 9.5, colour: COLOUR.soft });
  });
}
