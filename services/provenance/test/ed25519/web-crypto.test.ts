import { describe, expect, jest, test } from '@jest/globals';
import { ed25519 } from '@noble/curves/ed25519.js';
import { sha512 } from '@noble/hashes/sha2.js';
import * as fc from 'fast-check';
import { concatBytes, hexToBytes } from '../../src/bytes.ts';
import { isSignature as isByNode } from '../../src/ed25519/node.ts';
import { isSignature as isPortably } from '../../src/ed25519/portable.ts';
import { isKnownSignature } from '../../src/ed25519/web-crypto.ts';

const { Point } = ed25519;
const { ORDER } = Point.Fn;
const SECRET = 123_456_789n;
const KEY = Point.BASE.multiply(SECRET);
const NONCE = 987_654_321n;
const MESSAGE = Uint8Array.of(1, 2, 3);
/** A point of order 8. */
const TORSION = Point.fromHex('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a');

function scalarBytes(value: bigint): Uint8Array {
  return Uint8Array.from({ length: 32 }, (_, index) => Number((value >> BigInt(8 * index)) & 0xffn));
}

function challenge(nonce: Uint8Array, key: Uint8Array, message: Uint8Array): bigint {
  const hash = sha512(concatBytes(nonce, key, message));
  return hash.reduceRight((total, byte) => total * 256n + BigInt(byte), 0n) % ORDER;
}

/** RFC 8032 section 5.1.6, with key and nonce in whatever encoding. */
function signed(key: Uint8Array, nonce: Uint8Array, secretNonce: bigint, message = MESSAGE): Uint8Array {
  const scalar = (secretNonce + challenge(nonce, key, message) * SECRET) % ORDER;
  return concatBytes(nonce, scalarBytes(scalar));
}

/** What each of the three says; the browser's "no" leaves the decision to the portable code. */
async function verdicts(key: Uint8Array, message: Uint8Array, signature: Uint8Array) {
  const verdict = isPortably(key, message, signature);
  expect(isByNode(key, message, signature)).toBe(verdict);
  const known = await isKnownSignature(key, message, signature);
  if (known) expect(verdict).toBe(true);
  return { known, verdict };
}

describe('Ed25519 by the browser', () => {
  const bytes32 = fc.uint8Array({ minLength: 32, maxLength: 32 });

  test('vouches for true signatures, and for none that was touched', async () => {
    const bit = fc.nat(511);
    await fc.assert(
      fc.asyncProperty(bytes32, fc.uint8Array({ maxLength: 100 }), bit, async (seed, message, at) => {
        const key = ed25519.getPublicKey(seed);
        const signature = ed25519.sign(message, seed);
        expect(await verdicts(key, message, signature)).toEqual({ known: true, verdict: true });
        signature[at >> 3] = (signature[at >> 3] ?? 0) ^ (1 << (at & 7));
        expect(await verdicts(key, message, signature)).toEqual({ known: false, verdict: false });
        expect(
          await verdicts(
            key.map((byte, index) => byte ^ Number(index === at >> 4)),
            message,
            signature,
          ),
        ).toEqual({
          known: false,
          verdict: false,
        });
      }),
      { numRuns: 25 },
    );
  });

  test('leaves to the portable code what holds only with the cofactor', async () => {
    const key = KEY.toBytes();
    const nonce = Point.BASE.multiply(NONCE).add(TORSION).toBytes();
    expect(await verdicts(key, MESSAGE, signed(key, nonce, NONCE))).toEqual({ known: false, verdict: true });
  });

  test('agrees on a key that has a part of small order, whether or not the cofactor is needed', async () => {
    const key = KEY.add(TORSION).toBytes();
    const nonce = Point.BASE.multiply(NONCE).toBytes();
    const known: boolean[] = [];
    for (let at = 0; at < 32; at += 1) {
      const message = Uint8Array.of(at);
      const found = await verdicts(key, message, signed(key, nonce, NONCE, message));
      expect(found.verdict).toBe(true);
      expect(found.known).toBe(challenge(nonce, key, message) % 8n === 0n);
      known.push(found.known);
    }
    expect(new Set(known)).toEqual(new Set([true, false]));
  });

  test.each([
    ['is the neutral point', `01${'00'.repeat(31)}`, true],
    ['is the neutral point, not reduced', `ee${'ff'.repeat(30)}7f`, false],
    ['is the neutral point, with a sign', `01${'00'.repeat(30)}80`, false],
    ['is no point', `02${'00'.repeat(31)}`, false],
  ])('leaves to the portable code a signature whose nonce %s', async (_name, hex, verdict) => {
    const key = KEY.toBytes();
    expect(await verdicts(key, MESSAGE, signed(key, hexToBytes(hex), 0n))).toEqual({ known: false, verdict });
  });

  test.each([
    ['of order 1', `01${'00'.repeat(31)}`],
    ['of order 1, not reduced', `ee${'ff'.repeat(30)}7f`],
    ['of order 1, with a sign', `01${'00'.repeat(30)}80`],
    ['of order 2', `ec${'ff'.repeat(30)}7f`],
    ['of order 2, with a sign', `ec${'ff'.repeat(31)}`],
    ['of order 4', '00'.repeat(32)],
    ['of order 4, not reduced', `ed${'ff'.repeat(30)}7f`],
    ['of order 8', 'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a'],
    ['of order 8, the other', '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05'],
  ])('never vouches for a key %s, under which anything would be signed', async (_name, hex) => {
    const key = hexToBytes(hex);
    for (let at = 0; at < 16; at += 1) {
      const nonce = Point.BASE.multiply(NONCE).toBytes();
      const scalar = scalarBytes(NONCE);
      expect(await verdicts(key, Uint8Array.of(at), concatBytes(nonce, scalar))).toEqual({
        known: false,
        verdict: false,
      });
    }
  });

  test('refuses a scalar that is not reduced', async () => {
    const key = KEY.toBytes();
    const signature = signed(key, Point.BASE.multiply(NONCE).toBytes(), NONCE);
    const scalar = signature.subarray(32).reduceRight((total, byte) => total * 256n + BigInt(byte), 0n);
    const raised = concatBytes(signature.subarray(0, 32), scalarBytes(scalar + ORDER));
    expect(await verdicts(key, MESSAGE, signature)).toEqual({ known: true, verdict: true });
    expect(await verdicts(key, MESSAGE, raised)).toEqual({ known: false, verdict: false });
  });

  test('says nothing of lengths that are none, and never rejects', async () => {
    const key = KEY.toBytes();
    const signature = signed(key, Point.BASE.multiply(NONCE).toBytes(), NONCE);
    const no = { known: false, verdict: false };
    expect(await verdicts(key.subarray(1), MESSAGE, signature)).toEqual(no);
    expect(await verdicts(concatBytes(key, key), MESSAGE, signature)).toEqual(no);
    expect(await verdicts(key, MESSAGE, signature.subarray(1))).toEqual(no);
    expect(await verdicts(key, MESSAGE, concatBytes(signature, signature))).toEqual(no);
    expect(await verdicts(new Uint8Array(0), new Uint8Array(0), new Uint8Array(0))).toEqual(no);
  });

  /** A browser that finds everything genuine: what it may not decide is not asked of it. */
  test('is not asked about what the portable code refuses by form', async () => {
    const verify = jest.spyOn(crypto.subtle, 'verify').mockResolvedValue(true);
    const key = KEY.toBytes();
    const nonce = Point.BASE.multiply(NONCE).toBytes();
    const strict = scalarBytes(1n);
    expect(await isKnownSignature(key, MESSAGE, concatBytes(nonce, strict))).toBe(true);
    expect(await isKnownSignature(key, MESSAGE, concatBytes(nonce, scalarBytes(ORDER)))).toBe(false);
    expect(await isKnownSignature(key, MESSAGE, concatBytes(TORSION.toBytes(), strict))).toBe(false);
    expect(await isKnownSignature(TORSION.toBytes(), MESSAGE, concatBytes(nonce, strict))).toBe(false);
    expect(verify).toHaveBeenCalledTimes(1);
    verify.mockRestore();
  });

  test('is done without where it is not offered', async () => {
    const importKey = jest
      .spyOn(crypto.subtle, 'importKey')
      .mockRejectedValue(new DOMException('', 'NotSupportedError'));
    const key = KEY.toBytes();
    const signature = signed(key, Point.BASE.multiply(NONCE).toBytes(), NONCE);
    expect(await isKnownSignature(key, MESSAGE, signature)).toBe(false);
    importKey.mockRestore();
    const subtle = jest.spyOn(crypto, 'subtle', 'get').mockReturnValue(undefined as never);
    expect(await isKnownSignature(key, MESSAGE, signature)).toBe(false);
    subtle.mockRestore();
    expect(await isKnownSignature(key, MESSAGE, signature)).toBe(true);
  });
});

test('bytes that are judged stay as they are, also when they come as Buffers', async () => {
  const secret = new Uint8Array(32).fill(5);
  const [key, message] = [Buffer.from(ed25519.getPublicKey(secret)), Buffer.from(MESSAGE)];
  const signature = Buffer.from(ed25519.sign(message, secret));
  const before = [key, message, signature].map((bytes) => bytes.toString('hex'));
  for (let time = 0; time < 2; time += 1) {
    expect(isByNode(key, message, signature)).toBe(true);
    expect(isPortably(key, message, signature)).toBe(true);
    expect(await isKnownSignature(key, message, signature)).toBe(true);
  }
  expect([key, message, signature].map((bytes) => bytes.toString('hex'))).toEqual(before);
});
