import type { RowFault } from '../batches.schemas.ts';
import type { Heading } from './columns.ts';

/** A row as it was sent: values by the names of their columns, not checked yet. */
export interface SentRow {
  /** Where it begins, from 1. */
  readonly line: number;
  readonly values: Readonly<Record<string, unknown>>;
  /** What was wrong already with how it is written. */
  readonly faults: readonly RowFault[];
  /** By the names of their columns; none in JSON. */
  readonly headings: ReadonlyMap<string, Heading>;
}

/** Takes rows one by one while the file arrives. @throws Problem to refuse the whole file */
export type Visit = (row: SentRow) => void;
