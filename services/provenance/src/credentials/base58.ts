const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const MAX_LENGTH = 128;

/** base58btc (draft-msporny-base58-03), without multibase prefix. Meant for keys and signatures: at most 128 symbols. */
export function encodeBase58(bytes: Uint8Array): string {
  const zeros = bytes.findIndex((byte) => byte !== 0);
  const leading = zeros === -1 ? bytes.length : zeros;
  let value = bytes.reduce((total, byte) => total * 256n + BigInt(byte), 0n);
  let text = '';
  while (value > 0n) {
    text = ALPHABET.charAt(Number(value % 58n)) + text;
    value /= 58n;
  }
  return '1'.repeat(leading) + text;
}

/** Bytes of a base58btc text, or undefined when it is longer than 128 symbols or holds a foreign character. */
export function decodeBase58(text: string): Uint8Array | undefined {
  if (text.length > MAX_LENGTH || !/^[1-9A-HJ-NP-Za-km-z]*$/.test(text)) return undefined;
  const leading = /^1*/.exec(text)?.[0].length ?? 0;
  let value = Array.from(text).reduce((total, symbol) => total * 58n + BigInt(ALPHABET.indexOf(symbol)), 0n);
  const bytes: number[] = [];
  while (value > 0n) {
    bytes.unshift(Number(value % 256n));
    value /= 256n;
  }
  return Uint8Array.from([...new Array<number>(leading).fill(0), ...bytes]);
}
