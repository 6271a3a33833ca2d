import type { Measure } from './conditions.ts';

/** UN/CEFACT Recommendation 20 codes of one dimension: a value times `factor` plus `offset` is in its SI unit. */
type Dimension = Readonly<Record<string, readonly [factor: number, offset?: number]>>;

const DIMENSIONS: readonly Dimension[] = [
  { KEL: [1], CEL: [1, 273.15], FAH: [5 / 9, 459.67 * (5 / 9)] },
  { KGM: [1], GRM: [1e-3], MGM: [1e-6], MC: [1e-9], TNE: [1000], DTN: [100], LBR: [0.45359237], ONZ: [0.028349523125] },
  {
    MTR: [1],
    MMT: [1e-3],
    CMT: [1e-2],
    DMT: [0.1],
    KMT: [1000],
    INH: [0.0254],
    FOT: [0.3048],
    YRD: [0.9144],
    SMI: [1609.344],
  },
  { MTK: [1], CMK: [1e-4], MMK: [1e-6], HAR: [10_000], ARE: [100], KMK: [1e6], ACR: [4046.856422], FTK: [0.09290304] },
  {
    MTQ: [1],
    LTR: [1e-3],
    MLT: [1e-6],
    CLT: [1e-5],
    DLT: [1e-4],
    HLT: [0.1],
    CMQ: [1e-6],
    DMQ: [1e-3],
    GLL: [0.003785411784],
  },
  { SEC: [1], MIN: [60], HUR: [3600], DAY: [86_400], WEE: [604_800], C26: [1e-3] },
  {
    PAL: [1],
    HBA: [100],
    A97: [100],
    KPA: [1000],
    MPA: [1e6],
    BAR: [1e5],
    MBR: [100],
    ATM: [101_325],
    PS: [6894.757293],
  },
  { MTS: [1], KMH: [1 / 3.6], HM: [0.44704] },
  { JOU: [1], KJO: [1000], '3B': [1e6], WHR: [3600], KWH: [3.6e6] },
  { WTT: [1], KWT: [1000], MAW: [1e6] },
  { VLT: [1], '2Z': [1e-3], KVT: [1000] },
  { AMP: [1], '4K': [1e-3] },
  { P1: [1], NX: [0.1], '59': [1e-4], C62: [100] },
  { LUX: [1], KLX: [1000] },
  { HTZ: [1], KHZ: [1000], MHZ: [1e6] },
];

const SIGNIFICANT_DIGITS = 12;

/**
 * The same amount in every unit of its dimension, the given one first and to the letter. The others are rounded to 12
 * digits, finer than any sensor. A unit outside the table stands only for itself.
 */
export function inAllUnits(unit: string, value: string): Measure[] {
  const dimension = DIMENSIONS.find((units) => Object.hasOwn(units, unit));
  const own = dimension?.[unit];
  if (dimension === undefined || own === undefined) return [{ unit, value }];
  const si = Number(value) * own[0] + (own[1] ?? 0);
  const others = Object.entries(dimension).filter(([code]) => code !== unit);
  return [
    { unit, value },
    ...others.map(([code, [factor, offset = 0]]) => ({
      unit: code,
      value: String(Number(((si - offset) / factor).toPrecision(SIGNIFICANT_DIGITS))),
    })),
  ];
}
