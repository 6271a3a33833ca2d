import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { IdentifierError, readDigitalLinkUri, readElementString, writeDigitalLinkUri } from '../../src/index.ts';
import { keyedElements } from './support/elements.ts';

const GTIN = '09520123456788';

describe('reading', () => {
  test('stem, path, attributes and the rest of the query are kept apart', () => {
    expect(
      readDigitalLinkUri(
        `https://example.com:8443/some/shop/01/${GTIN}/10/A%2FB/21/7?17=201225&linkType=all&x&99=a%20b`.replace(
          '%20',
          '%2B',
        ),
      ),
    ).toEqual({
      stem: 'https://example.com:8443/some/shop',
      path: [
        { ai: '01', value: GTIN },
        { ai: '10', value: 'A/B' },
        { ai: '21', value: '7' },
      ],
      attributes: [
        { ai: '17', value: '201225' },
        { ai: '99', value: 'a+b' },
      ],
      other: [
        { key: 'linkType', value: 'all' },
        { key: 'x', value: undefined },
      ],
    });
  });

  test('the rightmost key counts, whatever the stem looks like', () => {
    const { stem, path } = readDigitalLinkUri(`https://example.com/01/${GTIN}/00/952012345678912345`);
    expect(stem).toBe(`https://example.com/01/${GTIN}`);
    expect(path).toEqual([{ ai: '00', value: '952012345678912345' }]);
  });

  test.each<[string, string, number | undefined]>([
    ['', 'begins with http', 0],
    ['ftp://example.com/01/1', 'begins with http', 0],
    ['https://', 'needs a domain', 8],
    ['https:///01/09520123456788', 'needs a domain', 8],
    ['https://example.com', 'needs a domain', 8],
    [`https://user@example.com/01/${GTIN}`, 'illegal character', 12],
    [`https://example.com/01/${GTIN} `, 'may not stand in a URI', 37],
    [`https://example.com/01/茶`, 'may not stand in a URI', 23],
    ['https://example.com/about/us', 'no primary key', undefined],
    [`https://example.com/01/${GTIN}/`, 'no primary key', undefined],
    [`https://example.com/01/${GTIN}/10/`, '(10) value is empty', 41],
    [`https://example.com/01/${GTIN}/21/1/10/A`, 'qualifiers in their order', 20],
    [`https://example.com/01/${GTIN}/235/1/10/A`, 'qualifiers in their order', 20],
    ['https://example.com/01/9520123456788', 'too short', 23],
    ['https://example.com/01/09520123456789', 'check digit', 36],
    [`https://example.com/01/${GTIN}/10/A%00B`, 'set 82', 42],
    [`https://example.com/01/${GTIN}?99=A%20B`, 'set 82', 42],
    [`https://example.com/01/${GTIN}?99=A+B`, 'set 82', 42],
    [`https://example.com/01/${GTIN}?12345=1`, 'is no known AI', 38],
    [`https://example.com/01/${GTIN}?99=`, '(99) value is empty', 41],
    [`https://example.com/01/${GTIN}?10=A`, 'belongs in the path', undefined],
    [`https://example.com/01/${GTIN}?235=A`, 'may not stand in the query', undefined],
    [`https://example.com/01/${GTIN}?17=201225&17=201225`, 'occurs more than once', undefined],
    [`https://example.com/01/${GTIN}?${'a=1&'.repeat(65)}`, 'more than 64', undefined],
    [`https://example.com/${'a/'.repeat(5000)}`, 'is too long', undefined],
  ])('%s is refused: %s', (uri, reason, at) => {
    const attempt = () => readDigitalLinkUri(uri);
    expect(attempt).toThrow(IdentifierError);
    expect(attempt).toThrow(reason);
    if (at !== undefined) expect(attempt).toThrow(expect.objectContaining({ at }));
  });

  test('older forms are read only where they are permitted', () => {
    const short = 'https://example.com/01/9520123456788';
    expect(readDigitalLinkUri(short, { permitZeroSuppressedGtin: true }).path).toEqual([{ ai: '01', value: GTIN }]);
    const words = `https://example.com/gtin/${GTIN}/lot/A`;
    expect(() => readDigitalLinkUri(words)).toThrow('no primary key');
    expect(readDigitalLinkUri(words, { permitConvenienceAlphas: true }).path).toEqual([
      { ai: '01', value: GTIN },
      { ai: '10', value: 'A' },
    ]);
  });

  test('unknown AIs are attributes only where that is permitted', () => {
    const uri = `https://example.com/01/${GTIN}?89=A`;
    expect(() => readDigitalLinkUri(uri, { permitUnknownAis: true })).toThrow('(89) may not stand in the query');
    const options = { permitUnknownAis: true, permitUnknownAttributes: true };
    expect(readDigitalLinkUri(uri, options).attributes).toEqual([{ ai: '89', value: 'A' }]);
  });

  test('whatever comes in, the answer is a link or a refusal', () => {
    const path = fc.stringMatching(
      /^(\/(01|10|21|414|8003|gtin|x|[0-9]{2,14}|[A-Za-z0-9_%+-]{0,12})){0,6}(\?[0-9a-z=&%+]{0,30})?$/,
    );
    fc.assert(
      fc.property(
        path,
        fc.record({ permitCompressed: fc.boolean(), permitConvenienceAlphas: fc.boolean() }),
        (tail, options) => {
          try {
            readDigitalLinkUri(`https://example.com${tail}`, options);
          } catch (error) {
            expect(error).toBeInstanceOf(IdentifierError);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('writing', () => {
  test('attributes of predefined length come first, equal repetitions once', () => {
    const list = readElementString('(99)X(01)09520123456788(17)201225(99)X(21)S(3103)000195');
    expect(writeDigitalLinkUri(list)).toBe(`https://id.gs1.org/01/${GTIN}/21/S?17=201225&3103=000195&99=X`);
  });

  test.each([
    ['https://example.com/', 'https://example.com'],
    ['https://example.com/a/b', 'https://example.com/a/b'],
  ])('stem %s', (stem, written) => {
    expect(writeDigitalLinkUri([{ ai: '01', value: GTIN }], stem)).toBe(`${written}/01/${GTIN}`);
  });

  test.each([
    ['(10)A', 'no element is a primary key'],
    ['(01)09520123456788(10)A(10)B', 'different values'],
    ['(01)09520123456788(235)A(10)B', '(235) may not stand in the query'],
    ['(01)09520123456788(254)A', '(254) may not stand in the query'],
  ])('%s is refused: %s', (text, reason) => {
    expect(() => writeDigitalLinkUri(readElementString(text))).toThrow(reason);
  });

  test('a stem that is no web address and a value that does not fit are refused', () => {
    expect(() => writeDigitalLinkUri([{ ai: '01', value: GTIN }], 'example.com')).toThrow('is no web address');
    expect(() => writeDigitalLinkUri([{ ai: '01', value: GTIN }], 'https://example.com?a')).toThrow(
      'is no web address',
    );
    expect(() => writeDigitalLinkUri([{ ai: '01', value: '1' }])).toThrow('too short');
  });

  test('what is written is read again', () => {
    fc.assert(
      fc.property(keyedElements, (list) => {
        const { stem, path, attributes } = readDigitalLinkUri(writeDigitalLinkUri(list, 'https://example.com/shop'));
        expect(stem).toBe('https://example.com/shop');
        expect(new Set([...path, ...attributes])).toEqual(new Set(list));
        expect([...path, ...attributes].slice(0, path.length)).toEqual(list.slice(0, path.length));
      }),
    );
  });
});
