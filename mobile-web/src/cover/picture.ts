import type { CoverIndex } from '../api/model.ts';

/** A curve drawn into a box of `width` x `height` user units, the origin top left. */
export interface CurvePicture {
  line: string;
  area: string;
  triggerY: number;
  exitY: number;
  /** The band where part is paid, between trigger and exit. */
  partly: Band;
  /** The band where all is paid, beyond the exit. */
  fully: Band;
  last: { x: number; y: number; date: string; valueMilli: number } | undefined;
  /** Value at the top of the box. */
  topMilli: number;
}

export interface Band {
  y: number;
  height: number;
}

const DAY_MS = 86_400_000;

function dayOf(date: string): number {
  return Math.floor(Date.parse(`${date.slice(0, 10)}T00:00:00Z`) / DAY_MS);
}

/**
 * Lays the running index between the first and the last day of the window, with trigger and exit lines and the payout bands.
 * The scale holds both lines and the whole curve with a tenth to spare. Days outside the window and values that are no numbers
 * are left out rather than drawn wrong.
 */
export function drawCurve(
  index: Pick<CoverIndex, 'side' | 'triggerMilli' | 'exitMilli' | 'from' | 'to' | 'curve'>,
  width: number,
  height: number,
): CurvePicture {
  const first = dayOf(index.from);
  const last = dayOf(index.to);
  const span = Math.max(1, last - first);
  const days = index.curve
    .map((point) => ({ ...point, day: dayOf(point.date) }))
    .filter(({ day, valueMilli }) => Number.isFinite(valueMilli) && day >= first && day <= last)
    .sort((a, b) => a.day - b.day);
  const highest = Math.max(index.triggerMilli, index.exitMilli, ...days.map((point) => point.valueMilli));
  const topMilli = Math.max(1, highest * 1.1);
  const x = (day: number): number => round(((day - first) / span) * width);
  const y = (valueMilli: number): number => round(height - (Math.max(0, valueMilli) / topMilli) * height);
  const points = days.map((point) => `${String(x(point.day))} ${String(y(point.valueMilli))}`);
  const line = points.length > 0 ? `M${points.join('L')}` : '';
  const end = days.at(-1);
  const start = days[0];
  const triggerY = y(index.triggerMilli);
  const exitY = y(index.exitMilli);
  const top = Math.min(triggerY, exitY);
  return {
    line,
    area:
      start && end ? `${line}L${String(x(end.day))} ${String(height)}L${String(x(start.day))} ${String(height)}Z` : '',
    triggerY,
    exitY,
    partly: { y: top, height: round(Math.abs(triggerY - exitY)) },
    fully: index.side === 'below' ? { y: exitY, height: round(height - exitY) } : { y: 0, height: exitY },
    last: end && { x: x(end.day), y: y(end.valueMilli), date: end.date, valueMilli: end.valueMilli },
    topMilli,
  };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
