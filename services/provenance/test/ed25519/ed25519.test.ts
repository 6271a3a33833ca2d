import { describe, expect, test } from '@jest/globals';
import { ed25519 } from '@noble/curves/ed25519.js';
import * as fc from 'fast-check';
import { hexToBytes } from '../../src/bytes.ts';
import { isSignature as isByNode } from '../../src/ed25519/node.ts';
import { isSignature as isPortably } from '../../src/ed25519/portable.ts';

const bytes32 = fc.uint8Array({ minLength: 32, maxLength: 32 });
const ORDER = ed25519.Point.Fn.ORDER;

/** Little-endian, as RFC 8032 writes scalars. */
function scalarBytes(value: bigint): Uint8Array {
  return Uint8Array.from({ length: 32 }, (_, index) => Number((value >> BigInt(8 * index)) & 0xffn));
}

function scalarOf(bytes: Uint8Array): bigint {
  return bytes.reduceRight((total, byte) => total * 256n + BigInt(byte), 0n);
}

function both(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  const portable = isPortably(publicKey, message, signature);
  expect(isByNode(publicKey, message, signature)).toBe(portable);
  return portable;
}

describe('Ed25519 by Node and by portable code', () => {
  test('agree on true signatures and on any that was touched', () => {
    fc.assert(
      fc.property(bytes32, fc.uint8Array({ maxLength: 100 }), fc.nat(511), (seed, message, bit) => {
        const publicKey = ed25519.getPublicKey(seed);
        const signature = ed25519.sign(message, seed);
        expect(both(publicKey, message, signature)).toBe(true);
        const touched = Uint8Array.from(signature);
        touched[bit >> 3] = (touched[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(both(publicKey, message, touched)).toBe(false);
      }),
      { numRuns: 25 },
    );
  });

  test('refuse a scalar that is not reduced', () => {
    const seed = new Uint8Array(32).fill(5);
    const signature = ed25519.sign(new Uint8Array(3), seed);
    const raised = scalarBytes(scalarOf(signature.subarray(32)) + ORDER);
    expect(
      both(ed25519.getPublicKey(seed), new Uint8Array(3), Uint8Array.of(...signature.subarray(0, 32), ...raised)),
    ).toBe(false);
  });

  test.each([
    ['of order 1', `01${'00'.repeat(31)}`],
    ['of order 2', `ec${'ff'.repeat(30)}7f`],
    ['of order 4', '00'.repeat(32)],
    ['of order 8', 'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a'],
    ['of order 8, the other', '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05'],
    ['of order 1, not reduced', `ee${'ff'.repeat(30)}7f`],
    ['that is no point', `02${'00'.repeat(31)}`],
  ])('refuse a key %s, under which anything would be signed', (_name, hex) => {
    const publicKey = hexToBytes(hex);
    const identity = Uint8Array.of(1, ...new Uint8Array(31));
    for (let at = 0; at < 16; at += 1) {
      expect(both(publicKey, Uint8Array.of(at), Uint8Array.of(...identity, ...new Uint8Array(32)))).toBe(false);
    }
  });

  test('agree on lengths that are none', () => {
    const seed = new Uint8Array(32).fill(6);
    const signature = ed25519.sign(new Uint8Array(1), seed);
    expect(both(ed25519.getPublicKey(seed).subarray(1), new Uint8Array(1), signature)).toBe(false);
    expect(both(ed25519.getPublicKey(seed), new Uint8Array(1), signature.subarray(1))).toBe(false);
    expect(both(new Uint8Array(0), new Uint8Array(0), new Uint8Array(0))).toBe(false);
  });
});
