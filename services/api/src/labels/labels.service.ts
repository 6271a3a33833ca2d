import { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../access/actor.ts';
import { CONFIG, type Config } from '../config.ts';
import { identifyLink } from '../links/identification.ts';
import { Problem } from '../platform/problems.ts';
import { moduleSide } from './draw-label.ts';
import { labelSheet } from './label-sheet.ts';
import { type Labels, LabelSource } from './label-source.service.ts';
import { layoutOf, type SheetQuery } from './labels.schemas.ts';
import { labelSize, type SheetLayout } from './layouts.ts';

/** Smallest module of a QR code with Digital Link for scanners of shops (GS1 General Specifications, table 1 of 5.12.3). */
const SMALLEST_MODULE_MM = 0.396;

@Injectable()
export class LabelsService {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly source: LabelSource,
  ) {}

  /** The PDF as a stream. @throws Problem not-found, or invalid-input when the codes would be too small to scan */
  async sheet(actor: Actor, query: SheetQuery): Promise<Readable> {
    return this.print(await this.source.open(actor, query), layoutOf(query));
  }

  /** The same of any labels. @throws Problem invalid-input when the codes would be too small to scan */
  print({ name, first, labels }: Labels, layout: SheetLayout): Readable {
    const module = moduleSide(first.link, labelSize(layout));
    if (module < SMALLEST_MODULE_MM)
      throw new Problem(
        'invalid-input',
        `The modules of the codes would measure ${module.toFixed(3)} mm; scanners need ${SMALLEST_MODULE_MM} mm. Take larger labels.`,
      );
    return Readable.from(labelSheet(labels, layout, name), { objectMode: false });
  }

  /** The content of a code for a link of this platform: lots, units, places. @throws Problem invalid-input */
  content(link: string): string {
    const { identification, fault } = identifyLink(link);
    if (identification === undefined) throw new Problem('invalid-input', `The link is not a Digital Link: ${fault}.`);
    if (!link.startsWith(`${this.config.publicUrl}/`))
      throw new Problem('invalid-input', `Codes are made for links that begin with ${this.config.publicUrl}/.`);
    return `${this.config.publicUrl}${identification.path}`;
  }
}
