import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import {
  compressDigitalLinkUri,
  decompressDigitalLinkUri,
  IdentifierError,
  readDigitalLinkUri,
  writeDigitalLinkUri,
} from '../../src/index.ts';
import { keyedElements } from './support/elements.ts';

/** Published by GS1 with its compression toolkit and resolver: without optimised sequences. */
const EXAMPLES: readonly (readonly [string, string])[] = [
  ['/00/998440410914660971', '/AN2yxDhfaiaw'],
  ['/01/05412345000013/10/ABC123', '/AQnYUc1gmiCNV4JG'],
  ['/01/05392000229648/10/LOT01/21/SERIAL01', '/AQnO2IRCICDKWcnpqQtCQiJABemo'],
  ['/01/05412345000013/235/8TFV883a904GH%263', '/AQnYUc1gmkax7ipGrOHDPC5YNI8hMz'],
  ['/253/3060077601309', '/JTLIetaiHYA'],
  ['/255/5678409730535', '/JVUqG5hJ5wA'],
  ['/414/5060917510004/7040/5KFX', '/QUSaVjC_dHBAVlCrg'],
  ['/8003/04965031954585', '/gAMJCAXukTMA'],
  ['/8018/411369833821910265/8019/4003812', '/gBhbV6rzBENPmAGXPRfk'],
];

const stem = 'https://id.gs1.org';

describe('published examples', () => {
  test.each(EXAMPLES)('%s is %s', (plain, compressed) => {
    expect(compressDigitalLinkUri(stem + plain, { optimise: false })).toBe(stem + compressed);
    expect(decompressDigitalLinkUri(stem + compressed)).toBe(stem + plain);
  });

  test('the key may stay readable', () => {
    const plain = `${stem}/8018/411369833821910265/8019/4003812`;
    const partly = `${stem}/8018/411369833821910265/gBlz0X5A`;
    expect(compressDigitalLinkUri(plain, { keepKey: true, optimise: false })).toBe(partly);
    expect(decompressDigitalLinkUri(partly)).toBe(plain);
  });
});

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Bits written down by hand, as the last segment of a path. */
function segment(...bits: string[]): string {
  const groups = bits.join('').match(/.{1,6}/g) ?? [];
  return groups.map((group) => LETTERS.charAt(parseInt(group.padEnd(6, '0'), 2))).join('');
}

const GTIN_BITS = 5412345000013n.toString(2).padStart(47, '0');

test('a common sequence takes one code: 0B for (01)(10), then 47 bits, 3 for upper-case hex, 5 of length, 24', () => {
  const plain = `${stem}/01/05412345000013/10/ABC123`;
  const last = segment('00001011', GTIN_BITS, '010', '00110', '101010111100000100100011');
  expect(compressDigitalLinkUri(plain)).toBe(`${stem}/${last}`);
  expect(decompressDigitalLinkUri(`${stem}/${last}`)).toBe(plain);
});

const bitsOf = (digits: string, width: number) => BigInt(digits).toString(2).padStart(width, '0');

test.each([
  ['/8010/952012A/8011/7', ['10011010', '010', '00111', ...Array.from('952012A', hexBits), '0001', '0111']],
  ['/8018/411369833821910265/8019/45', ['10011100', bitsOf('411369833821910265', 60), '0010', '0101101']],
  ['/255/5678409730535?3902=7', ['11000010', bitsOf('5678409730535', 44), '0000', '0', '0001', '0111']],
  [
    '/01/05412345000013?7230=EM12',
    ['00000001', GTIN_BITS, '0111001000110000', '011', '00100', '000100001100110101110110'],
  ],
  [
    '/8018/411369833821910265?17=261231&20=05',
    [
      '00010111',
      bitsOf('261231', 20),
      '00100000',
      bitsOf('5', 7),
      '1000000000011000',
      bitsOf('411369833821910265', 60),
    ],
  ],
])('%s in bits', (plain, bits) => {
  expect(decompressDigitalLinkUri(`${stem}/${segment(...bits)}`)).toBe(stem + plain);
  expect(compressDigitalLinkUri(stem + plain)).toBe(`${stem}/${segment(...bits)}`);
});

function hexBits(digit: string): string {
  return parseInt(digit, 16).toString(2).padStart(4, '0');
}

test('pairs of the query that are no AIs stay in it', () => {
  const plain = 'https://example.com/shop/01/05412345000013/21/7?17=261231&linkType=all&flag';
  const compressed = compressDigitalLinkUri(plain);
  expect(compressed).toMatch(/^https:\/\/example\.com\/shop\/[\w-]+\?linkType=all&flag$/);
  expect(decompressDigitalLinkUri(compressed)).toBe(plain);
});

test('pairs that others compressed are read', () => {
  const key = Array.from('kkkkkkkkk', () => '100100');
  const last = segment('00000001', GTIN_BITS, '1111', '0001001', ...key, '000', '0000010', '0101010');
  expect(readDigitalLinkUri(`${stem}/${last}`, { permitCompressed: true }).other).toEqual([
    { key: 'kkkkkkkkk', value: '42' },
  ]);
});

test('a second key among the attributes keeps the first one readable', () => {
  const plain = `${stem}/253/3060077601309?01=05412345000013`;
  const compressed = compressDigitalLinkUri(plain);
  expect(compressed).toMatch(/\/253\/3060077601309\/[\w-]+$/);
  expect(decompressDigitalLinkUri(compressed)).toBe(plain);
});

test('every link comes back, compressed in whole and in part, with and without optimised sequences', () => {
  fc.assert(
    fc.property(keyedElements, fc.boolean(), fc.boolean(), (elements, keepKey, optimise) => {
      const { path, attributes } = readDigitalLinkUri(writeDigitalLinkUri(elements));
      const compressed = compressDigitalLinkUri(writeDigitalLinkUri(elements), { keepKey, optimise });
      const back = readDigitalLinkUri(compressed, { permitCompressed: true });
      expect(back.path).toEqual(path);
      expect(new Set(back.attributes)).toEqual(new Set(attributes));
    }),
    { numRuns: 300 },
  );
});

describe('refused', () => {
  test.each([
    ['AQnYUc1gm', 'cut off'],
    ['AQnYUc1gmiCNV4J', 'cut off'],
    ['AQnYUc1gmh', 'bits that mean nothing'],
    ['AQnYUc1gmv', 'bits that mean nothing'],
    ['DgAA', 'cut off'],
    ['qwAA', 'not defined'],
    ['AQnYUc1gmg.', 'no compressed Digital Link'],
    ['', 'no compressed Digital Link'],
    ['iQAA', 'not defined'],
  ])('%s: %s', (packed, reason) => {
    expect(() => decompressDigitalLinkUri(`${stem}/${packed}`)).toThrow(reason);
  });

  test('a link of which nothing tells the key', () => {
    const place = 5060917510004n.toString(2).padStart(44, '0');
    const both = segment('00000001', GTIN_BITS, '0100', '0001', '0100', place);
    expect(() => decompressDigitalLinkUri(`${stem}/${both}`)).toThrow('whether (01) or (414) is the key');
  });

  test('a qualifier in the query beside a packed key, and a query that repeats a packed attribute', () => {
    const key = compressDigitalLinkUri(`${stem}/01/05412345000013?17=261231`);
    expect(() => decompressDigitalLinkUri(`${key}?10=A`)).toThrow('(10) belongs in the path');
    expect(() => decompressDigitalLinkUri(`${key}?17=261231`)).toThrow('(17) occurs more than once');
    expect(decompressDigitalLinkUri(`${key}?91=A`)).toBe(`${stem}/01/05412345000013?17=261231&91=A`);
  });

  test('a packed lot whose key is in the query', () => {
    const lot = compressDigitalLinkUri(`${stem}/01/05412345000013/10/ABC123`, { keepKey: true }).split('/').at(-1);
    expect(() => decompressDigitalLinkUri(`${stem}/${lot ?? ''}?01=05412345000013`)).toThrow(
      'no element is a primary key',
    );
  });

  test('values are checked after they are unpacked', () => {
    const wrong = compressDigitalLinkUri(`${stem}/01/05412345000013`).replace('mg', 'ng');
    expect(() => decompressDigitalLinkUri(wrong)).toThrow('check digit');
  });

  test('whatever comes in, the answer is a link or a refusal', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^(AQ|AN|Cw|DA|gB|8A|)[\w-]{0,60}$/), (packed) => {
        try {
          readDigitalLinkUri(`${stem}/${packed}`, { permitCompressed: true });
        } catch (error) {
          expect(error).toBeInstanceOf(IdentifierError);
        }
      }),
      { numRuns: 500 },
    );
  });
});
