import { bytesToHex, hexToBytes } from '../bytes.ts';

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const MAX_LENGTH = 128;

/** Nine symbols at a time: the largest power of 58 whose remainders are exact numbers. */
const SYMBOLS = 9;
const POWER = 58n ** 9n;

/** base58btc (draft-msporny-base58-03), without multibase prefix. Meant for keys and signatures: at most 128 symbols. */
export function encodeBase58(bytes: Uint8Array): string {
  const zeros = bytes.findIndex((byte) => byte !== 0);
  const leading = zeros === -1 ? bytes.length : zeros;
  let value = leading === bytes.length ? 0n : BigInt(`0x${bytesToHex(bytes)}`);
  let text = '';
  while (value > 0n) {
    const rest = value / POWER;
    text = symbolsOf(Number(value % POWER), rest > 0n ? SYMBOLS : 0) + text;
    value = rest;
  }
  return '1'.repeat(leading) + text;
}

function symbolsOf(part: number, least: number): string {
  let text = '';
  for (let left = part; left > 0 || text.length < least; left = Math.floor(left / 58))
    text = ALPHABET.charAt(left % 58) + text;
  return text;
}

/** Bytes of a base58btc text, or undefined when it is longer than 128 symbols or holds a foreign character. */
export function decodeBase58(text: string): Uint8Array | undefined {
  if (text.length > MAX_LENGTH || !/^[1-9A-HJ-NP-Za-km-z]*$/.test(text)) return undefined;
  const leading = /^1*/.exec(text)?.[0].length ?? 0;
  let value = 0n;
  for (let at = 0; at < text.length; at += SYMBOLS) {
    const part = text.slice(at, at + SYMBOLS);
    value = value * 58n ** BigInt(part.length) + BigInt(numberOf(part));
  }
  const digits = value === 0n ? '' : value.toString(16);
  return Uint8Array.of(
    ...new Uint8Array(leading),
    ...hexToBytes(digits.padStart(digits.length + (digits.length % 2), '0')),
  );
}

function numberOf(symbols: string): number {
  let value = 0;
  for (const symbol of symbols) value = value * 58 + ALPHABET.indexOf(symbol);
  return value;
}
