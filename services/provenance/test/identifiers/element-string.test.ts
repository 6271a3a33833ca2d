import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import {
  checkAssociations,
  IdentifierError,
  readElementString,
  writeBracketed,
  writeElementString,
} from '../../src/index.ts';
import { elements } from './support/elements.ts';

const GTIN = { ai: '01', value: '09520123456788' };
const LOT = { ai: '10', value: 'ABC123' };
const EXPIRY = { ai: '17', value: '201225' };

describe('reading', () => {
  test.each([
    ['(01)09520123456788(10)ABC123(17)201225'],
    ['^010952012345678810ABC123^17201225'],
    ['\u001d010952012345678810ABC123\u001d17201225'],
    [']d2010952012345678810ABC123\u001d17201225'],
    [']C1010952012345678810ABC123\u001d17201225'],
    [']Q3\u001d0109520123456788\u001d10ABC123\u001d17201225\u001d'],
    [']e0010952012345678810ABC123^17201225'],
  ])('%j', (text) => {
    expect(readElementString(text)).toEqual([GTIN, LOT, EXPIRY]);
  });

  test('a bracket of the data is escaped when printed', () => {
    expect(readElementString(String.raw`(10)1\(2(17)201225`)).toEqual([{ ai: '10', value: '1(2' }, EXPIRY]);
  });

  test.each<[string, string, number | undefined]>([
    ['', 'FNC1', 0],
    ['^', 'the code is empty', 0],
    ['09520123456788', 'FNC1', 0],
    ['(10)(17)201225', '(10) value is empty', 4],
    ['(10)A(17)', '(17) value is empty', 9],
    ['(1A)12345', '"(AI)" expected', 0],
    ['(10', '"(AI)" expected', 0],
    ['(12345)1', '"(AI)" expected', 0],
    ['(01)0952012345678', 'too short', 4],
    ['(01)095201234567881', 'too long', 18],
    ['(01)09520123456789', 'check digit', 17],
    ['(10)ABC 123', 'character of GS1 set 82', 7],
    ['(17)9(90)217', 'too short', 4],
    ['(89)1', 'no known application identifier', 0],
    ['^89XYZ', 'no known AI begins', 1],
    ['^10' + 'A'.repeat(21), 'too long', 23],
    ['^17201325', 'no such month', 5],
    ['^0195', 'too short', 5],
    [`^${'9011^'.repeat(65)}`, 'more than 64 elements', undefined],
    [`(90)${'1'.repeat(9000)}`, 'is too long', undefined],
  ])('%j is refused: %s', (text, reason, at) => {
    const attempt = () => readElementString(text);
    expect(attempt).toThrow(IdentifierError);
    expect(attempt).toThrow(reason);
    if (at !== undefined) expect(attempt).toThrow(expect.objectContaining({ at }));
  });

  test.each(['(8030)QUJD', '(8030)QUI=', '(8030)QQ==', '(8030)a-_9', '(8010)952012#-/A', '(00)952012345678912345'])(
    '%s keeps to its character set',
    (text) => {
      expect(writeBracketed(readElementString(text))).toBe(text);
    },
  );

  test.each([
    ['(8030)QU=I', 8],
    ['(8030)QUJDR=', 11],
    ['(8030)QUJ+', 9],
    ['(8010)952012a', 12],
    ['(00)95201234567891234X', 21],
  ])('%s does not, at %i', (text, at) => {
    expect(() => readElementString(text)).toThrow(expect.objectContaining({ at }));
  });

  test('unknown AIs are read where it is permitted and their length is plain', () => {
    const options = { permitUnknownAis: true };
    expect(readElementString('(89)XYZ(10)A', options)).toEqual([
      { ai: '89', value: 'XYZ' },
      { ai: '10', value: 'A' },
    ]);
    expect(readElementString('^4191234567890123(236)'.replace('(236)', '236X'), options)).toEqual([
      { ai: '419', value: '1234567890123' },
      { ai: '236', value: 'X' },
    ]);
    expect(() => readElementString('(011)X', options)).toThrow('no known application identifier');
    expect(() => readElementString('(80)X', options)).toThrow('no known application identifier');
    expect(() => readElementString('^89XYZ', options)).toThrow('no known AI begins "89XY"');
  });

  test('whatever comes in, the answer is elements or a refusal', () => {
    const text = fc.oneof(
      fc.string({ maxLength: 60 }),
      fc.stringMatching(/^[\^(]([()^0-9A-Z\\]){0,60}$/),
      fc.stringMatching(/^\^(0[0-4]|1[0-7]|21|3[19]\d\d|8\d\d\d)[0-9A-Z^]{0,40}$/),
    );
    fc.assert(
      fc.property(text, fc.boolean(), (code, permitUnknownAis) => {
        try {
          readElementString(code, { permitUnknownAis });
        } catch (error) {
          expect(error).toBeInstanceOf(IdentifierError);
        }
      }),
    );
  });
});

test('what is written is read again, raw and bracketed', () => {
  fc.assert(
    fc.property(elements, fc.constantFrom('^' as const, '\u001d' as const), (list, fnc1) => {
      expect(readElementString(writeElementString(list, fnc1))).toEqual(list);
      expect(readElementString(writeBracketed(list))).toEqual(list);
    }),
  );
});

test('a value that does not fit its AI is not written', () => {
  expect(() => writeElementString([{ ai: '01', value: '1' }])).toThrow('(01) value is too short');
  expect(() => writeElementString([{ ai: '05', value: '1' }])).toThrow('no known application identifier');
});

describe('associations', () => {
  test.each([
    ['(01)09520123456788(10)A(17)201225'],
    ['(00)952012345678912345(02)09520123456788(37)25'],
    ['(01)09520123456788(3103)000195(3922)0299'],
    ['(01)09520123456788(21)1(250)X'],
    ['(01)09520123456788(10)A(10)A'],
  ])('%s belong together', (text) => {
    expect(() => {
      checkAssociations(readElementString(text));
    }).not.toThrow();
  });

  test.each([
    ['(10)A', '(10) must be accompanied by (01) or (02) or (03) or (8006) or (8026)'],
    ['(01)09520123456788(37)25', '(01) may not accompany (37)'],
    ['(01)09520123456788(250)X', '(250) must be accompanied by (01) with (21)'],
    ['(01)09520123456788(3103)000195(3100)000195', '(3103) may not accompany (3100)'],
    ['(01)09520123456788(10)A(10)B', '(10) occurs with different values'],
  ])('%s do not: %s', (text, reason) => {
    expect(() => {
      checkAssociations(readElementString(text));
    }).toThrow(reason);
  });
});
