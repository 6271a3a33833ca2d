import { z } from 'zod';
import { QUERY_TIME_FIELDS, type QueryTimeField, readField } from './schedule-field.ts';

const SECOND = 1000;
const DAY = 86_400_000;
/** Every pattern of day, month and weekday of the Gregorian calendar comes back within 40 years, over 2100 too. */
const LONGEST_WAIT_DAYS = 366 * 41;

const Field = z.string().max(200);

/** When a standing query runs: EPCIS 2.0 section 8.2.5.3, in UTC. */
export const QuerySchedule = z
  .strictObject({
    second: Field.optional().describe('0 to 59'),
    minute: Field.optional().describe('0 to 59'),
    hour: Field.optional().describe('0 to 23'),
    dayOfMonth: Field.optional().describe('1 to 31'),
    month: Field.optional().describe('1 to 12'),
    dayOfWeek: Field.optional().describe('1 (Monday) to 7 (Sunday)'),
  })
  .superRefine((schedule, context) => {
    const faults = faultsOf(schedule);
    for (const [field, message] of faults) context.addIssue({ code: 'custom', path: [field], message });
    if (faults.length > 0) return;
    if (Object.keys(schedule).length === 0)
      context.addIssue({ code: 'custom', message: 'a schedule needs at least one field, such as "hour": "1"' });
    else if (nextQueryTime(schedule, new Date()) === undefined)
      context.addIssue({ code: 'custom', path: ['dayOfMonth'], message: 'this day does not exist in these months' });
  })
  .meta({ examples: [{ hour: '1', minute: '5' }] });
export type QuerySchedule = z.infer<typeof QuerySchedule>;

function faultsOf(schedule: Partial<Record<QueryTimeField, string | undefined>>): [QueryTimeField, string][] {
  return QUERY_TIME_FIELDS.flatMap((field) => {
    try {
      readField(field, schedule[field]);
      return [];
    } catch (error) {
      return [[field, error instanceof Error ? error.message : String(error)]];
    }
  });
}

/**
 * What each part of the time must be. A field that is not given matches anything, but for those finer than the finest
 * given one: they are at their start, so that "hour 1, minute 5" means once a morning and not sixty times
 * (the standard leaves such precision to the service, and so reads the example of its REST binding).
 */
function patternOf(schedule: QuerySchedule): Record<QueryTimeField, ReadonlySet<number> | undefined> {
  const { second, minute, hour, dayOfMonth, month, dayOfWeek } = schedule;
  const seconds = second;
  const minutes = minute ?? (second === undefined ? '0' : undefined);
  const hours = hour ?? (second === undefined && minute === undefined ? '0' : undefined);
  const daily = [second, minute, hour, dayOfMonth, dayOfWeek].some((field) => field !== undefined);
  return {
    second: readField('second', seconds ?? '0'),
    minute: readField('minute', minutes),
    hour: readField('hour', hours),
    dayOfMonth: readField('dayOfMonth', dayOfMonth ?? (daily ? undefined : '1')),
    month: readField('month', month),
    dayOfWeek: readField('dayOfWeek', dayOfWeek),
  };
}

/** The least value of the pattern from `from` on, below `end`. */
function next(pattern: ReadonlySet<number> | undefined, from: number, end: number): number | undefined {
  for (let value = from; value < end; value += 1) if (pattern === undefined || pattern.has(value)) return value;
  return undefined;
}

/** The first time of day of the pattern at or after `from`, in seconds since midnight. */
function timeOfDay(pattern: ReturnType<typeof patternOf>, from: number): number | undefined {
  const [h, m, s] = [Math.floor(from / 3600), Math.floor(from / 60) % 60, from % 60];
  for (let hour = next(pattern.hour, h, 24); hour !== undefined; hour = next(pattern.hour, hour + 1, 24)) {
    const firstMinute = hour === h ? m : 0;
    for (
      let minute = next(pattern.minute, firstMinute, 60);
      minute !== undefined;
      minute = next(pattern.minute, minute + 1, 60)
    ) {
      const second = next(pattern.second, hour === h && minute === m ? s : 0, 60);
      if (second !== undefined) return (hour * 60 + minute) * 60 + second;
    }
  }
  return undefined;
}

function isQueryDay(pattern: ReturnType<typeof patternOf>, day: Date): boolean {
  return (
    (pattern.month?.has(day.getUTCMonth() + 1) ?? true) &&
    (pattern.dayOfMonth?.has(day.getUTCDate()) ?? true) &&
    (pattern.dayOfWeek?.has(day.getUTCDay() === 0 ? 7 : day.getUTCDay()) ?? true)
  );
}

/** The first query time after `after`, to the second; undefined where the schedule never comes, such as 30 February. */
export function nextQueryTime(schedule: QuerySchedule, after: Date): Date | undefined {
  const pattern = patternOf(schedule);
  const start = (Math.floor(after.getTime() / SECOND) + 1) * SECOND;
  const firstDay = Math.floor(start / DAY) * DAY;
  for (let waited = 0; waited <= LONGEST_WAIT_DAYS; waited += 1) {
    const day = firstDay + waited * DAY;
    if (!isQueryDay(pattern, new Date(day))) continue;
    const seconds = timeOfDay(pattern, waited === 0 ? (start - day) / SECOND : 0);
    if (seconds !== undefined) return new Date(day + seconds * SECOND);
  }
  return undefined;
}
