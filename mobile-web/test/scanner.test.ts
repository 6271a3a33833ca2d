import { makeGtin14, makeSscc } from '@fieldseal/provenance';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { EMPTY_BATCH, MAX_ITEMS, nextCase, removeFrom, scanInto } from '../src/scanner/batch.ts';
import { readCode } from '../src/scanner/code.ts';

const STEM = 'https://id.example.com';
const GTIN = makeGtin14('0', '6901234', '00002');
const SSCC = makeSscc('3', '6901234', '000000001');
const read = (text: string) => readCode(text, STEM);
const item = { kind: 'item', gtin: GTIN, serial: 'AB-12', digitalLink: `${STEM}/01/${GTIN}/21/AB-12` };

describe('readCode', () => {
  test.each([
    ['a Digital Link', `${STEM}/01/${GTIN}/21/AB-12`],
    ['a Digital Link with lot and query', `${STEM}/01/${GTIN}/10/L1/21/AB-12?17=270101`],
    ['the printed form', `(01)${GTIN}(21)AB-12`],
    ['the printed form with a lot', `(01)${GTIN}(10)L1(21)AB-12`],
    ['an element string', `01${GTIN}21AB-12`],
    ['an element string with a symbology identifier', `]d201${GTIN}21AB-12`],
    ['an element string that starts with FNC1', `\u001d01${GTIN}21AB-12`],
    ['FNC1 between elements', `01${GTIN}10L1\u001d21AB-12\u001d17270101`],
    ['any other identifier of GS1', `01${GTIN}3922990\u001d21AB-12\u001d99own`],
    ['spaces around', `  (01)${GTIN}(21)AB-12\r`],
  ])('reads the piece from %s', (_name, text) => {
    expect(read(text)).toEqual(item);
  });

  test.each([
    ['bare digits', SSCC],
    ['an element string', `00${SSCC}`],
    ['the printed form', `(00)${SSCC}`],
    ['a Digital Link', `${STEM}/00/${SSCC}`],
    ['a GS1-128 scan', `]C100${SSCC}`],
  ])('reads the case from %s', (_name, text) => {
    expect(read(text)).toEqual({ kind: 'case', sscc: SSCC });
  });

  const badGtin = GTIN.slice(0, -1) + String((Number(GTIN.at(-1)) + 1) % 10);
  const badSscc = SSCC.slice(0, -1) + String((Number(SSCC.at(-1)) + 1) % 10);
  test.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['x'.repeat(501), 'too-long'],
    ['hello', 'not-gs1'],
    ['https://example.com/shop', 'not-gs1'],
    ['(01)12(21', 'not-gs1'],
    [`01${GTIN.slice(0, 9)}`, 'not-gs1'],
    [`(01)${badGtin}(21)A`, 'bad-check-digit'],
    [`${STEM}/01/${badGtin}/21/A`, 'bad-check-digit'],
    [badSscc, 'bad-check-digit'],
    [`(01)${GTIN}`, 'no-serial'],
    [`${STEM}/01/${GTIN}`, 'no-serial'],
    [`${STEM}/01/${GTIN}/10/L1`, 'no-serial'],
    [`01${GTIN}0512345`, 'unknown-ai'],
  ])('refuses %j as %s', (text, reason) => {
    expect(read(text)).toEqual({ kind: 'refused', reason });
  });

  test('never throws, whatever is scanned', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (text) =>
        ['item', 'case', 'refused'].includes(read(text).kind),
      ),
    );
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (tail) =>
        ['item', 'case', 'refused'].includes(read(`01${GTIN}${tail}`).kind),
      ),
    );
    fc.assert(
      fc.property(fc.webUrl({ withFragments: true }), (url) => ['item', 'case', 'refused'].includes(read(url).kind)),
    );
  });
});

describe('scanInto', () => {
  test('counts a piece once, in whatever form its code is read', () => {
    const first = scanInto(EMPTY_BATCH, read(`(01)${GTIN}(21)AB-12`));
    expect(first.effect).toEqual({ kind: 'added', serial: 'AB-12' });
    const second = scanInto(first.batch, read(`https://other.example/01/${GTIN}/21/AB-12`));
    expect(second.effect).toEqual({ kind: 'duplicate', serial: 'AB-12' });
    expect(second.batch).toBe(first.batch);
  });

  test('a case code sets the case, and says when it replaces another', () => {
    const first = scanInto(EMPTY_BATCH, { kind: 'case', sscc: SSCC });
    expect(first).toMatchObject({ batch: { sscc: SSCC }, effect: { kind: 'case', replaced: false } });
    expect(scanInto(first.batch, { kind: 'case', sscc: SSCC }).effect).toMatchObject({ replaced: false });
    expect(scanInto(first.batch, { kind: 'case', sscc: 'other' }).effect).toMatchObject({ replaced: true });
  });

  test('a refused code changes nothing, and a full case takes no more', () => {
    expect(scanInto(EMPTY_BATCH, { kind: 'refused', reason: 'not-gs1' }).batch).toBe(EMPTY_BATCH);
    const items = Array.from({ length: MAX_ITEMS }, (_, n) => ({ gtin: GTIN, serial: String(n), digitalLink: '' }));
    const full = { ...EMPTY_BATCH, items };
    expect(scanInto(full, read(`(01)${GTIN}(21)AB-12`))).toEqual({
      batch: full,
      effect: { kind: 'refused', reason: 'full' },
    });
    expect(scanInto(full, read(`(01)${GTIN}(21)7`)).effect.kind).toBe('duplicate');
  });

  test('removing one makes it countable again; the next case keeps the place only', () => {
    const { batch } = scanInto({ ...EMPTY_BATCH, location: 'A-03' }, read(`(01)${GTIN}(21)AB-12`));
    expect(removeFrom(batch, GTIN, 'other').items).toHaveLength(1);
    expect(removeFrom(batch, GTIN, 'AB-12').items).toHaveLength(0);
    expect(nextCase(batch)).toEqual({ items: [], sscc: '', location: 'A-03' });
  });

  test('any sequence of scans holds each piece once and counts what was added', () => {
    const serial = fc.constantFrom('A', 'B', 'C', 'D');
    fc.assert(
      fc.property(fc.array(serial, { maxLength: 30 }), (serials) => {
        let batch = EMPTY_BATCH;
        let added = 0;
        for (const next of serials) {
          const result = scanInto(batch, read(`(01)${GTIN}(21)${next}`));
          batch = result.batch;
          if (result.effect.kind === 'added') added += 1;
        }
        return batch.items.length === new Set(serials).size && added === batch.items.length;
      }),
    );
  });
});
