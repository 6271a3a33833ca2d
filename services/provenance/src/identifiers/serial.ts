/** Crockford's base 32: no I, L, O or U, safe in URLs, in GS1 character set 82 and in a QR code's alphanumeric mode. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const SERIAL_LENGTH = 17;

/**
 * A serial number nobody can guess: 17 characters, 85 random bits, one case only.
 * @param randomBytes source of secure random bytes, e.g. `(n) => crypto.getRandomValues(new Uint8Array(n))`
 */
export function randomSerial(randomBytes: (length: number) => Uint8Array): string {
  const bytes = randomBytes(SERIAL_LENGTH);
  if (bytes.length !== SERIAL_LENGTH) throw new RangeError(`random source gave ${String(bytes.length)} bytes`);
  return Array.from(bytes, (byte) => ALPHABET.charAt(byte % 32)).join('');
}
