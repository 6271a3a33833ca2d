import { describe, expect, test } from '@jest/globals';
import { TermsError, parseCoverTerms, parseIndexTerms, termsHash } from '../../src/terms/parse.ts';
import { dryYear, phaseWith, termsWith } from '../support/terms.ts';

function problemsOf(document: unknown): readonly string[] {
  try {
    parseCoverTerms(document);
  } catch (error) {
    if (error instanceof TermsError) return error.problems;
    throw error;
  }
  return [];
}

const withPhase = (changes: object) => ({ ...dryYear, phases: [{ ...phaseWith({}), ...changes }] });
const linear = { kind: 'linear', side: 'below', trigger: 60, exit: 5 };

describe('refuses', () => {
  test.each([
    [
      'an unknown index kind, naming the known ones',
      withPhase({ index: { kind: 'spi' } }),
      /supported: sum, max-consecutive-dry-days/,
    ],
    ['an unknown payout kind, naming the known ones', withPhase({ payout: { kind: 'steps' } }), /supported: linear/],
    [
      'a quantile as trigger',
      withPhase({ payout: { ...linear, trigger: { quantile: 0.2 } } }),
      /payout\.trigger: a quantile is not supported/,
    ],
    ['trigger = exit', withPhase({ payout: { ...linear, exit: 60 } }), /exit must lie beyond the trigger/],
    ['swapped sides', withPhase({ payout: { ...linear, side: 'above' } }), /exit must lie beyond the trigger/],
    ['a trigger finer than a thousandth', withPhase({ payout: { ...linear, trigger: 60.0001 } }), /at most 3 decimals/],
    ['a weight finer than a millionth', withPhase({ weight: 1e-7 }), /phases\[0\]\.weight: must have at most 6 dec/],
    [
      'a rule it does not know',
      withPhase({ index: { kind: 'sum', variable: 'precipitation', block: 10 } }),
      /Unrecognized key: "block"/,
    ],
    ['a day that no year has', withPhase({ from: '02-30' }), /phases\[0\]\.from: must be a day of the year/],
    ['weights that do not sum to 1', withPhase({ weight: 0.9 }), /weights of the phases must sum to 1/],
    ['two phases of one name', termsWith([phaseWith({ weight: 0.5 }), phaseWith({ weight: 0.5 })]), /same name/],
    ['no phases', { ...dryYear, phases: [] }, /phases/],
    ['another schema', { ...dryYear, schema: 'fieldseal/cover-terms/2' }, /schema/],
    ['more sources than reporters', { ...dryYear, oracle: { ...dryYear.oracle, minSources: 4 } }, /minSources/],
  ])('%s', (_name, document, reason) => {
    expect(problemsOf(document).join('\n')).toMatch(reason);
  });
});

describe('hash', () => {
  test('is SHA-256 of the RFC 8785 bytes, whatever the order of members', () => {
    const shuffled: unknown = JSON.parse(JSON.stringify(Object.fromEntries(Object.entries(dryYear).toReversed())));
    expect(termsHash(shuffled)).toBe(termsHash(dryYear));
    expect(termsHash(dryYear)).toBe('0x31bbe52418760de5b7397f67972aaafb9b7c130f2dc856f0b0b0acdc2d94cc71');
  });

  test('parsing adds nothing to the document', () => {
    expect(parseCoverTerms(dryYear)).toEqual(dryYear);
  });

  test('changes with any value', () => {
    expect(termsHash({ ...dryYear, name: 'x' })).not.toBe(termsHash(dryYear));
  });
});

test('a product without the parts of a cover can be evaluated, but is no cover', () => {
  const product = { schema: dryYear.schema, phases: dryYear.phases };
  expect(parseIndexTerms(product)).toEqual(product);
  expect(() => parseCoverTerms(product)).toThrow(/crop: /);
});
