import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { buildDigitalLink, randomSerial } from '@fieldseal/provenance';
import { CONFIG, type Config } from '../config.ts';

/** Makes the identifiers of lots, pieces, places and units as Digital Links on this platform's own domain. */
@Injectable()
export class Identifiers {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** At least 80 random bits. */
  serial(): string {
    return randomSerial((length) => randomBytes(length));
  }

  /** A lot number with its day, and enough randomness to be unique without asking anybody. */
  lotNumber(letter: string, day: Date): string {
    return `${letter}${day.toISOString().slice(2, 10).replaceAll('-', '')}-${this.serial().slice(0, 8)}`;
  }

  lot(gtin: string, lot: string): string {
    return buildDigitalLink(this.config.publicUrl, { kind: 'product', scheme: 'gs1', product: gtin, lot });
  }

  item(gtin: string, serial: string): string {
    return buildDigitalLink(this.config.publicUrl, { kind: 'product', scheme: 'gs1', product: gtin, serial });
  }

  /** The wrapper as a thing of its own: what the piece is bound to. */
  wrapper(serial: string): string {
    return buildDigitalLink(this.config.publicUrl, { kind: 'unit', scheme: 'own', unit: serial });
  }

  case(sscc: string): string {
    return buildDigitalLink(this.config.publicUrl, { kind: 'unit', scheme: 'gs1', unit: sscc });
  }

  /** Plots and organisations have no GLN of their own: a place under the platform's domain, named by its id. */
  place(id: string): string {
    return buildDigitalLink(this.config.publicUrl, {
      kind: 'place',
      scheme: 'own',
      place: id.replaceAll('-', '').slice(0, 20),
    });
  }
}
