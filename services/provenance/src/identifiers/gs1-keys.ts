import { checkDigit, hasValidCheckDigit } from './check-digit.ts';

/** Characters a lot, serial or extension may hold: GS1 AI encodable character set 82 (General Specifications 7.11). */
const CHARACTER_SET_82 = /^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]{1,20}$/;

/** Whether a text is a GTIN-8, -12, -13 or -14 with the right check digit. */
export function isGtin(digits: string): boolean {
  return [8, 12, 13, 14].includes(digits.length) && hasValidCheckDigit(digits);
}

/** A GTIN in the 14 digits of a Digital Link. Throws when it is no GTIN. */
export function toGtin14(gtin: string): string {
  if (!isGtin(gtin)) throw new RangeError(`"${gtin}" is not a GTIN: 8, 12, 13 or 14 digits ending in the check digit`);
  return gtin.padStart(14, '0');
}

/**
 * GTIN-14 from its parts.
 * @param indicator packaging level, one digit, 0 for the trade item itself
 * @param companyPrefix GS1 company prefix, 4 to 12 digits
 * @param itemReference the digits that remain to make 12 with the prefix
 */
export function makeGtin14(indicator: string, companyPrefix: string, itemReference: string): string {
  return withCheckDigit('GTIN-14', indicator + companyPrefix + itemReference, 13);
}

/** SSCC (18 digits) from extension digit, company prefix and serial reference (together 17 digits). */
export function makeSscc(extension: string, companyPrefix: string, serialReference: string): string {
  return withCheckDigit('SSCC', extension + companyPrefix + serialReference, 17);
}

/** GLN (13 digits) from company prefix and location reference (together 12 digits). */
export function makeGln(companyPrefix: string, locationReference: string): string {
  return withCheckDigit('GLN', companyPrefix + locationReference, 12);
}

export function isSscc(digits: string): boolean {
  return digits.length === 18 && hasValidCheckDigit(digits);
}

export function isGln(digits: string): boolean {
  return digits.length === 13 && hasValidCheckDigit(digits);
}

/** Whether a text may be a lot (AI 10), serial (AI 21) or location extension (AI 254). */
export function isComponent(text: string): boolean {
  return CHARACTER_SET_82.test(text);
}

function withCheckDigit(name: string, digits: string, length: number): string {
  if (!/^\d+$/.test(digits) || digits.length !== length) {
    throw new RangeError(`${name} needs ${String(length)} digits before the check digit, got "${digits}"`);
  }
  return digits + checkDigit(digits);
}
