import { DocumentFonts } from '../../platform/fonts/document-fonts.ts';
import { BOTTOM, COLUMN, COLOUR, LEADING, MARGIN } from './page.ts';
import { wrap } from './wrap.ts';

export interface Style {
  readonly size: number;
  readonly colour?: string;
  readonly isBold?: boolean;
  /** Breaks anywhere: digests and codes. */
  readonly isCode?: boolean;
}

/** Writes down the column of a document, and goes to the next page where one is full. */
export class Pen {
  y: number = MARGIN.top;
  private readonly regular: DocumentFonts;
  private readonly bold: DocumentFonts;

  constructor(readonly doc: PDFKit.PDFDocument) {
    this.regular = new DocumentFonts(doc);
    this.bold = new DocumentFonts(doc, 700);
  }

  /** Lines of a text in a style, for a width. */
  lines(text: string, width: number, style: Style): string[] {
    return wrap(text, width, (part) => this.width(part, style), style.isCode);
  }

  width(text: string, { size, isBold }: Style): number {
    this.doc.fontSize(size);
    return (isBold === true ? this.bold : this.regular).width(text, 'shared');
  }

  /** One line at a place, beside the flow. */
  put(text: string, x: number, y: number, { size, colour = COLOUR.ink, isBold }: Style): void {
    this.doc.fontSize(size).fillColor(colour);
    (isBold === true ? this.bold : this.regular).write(text, 'shared', x, y);
  }

  centre(text: string, y: number, style: Style): void {
    this.put(text, MARGIN.x + (COLUMN - this.width(text, style)) / 2, y, style);
  }

  /** Makes sure that so much fits on the page. @returns whether a new page was begun */
  need(height: number): boolean {
    if (this.y + height <= BOTTOM) return false;
    this.doc.addPage();
    this.y = MARGIN.top;
    return true;
  }

  /** A text down the column, line by line, over as many pages as it takes. */
  flow(text: string, x: number, width: number, style: Style): void {
    for (const line of this.lines(text, width, style)) {
      this.need(style.size * LEADING);
      this.put(line, x, this.y, style);
      this.y += style.size * LEADING;
    }
  }

  rule(): void {
    this.doc.lineWidth(0.6).strokeColor(COLOUR.line);
    this.doc
      .moveTo(MARGIN.x, this.y)
      .lineTo(MARGIN.x + COLUMN, this.y)
      .stroke();
  }
}
