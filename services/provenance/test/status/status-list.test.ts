import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import {
  decodeStatusList,
  encodeStatusList,
  isStatusSet,
  MAX_STATUS_ENTRIES,
  MIN_STATUS_ENTRIES,
  newStatusList,
  randomFreeIndex,
  setStatus,
  statusAt,
} from '../../src/index.ts';

/** `encodedList` of the examples in W3C Bitstring Status List 1.0: 131,072 statuses, none set. */
const PUBLISHED = 'uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA';
const encoded = (file: Uint8Array) => `u${Buffer.from(file).toString('base64url')}`;
const index = fc.integer({ min: 0, max: MIN_STATUS_ENTRIES - 1 });

describe('a status list', () => {
  test('has room for a herd to hide in', () => {
    expect(newStatusList()).toEqual(new Uint8Array(16_384));
    for (const entries of [131_064, 131_073, 1_048_584, Number.NaN]) {
      expect(() => newStatusList(entries)).toThrow('131072 to 1048576');
    }
    expect(newStatusList(MAX_STATUS_ENTRIES)).toHaveLength(131_072);
  });

  test('counts from the left-most bit', () => {
    expect(setStatus(newStatusList(), 0, true)[0]).toBe(0b1000_0000);
    expect(setStatus(newStatusList(), 7, true)[0]).toBe(0b0000_0001);
    expect(setStatus(newStatusList(), 131_071, true).at(-1)).toBe(0b0000_0001);
  });

  test('keeps what was set and nothing else, and can take it back', () => {
    fc.assert(
      fc.property(fc.uniqueArray(index, { maxLength: 20 }), index, (set, other) => {
        const list = set.reduce((before, at) => setStatus(before, at, true), newStatusList());
        expect(set.every((at) => isStatusSet(list, at))).toBe(true);
        expect(isStatusSet(list, other)).toBe(set.includes(other));
        expect(set.reduce((before, at) => setStatus(before, at, false), list)).toEqual(newStatusList());
      }),
    );
  });

  test('has no index outside', () => {
    for (const outside of [-1, 131_072, 0.5, Number.NaN]) {
      expect(() => isStatusSet(newStatusList(), outside)).toThrow('outside a list of 131072');
      expect(() => setStatus(newStatusList(), outside, true)).toThrow('outside a list of 131072');
    }
  });
});

describe('an encoded list', () => {
  test('of the standard is read', () => {
    expect(decodeStatusList(PUBLISHED)).toEqual(newStatusList());
    expect(statusAt(PUBLISHED, 94_567)).toBe(false);
  });

  test('is GZIP that others read, and the same every time', () => {
    const list = setStatus(setStatus(newStatusList(), 5, true), 100_000, true);
    const text = encodeStatusList(list);
    expect(text).toMatch(/^u[A-Za-z0-9_-]+$/);
    expect(new Uint8Array(gunzipSync(Buffer.from(text.slice(1), 'base64url')))).toEqual(list);
    expect(encodeStatusList(list)).toBe(text);
    expect([4, 5, 6, 100_000].map((at) => statusAt(text, at))).toEqual([false, true, false, true]);
  });

  test('of others is read whatever their compressor', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3_000 }), fc.integer({ min: 0, max: 9 }), (list, level) => {
        expect(decodeStatusList(encoded(gzipSync(list, { level })))).toEqual(list);
      }),
    );
  });

  test('that would unpack to more than allowed is refused before it does', () => {
    const bomb = gzipSync(new Uint8Array(300_000_000));
    const before = process.memoryUsage().arrayBuffers;
    expect(decodeStatusList(encoded(bomb))).toBeUndefined();
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000);
    expect(decodeStatusList(encoded(gzipSync(new Uint8Array(131_072))))).toHaveLength(131_072);
    expect(decodeStatusList(encoded(gzipSync(new Uint8Array(131_073))))).toBeUndefined();
  });

  test('that is damaged, cut, doubled or no GZIP is refused', () => {
    const file = gzipSync(Uint8Array.from({ length: 500 }, (_, at) => at % 251));
    for (let at = 10; at < file.length; at += 1) {
      const damaged = Uint8Array.from(file);
      damaged[at] = (damaged[at] ?? 0) ^ 0x10;
      expect(decodeStatusList(encoded(damaged))).toBeUndefined();
      expect(decodeStatusList(encoded(file.subarray(0, at)))).toBeUndefined();
    }
    expect(decodeStatusList(encoded(Buffer.concat([file, file])))).toBeUndefined();
    expect(decodeStatusList(encoded(Buffer.from('hello')))).toBeUndefined();
  });

  test.each(['', 'u', 'z3vQB7', PUBLISHED.slice(1), `${PUBLISHED}=`, `${PUBLISHED}+`, `${PUBLISHED} `, 'uABCDE'])(
    'that is no multibase base64url is refused: %s',
    (text) => {
      expect(decodeStatusList(text)).toBeUndefined();
      expect(() => statusAt(text, 0)).toThrow('cannot be read');
    },
  );

  test('never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String()), (text) => {
        expect(decodeStatusList(`u${text}`)).not.toBeNull();
      }),
    );
  });
});

describe('a random free index', () => {
  test('is any that is free, by the random number alone', () => {
    const taken = [0, 3, 4, 7].reduce<Uint8Array>((list, at) => setStatus(list, at, true), new Uint8Array(1));
    expect([0, 1, 2, 3].map((random) => randomFreeIndex(taken, () => random))).toEqual([1, 2, 5, 6]);
    expect(randomFreeIndex(newStatusList(), (bound) => bound - 1)).toBe(MIN_STATUS_ENTRIES - 1);
  });

  test('is none when all are taken', () => {
    expect(randomFreeIndex(new Uint8Array(4).fill(0xff), () => 0)).toBeUndefined();
  });

  test('cannot come from a number that is not below the bound', () => {
    for (const bad of [8, -1, 0.5]) expect(() => randomFreeIndex(new Uint8Array(1), () => bad)).toThrow('bound');
  });
});
