import { fixedPointNumber } from '../decimal.ts';
import { DAY_SCALE } from '../series.ts';
import type { Variable } from '../series.ts';
import type { IndexDefinition } from '../terms/schema.ts';
import type { IndexAccumulator } from './accumulator.ts';
import { dryDaysIndex } from './dry-days.ts';
import { sumIndex } from './sum.ts';

const DRY_BELOW_MM = 1;

/** A fresh accumulator for an index of the terms. */
export function accumulatorFor(index: IndexDefinition): IndexAccumulator {
  switch (index.kind) {
    case 'sum':
      return sumIndex(index.dailyCap === undefined ? Infinity : fixedPointNumber(index.dailyCap, DAY_SCALE));
    case 'max-consecutive-dry-days':
      return dryDaysIndex(fixedPointNumber(index.dryBelow ?? DRY_BELOW_MM, DAY_SCALE));
  }
}

/** The daily variable an index is made of. */
export function variableOf(index: IndexDefinition): Variable {
  return index.variable ?? 'precipitation';
}
