import * as z from 'zod';
import { dateIn, dayNumber } from '../calendar.ts';
import { fixedPointNumber } from '../decimal.ts';

function succeeds(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch {
    return false;
  }
}

/** A JSON number that is exact in `scale` decimals. */
export function decimal(scale: number, min: number, max: number) {
  return z
    .number({ error: refuseQuantile })
    .min(min)
    .max(max)
    .refine((value) => succeeds(() => fixedPointNumber(value, scale)), {
      error: `must have at most ${String(scale)} decimals`,
      // Rules over several fields compute with the number.
      abort: true,
    });
}

function refuseQuantile(issue: { input?: unknown }): string | undefined {
  const quantile = typeof issue.input === 'object' && issue.input !== null && 'quantile' in issue.input;
  return quantile
    ? 'a quantile is not supported here: resolve it over the past seasons and give the number'
    : undefined;
}

/** A share of the whole, 0 to 1, exact in millionths. */
export const share = decimal(6, 0, 1);

/** A short text for people. */
export const label = z.string().min(1).max(200);

/** A day of the year, `MM-DD`; 29 February is allowed. */
export const monthDay = z.string().refine((value) => succeeds(() => dayNumber(dateIn(2000, value, 'start'))), {
  error: 'must be a day of the year, MM-DD',
});

/** The error of a union told apart by `kind`: names what is supported. */
export function oneOfKinds(what: string, kinds: readonly string[]) {
  return (issue: { code?: string }) =>
    issue.code === 'invalid_union' ? `${what} kind is not supported; supported: ${kinds.join(', ')}` : undefined;
}
