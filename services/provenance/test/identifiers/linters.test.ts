import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { checkDigit } from '../../src/index.ts';
import { linter } from '../../src/identifiers/linters/index.ts';

/** Good values and bad ones with the place of the fault. */
const EXAMPLES: Readonly<Record<string, { good: string[]; bad: [string, number][] }>> = {
  csum: {
    good: ['24', '106141412345678908'],
    bad: [
      ['25', 1],
      ['106141412345678907', 17],
    ],
  },
  csumalpha: {
    good: ['1987654Ad4X4bL5ttr2310c2K', '12345_ABCDEFGHIJKLMCP', '00000!HV', '22'],
    bad: [
      ['1987654Ad4X4bL5ttr2310cXK', 23],
      ['1987654Ad4X4bL5ttr2310c2X', 23],
      ['33', 0],
    ],
  },
  gcppos1: {
    good: ['9520', '9520ABC'],
    bad: [
      ['952', 0],
      ['95A0', 2],
    ],
  },
  gcppos2: {
    good: ['19520', 'X9520ABC'],
    bad: [
      ['1952', 1],
      ['195A0', 3],
    ],
  },
  hasnondigit: { good: ['1A', 'A1'], bad: [['11', 0]] },
  yymmdd: {
    good: ['240229', '000229', '991231'],
    bad: [
      ['230229', 4],
      ['241301', 2],
      ['240100', 4],
      ['24010', 0],
    ],
  },
  yymmd0: {
    good: ['240200', '240229'],
    bad: [
      ['240230', 4],
      ['240000', 2],
    ],
  },
  yyyymmdd: {
    good: ['20000229', '18991231'],
    bad: [
      ['19000229', 6],
      ['20241301', 4],
      ['20240100', 6],
    ],
  },
  hh: {
    good: ['00', '23'],
    bad: [
      ['24', 0],
      ['1', 0],
    ],
  },
  mi: { good: ['00', '59'], bad: [['60', 0]] },
  ss: { good: ['00', '59'], bad: [['60', 0]] },
  hhmi: {
    good: ['0000', '2359'],
    bad: [
      ['2400', 0],
      ['2360', 2],
    ],
  },
  nonzero: { good: ['0001'], bad: [['0000', 0]] },
  zero: { good: ['0'], bad: [['1', 0]] },
  nozeroprefix: {
    good: ['10'],
    bad: [
      ['010', 0],
      ['0', 0],
    ],
  },
  yesno: { good: ['0', '1'], bad: [['2', 0]] },
  winding: {
    good: ['0', '1', '9'],
    bad: [
      ['2', 0],
      ['01', 0],
    ],
  },
  latitude: {
    good: ['0000000000', '1800000000'],
    bad: [
      ['1800000001', 0],
      ['180000000', 0],
    ],
  },
  longitude: { good: ['0000000000', '3600000000'], bad: [['3600000001', 0]] },
  pieceoftotal: {
    good: ['0102', '0202', '9899'],
    bad: [
      ['0001', 0],
      ['0100', 2],
      ['0302', 0],
      ['102', 0],
    ],
  },
  posinseqslash: {
    good: ['1/2', '9/10', '10/10'],
    bad: [
      ['2/1', 0],
      ['01/2', 0],
      ['1/02', 2],
      ['1', 0],
      ['1/', 0],
    ],
  },
  iso3166: {
    good: ['156', '840'],
    bad: [
      ['999', 0],
      ['001', 0],
    ],
  },
  iso3166999: { good: ['156', '999'], bad: [['998', 0]] },
  iso3166alpha2: {
    good: ['CN', 'FR'],
    bad: [
      ['XX', 0],
      ['cn', 0],
    ],
  },
  iso4217: { good: ['156', '978'], bad: [['000', 0]] },
  iso5218: { good: ['0', '1', '2', '9'], bad: [['3', 0]] },
  mediatype: {
    good: ['01', '10', '80', '99'],
    bad: [
      ['00', 0],
      ['11', 0],
      ['79', 0],
    ],
  },
  packagetype: {
    good: ['8', '201', 'BX', 'RB1'],
    bad: [
      ['0', 0],
      ['bx', 0],
    ],
  },
  hyphen: { good: ['-'], bad: [['X', 0]] },
  importeridx: {
    good: ['A', 'z', '0', '-', '_'],
    bad: [
      ['.', 0],
      ['AA', 0],
    ],
  },
  pcenc: {
    good: ['ABC', '%20X', '%ff'],
    bad: [
      ['A%2', 1],
      ['A%20%GF', 4],
    ],
  },
  iban: {
    good: ['FR7630006000011234567890189', 'BE71096123456769', 'MT90MALT011000012345MTLCAST001SABC'],
    bad: [
      ['BE71096123456760', 2],
      ['XX361234567890', 0],
      ['BE71', 0],
      ['BE7109612345676x', 15],
    ],
  },
  couponcode: {
    good: [
      '012345612345611110123',
      '0123456123456111101231011110123' + '0123456',
      '012345612345611110123' + '10111123' + '9',
      '012345612345611110123324123142401016' + '11234567',
    ],
    bad: [
      ['', 0],
      ['7123456123456', 0],
      ['012345', 1],
      ['01234561234560', 13],
      ['012345612345611115123', 17],
      ['012345612345611110123X', 21],
      ['0123456123456111101238', 21],
      ['012345612345611110123324133142401016', 22],
      ['012345612345611110123324010142401016', 36],
      ['012345612345611110123324010142401026', 35],
    ],
  },
  couponposoffer: {
    good: ['001234561234560123456', '001234561234569123456789012345'],
    bad: [
      ['201234561234560123456', 0],
      ['07', 1],
      ['00123456', 8],
      ['0012345612345601234567', 21],
      ['0A', 1],
    ],
  },
};

describe.each(Object.entries(EXAMPLES))('%s', (name, { good, bad }) => {
  test.each(good)('accepts %s', (value) => {
    expect(linter(name)(value)).toBeUndefined();
  });

  test.each(bad)('refuses %s at %i', (value, at) => {
    expect(linter(name)(value)?.at).toBe(at);
  });
});

const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));

test('one digit fits as check digit', () => {
  fc.assert(
    fc.property(digits(12), fc.nat({ max: 9 }), (body, last) => {
      expect(linter('csum')(body + String(last)) === undefined).toBe(checkDigit(body) === String(last));
    }),
  );
});

test('one changed character of an alphanumeric key is noticed', () => {
  const key = '1987654Ad4X4bL5ttr2310c2K';
  fc.assert(
    fc.property(fc.nat({ max: key.length - 3 }), fc.constantFrom(...Array.from('ABCxyz019!_')), (at, character) => {
      const changed = key.slice(0, at) + character + key.slice(at + 1);
      expect(linter('csumalpha')(changed) === undefined).toBe(changed === key);
    }),
  );
});

test('a date is accepted when the calendar has it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9999 }), fc.nat({ max: 14 }), fc.nat({ max: 33 }), (year, month, day) => {
      const date = new Date(0);
      date.setUTCFullYear(year, month - 1, day);
      const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
      const text = [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join(
        '',
      );
      expect(linter('yyyymmdd')(text) === undefined).toBe(exists);
    }),
  );
});

test('a position is accepted when it is within the sequence', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2000 }), fc.integer({ min: 1, max: 2000 }), (position, end) => {
      expect(linter('posinseqslash')(`${position}/${end}`) === undefined).toBe(position <= end);
    }),
  );
});

test('no check throws on any text', () => {
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(EXAMPLES)), fc.string({ maxLength: 90 }), (name, text) => {
      expect(() => linter(name)(text)).not.toThrow();
    }),
  );
});
