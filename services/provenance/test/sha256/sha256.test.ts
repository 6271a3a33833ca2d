import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { bytesToHex, sha256 } from '../../src/index.ts';
import { sha256OfText } from '../../src/sha256/node.ts';
import { sha256 as portable, sha256OfText as portableOfText } from '../../src/sha256/portable.ts';

describe('SHA-256', () => {
  test('of "abc" is that of FIPS 180-4', () => {
    const expected = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    expect(bytesToHex(sha256(new TextEncoder().encode('abc')))).toBe(expected);
  });

  test('is the same in Node and in a browser', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(bytesToHex(sha256(bytes))).toBe(bytesToHex(portable(bytes)));
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(sha256OfText(text)).toBe(portableOfText(text));
      }),
    );
  });
});
