/**
 * One index being computed day by day. The same object serves the final value and the running picture of a season.
 */
export interface IndexAccumulator {
  /** The next day: a value in millionths of the unit, or null when the day is missing. */
  add(value: number | null): void;
  /** The index so far in thousandths of its unit; null until a day with a value was seen. */
  indexMilli(): number | null;
}
