import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import {
  buildDigitalLink,
  checkDigit,
  hasValidCheckDigit,
  isGln,
  isGtin,
  isSscc,
  makeGln,
  makeGtin14,
  makeSscc,
  parseDigitalLink,
  randomSerial,
  toGtin14,
} from '../../src/index.ts';
import type { Identifier } from '../../src/index.ts';

const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${String(length)}}$`));

describe('check digits', () => {
  /** Published examples: GS1 General Specifications 7.9.1 and the ISBN, SSCC and GLN samples of gs1.org. */
  test.each(['6291041500213', '9780345418913', '00614141777778', '106141412345678908', '4012345000009'])(
    '%s is valid',
    (key) => {
      expect(hasValidCheckDigit(key)).toBe(true);
    },
  );

  test('any single wrong digit is noticed', () => {
    fc.assert(
      fc.property(digits(13), fc.nat({ max: 13 }), fc.integer({ min: 1, max: 9 }), (body, place, add) => {
        const key = body + checkDigit(body);
        const wrong = Array.from(key, (digit, at) => (at === place ? String((Number(digit) + add) % 10) : digit)).join(
          '',
        );
        expect(hasValidCheckDigit(key)).toBe(true);
        expect(hasValidCheckDigit(wrong)).toBe(false);
      }),
    );
  });

  test('text that is no number is no key', () => {
    for (const text of ['', '1', 'abc', '６２９１０４１５００２１３', '6291041500213 '])
      expect(hasValidCheckDigit(text)).toBe(false);
  });
});

describe('GS1 keys', () => {
  test('are made of their parts', () => {
    expect(makeGtin14('1', '0614141', '07346')).toBe('10614141073464');
    expect(makeSscc('1', '0614141', '234567890')).toBe('106141412345678908');
    expect(makeGln('4012345', '00000')).toBe('4012345000009');
    expect([isGtin('6291041500213'), isSscc('106141412345678908'), isGln('4012345000009')]).toEqual([true, true, true]);
  });

  test('of the wrong length or with a wrong check digit are refused with the reason', () => {
    expect(() => makeGtin14('1', '0614141', '7346')).toThrow('GTIN-14 needs 13 digits');
    expect(() => toGtin14('6291041500214')).toThrow('is not a GTIN');
    expect(isGtin('62910415002')).toBe(false);
    expect(isSscc('6291041500213')).toBe(false);
    expect(isGln('106141412345678908')).toBe(false);
  });
});

describe('Digital Links', () => {
  const stem = 'https://id.example.com';

  test.each<[string, Identifier]>([
    [
      '/01/06291041500213/10/L-1/21/A%2FB',
      { kind: 'product', scheme: 'gs1', product: '06291041500213', lot: 'L-1', serial: 'A/B' },
    ],
    ['/00/106141412345678908', { kind: 'unit', scheme: 'gs1', unit: '106141412345678908' }],
    ['/414/4012345000009/254/EAST', { kind: 'place', scheme: 'gs1', place: '4012345000009', extension: 'EAST' }],
    ['/417/4012345000009', { kind: 'party', scheme: 'gs1', party: '4012345000009' }],
    ['/own/product/tea-1/lot/A/serial/9', { kind: 'product', scheme: 'own', product: 'tea-1', lot: 'A', serial: '9' }],
    ['/own/unit/P7', { kind: 'unit', scheme: 'own', unit: 'P7' }],
    ['/own/place/plot-3/part/2', { kind: 'place', scheme: 'own', place: 'plot-3', extension: '2' }],
  ])('%s is built and read', (path, identifier) => {
    expect(buildDigitalLink(stem, identifier)).toBe(stem + path);
    expect(parseDigitalLink(stem + path)).toEqual({ stem, identifier });
  });

  test('a shorter GTIN is filled up to 14 digits', () => {
    expect(buildDigitalLink(stem, { kind: 'product', scheme: 'gs1', product: '6291041500213' })).toBe(
      `${stem}/01/06291041500213`,
    );
  });

  test('a path before the key, a query and a slash behind are no obstacle', () => {
    const { stem: found, identifier } = parseDigitalLink(
      'https://example.com/some/shop/01/06291041500213/21/9/?17=261231#x',
    );
    expect(found).toBe('https://example.com/some/shop');
    expect(identifier).toEqual({ kind: 'product', scheme: 'gs1', product: '06291041500213', serial: '9' });
  });

  test.each([
    ['not a link', 'is not a web address'],
    ['https://example.com/', 'holds no product'],
    ['https://example.com/01/06291041500214', 'is not a GTIN'],
    ['https://example.com/01/06291041500213/21/9/10/L', 'may not follow this key'],
    ['https://example.com/01/06291041500213/21', 'may not follow this key'],
    ['https://example.com/00/106141412345678908/10/L', 'may not follow this key'],
    ['https://example.com/01/06291041500213/21/%E8%8C%B6', 'needs 1 to 20 GS1 characters'],
    ['https://example.com/01/06291041500213/21/%E8%8C', 'is not valid percent-encoding'],
    [`https://example.com/${'x'.repeat(600)}`, 'is too long'],
  ])('%s is refused: %s', (uri, reason) => {
    expect(() => parseDigitalLink(uri)).toThrow(reason);
  });

  test('every lot and serial of the GS1 character set comes back', () => {
    const component = fc.stringMatching(/^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]{1,20}$/);
    fc.assert(
      fc.property(component, component, (lot, serial) => {
        const identifier: Identifier = { kind: 'product', scheme: 'gs1', product: '06291041500213', lot, serial };
        expect(parseDigitalLink(buildDigitalLink(stem, identifier)).identifier).toEqual(identifier);
      }),
    );
  });
});

describe('random serials', () => {
  test('carry 85 bits in 17 characters that need no escaping', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 17, maxLength: 17 }), (bytes) => {
        const serial = randomSerial(() => bytes);
        expect(serial).toMatch(/^[0-9A-HJKMNP-TV-Z]{17}$/);
        expect(encodeURIComponent(serial)).toBe(serial);
      }),
    );
    const all = Array.from({ length: 32 }, (_, byte) => randomSerial((length) => new Uint8Array(length).fill(byte)));
    expect(new Set(all).size).toBe(32);
  });

  test('refuse a source that gives too little', () => {
    expect(() => randomSerial(() => new Uint8Array(3))).toThrow('gave 3 bytes');
  });
});
