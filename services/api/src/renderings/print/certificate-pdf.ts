import { buffer } from 'node:stream/consumers';
import { setImmediate as others } from 'node:timers/promises';
import type { Rendering, RenderedStanding, Sheet } from '@fieldseal/provenance/rendering';
import PDFDocument from 'pdfkit';
import { drawCode, drawFrame, drawMark, drawWatermark } from './ornaments.ts';
import { writeForm, writePart } from './body.ts';
import { COLOUR, COLUMN, LEADING, MARGIN, PAGE } from './page.ts';
import { Pen } from './pen.ts';
import { writeLines } from './rows.ts';

const CODE_SIDE = 78;
const TONE: Readonly<Record<RenderedStanding['tone'], string>> = {
  good: COLOUR.leaf,
  held: COLOUR.amber,
  bad: COLOUR.seal,
};

/** A certificate as a PDF on A4. The same rendering of the same sheet gives the same bytes. */
export async function certificatePdf(rendering: Rendering, { certificate, link, address }: Sheet): Promise<Buffer> {
  const { title, language, standing, form } = rendering;
  const doc = new PDFDocument({
    size: [PAGE.width, PAGE.height],
    margin: 0,
    autoFirstPage: false,
    bufferPages: true,
    lang: language === 'zh' ? 'zh-CN' : 'en',
    displayTitle: true,
    info: {
      Title: `${title} ${certificate.id.replace('urn:uuid:', '')}`,
      Author: certificate.issuer.name,
      Creator: 'FieldSeal',
      // Not the time of drawing: whoever draws it again gets the same file.
      CreationDate: new Date(certificate.validFrom),
    },
  });
  const whole = buffer(doc);
  doc.addPage();
  const pen = new Pen(doc);
  writeHead(pen, rendering, link);
  if (form !== undefined) writeForm(pen, form);
  writeLines(pen, rendering.facts, { size: 11 });
  if (form !== undefined) pen.flow(form.keep, MARGIN.x, COLUMN, { size: 9.5, colour: COLOUR.soft });
  for (const part of rendering.parts) {
    // A part takes milliseconds; other requests come in between.
    await others();
    writePart(pen, part);
  }
  pen.need(48);
  pen.y += 8;
  pen.flow(rendering.proven, MARGIN.x, COLUMN, { size: 9, colour: COLOUR.soft });
  const { start, count } = doc.bufferedPageRange();
  for (let page = start; page < start + count; page++) {
    doc.switchToPage(page);
    drawFrame(doc);
    if (standing.tone !== 'good') drawWatermark(pen, standing.text, TONE[standing.tone]);
    const foot = PAGE.height - MARGIN.bottom + 12;
    pen.centre(`${address}   ${page + 1} / ${count}`, foot, { size: 8, colour: COLOUR.soft });
  }
  doc.end();
  return whole;
}

/** Mark, title, code; then number, issuer and date, whether it holds, and the opening words. */
function writeHead(pen: Pen, rendering: Rendering, link: string): void {
  const { doc } = pen;
  const top = MARGIN.top;
  const right = MARGIN.x + COLUMN - CODE_SIDE;
  drawMark(doc, MARGIN.x, top + 6, 46);
  drawCode(doc, link, right, top, CODE_SIDE);
  const scan = { size: 8, colour: COLOUR.soft };
  pen.put(rendering.scan, right + (CODE_SIDE - pen.width(rendering.scan, scan)) / 2, top + CODE_SIDE + 3, scan);
  const room = COLUMN - 2 * (CODE_SIDE + 12);
  pen.y = top + 4;
  const wanted = rendering.language === 'zh' ? 32 : 25;
  const natural = pen.width(rendering.title, { size: wanted, isBold: true });
  const size = natural > room && natural < 1.25 * room ? (wanted * room) / natural : wanted;
  const style = { size, isBold: true, colour: COLOUR.seal };
  for (const line of pen.lines(rendering.title, room, style)) {
    pen.centre(line, pen.y, style);
    pen.y += size * 1.3;
  }
  pen.y += 4;
  pen.centre(rendering.otherTitle, pen.y, { size: 11, colour: COLOUR.soft });
  pen.y = Math.max(pen.y + 11 * LEADING, top + CODE_SIDE + 22);
  pen.rule();
  pen.y += 8;
  writeLines(pen, rendering.head, { size: 10.5 });
  writeStanding(pen, rendering.standing);
  pen.y += 6;
  pen.rule();
  pen.y += 9;
  pen.flow(rendering.opening, MARGIN.x, COLUMN, { size: 12, isBold: true });
  pen.y += 6;
}

function writeStanding(pen: Pen, { title, tone, text, details, current }: RenderedStanding): void {
  writeLines(pen, [{ label: title, value: [text, ...details].join('\n') }], {
    size: 10.5,
    isBold: true,
    colour: TONE[tone],
  });
  pen.y -= 3;
  writeLines(pen, [{ label: '', value: current }], { size: 8, colour: COLOUR.soft });
}
