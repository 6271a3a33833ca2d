import type { IsoDate } from '../calendar.ts';
import type { DailySeries } from '../series.ts';
import type { Cell } from '../terms/schema.ts';

/** A place to get daily weather from. */
export interface WeatherSource {
  /** Names provider, dataset and version; two sources with the same id count as one. */
  readonly id: string;
  /**
   * The days of a cell from `from` to `to`, both included, cut to what the source has. Days it has no value for are null.
   *
   * @throws an error that says what to do when the source cannot be read; never a made-up value
   */
  daily(cell: Cell, from: IsoDate, to: IsoDate): Promise<DailySeries>;
}
