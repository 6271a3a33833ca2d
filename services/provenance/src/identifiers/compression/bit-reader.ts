import { CHARACTER_SET_64 } from '../character-sets.ts';
import { IdentifierError } from '../identifier-error.ts';

/** Reads numbers of any width from URI-safe base 64, six bits a character, most significant first. */
export class BitReader {
  readonly #bits: string;
  #at = 0;

  /** @throws IdentifierError when the text is not base 64 */
  constructor(base64: string) {
    const at = base64.search(/[^\w-]/);
    if (base64 === '' || at >= 0) throw new IdentifierError('this is no compressed Digital Link');
    this.#bits = Array.from(base64, (character) =>
      CHARACTER_SET_64.indexOf(character).toString(2).padStart(6, '0'),
    ).join('');
  }

  get remaining(): number {
    return this.#bits.length - this.#at;
  }

  /** @throws IdentifierError when fewer bits are left */
  take(width: number): bigint {
    if (width > this.remaining) throw new IdentifierError('the compressed Digital Link is cut off');
    this.#at += width;
    return BigInt(`0b${this.#bits.slice(this.#at - width, this.#at)}`);
  }

  /** As `take`, for up to 32 bits. */
  number(width: number): number {
    return Number(this.take(width));
  }
}
