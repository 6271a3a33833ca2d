import type { Quantity } from '../credentials/certificate-parts.ts';
import { canonicalIdentifier } from '../events/canonical-identifier.ts';

/** Grams in a unit of mass (UN/CEFACT Recommendation 20); other units are compared only with themselves. */
const GRAMS: Readonly<Record<string, number>> = { MGM: 0.001, GRM: 1, KGM: 1_000, TNE: 1_000_000 };

/** Rounding of decimal fractions is no surplus. */
const TOLERANCE = 1e-9;

type Stated = readonly { quantity?: number | undefined; uom?: string | undefined }[] | undefined;

/** The quantities of an event that are stated with a unit. */
export function statedAmounts(list: Stated): Quantity[] {
  return (list ?? []).flatMap(({ quantity, uom }) =>
    quantity === undefined || uom === undefined ? [] : [{ value: quantity, unit: uom }],
  );
}

/** Whether `needed` is more than `available` in a unit that both state. */
export function exceeds(needed: readonly Quantity[], available: readonly Quantity[]): boolean {
  const given = totals(available);
  return Array.from(totals(needed)).some(([unit, sum]) => {
    const stated = given.get(unit);
    return stated !== undefined && isMore(sum, stated);
  });
}

/** Whether `available` states at least `needed`, in every unit of `needed`. */
export function covers(available: readonly Quantity[], needed: readonly Quantity[]): boolean {
  const given = totals(available);
  return Array.from(totals(needed)).every(([unit, sum]) => !isMore(sum, given.get(unit) ?? 0));
}

/** Adds a quantity to those of its lot, whichever way the lot is spelled. */
export function addToLot(lots: Map<string, Quantity[]>, lot: string, ...quantities: readonly Quantity[]): void {
  const key = canonicalIdentifier(lot);
  lots.set(key, [...(lots.get(key) ?? []), ...quantities]);
}

function isMore(needed: number, available: number): boolean {
  return needed > available * (1 + TOLERANCE);
}

/** Sums by unit, every mass in grams. */
function totals(quantities: readonly Quantity[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { value, unit } of quantities) {
    const grams = GRAMS[unit];
    const name = grams === undefined ? unit : 'GRM';
    sums.set(name, (sums.get(name) ?? 0) + value * (grams ?? 1));
  }
  return sums;
}
