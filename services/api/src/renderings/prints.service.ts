import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { canonicalBytes } from '@fieldseal/provenance';
import { type Language, renderCertificate, type Sheet } from '@fieldseal/provenance/rendering';
import QuickLRU from 'quick-lru';
import { certificatePdf } from './print/certificate-pdf.ts';

/** To be raised when the print changes its looks: copies that people have kept are then out of date. */
const EDITION = 1;
/** Each some hundred kilobytes. */
const MOST_KEPT = 100;

/** Prints of certificates; the same state of a certificate gives the same bytes. */
@Injectable()
export class PrintsService {
  private readonly kept = new QuickLRU<string, Promise<Buffer>>({ maxSize: MOST_KEPT });

  /** Names everything that the print shows. */
  tag(sheet: Sheet, language: Language): string {
    const state = canonicalBytes({ ...sheet, edition: EDITION, language });
    return createHash('sha256').update(state).digest('hex');
  }

  /** The PDF; whoever asks for the same at the same time waits for the same drawing. */
  pdf(sheet: Sheet, language: Language): Promise<Buffer> {
    const tag = this.tag(sheet, language);
    const known = this.kept.get(tag);
    if (known !== undefined) return known;
    const drawn = certificatePdf(renderCertificate(sheet, language), sheet);
    this.kept.set(tag, drawn);
    drawn.catch(() => this.kept.delete(tag));
    return drawn;
  }
}
