import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { nextQueryTime, QuerySchedule } from '../../src/subscriptions/schedule.ts';

const at = (schedule: QuerySchedule, after: string): string | undefined =>
  nextQueryTime(schedule, new Date(after))?.toISOString();

const faults = (schedule: unknown): string[] =>
  QuerySchedule.safeParse(schedule).error?.issues.map(({ path, message }) => `${path.join('/')}: ${message}`) ?? [];

describe('the grammar of a schedule', () => {
  test.each([
    [{ second: '60' }, 'second: 60 is not within 0 to 59'],
    [{ hour: '24' }, 'hour: 24 is not within 0 to 23'],
    [{ dayOfMonth: '0' }, 'dayOfMonth: 0 is not within 1 to 31'],
    [{ dayOfWeek: '[0-3]' }, 'dayOfWeek: [0-3] is not within 1 to 7'],
    [{ minute: '[5-1]' }, 'minute: the range [5-1] ends before it begins'],
    [{ second: '0/30' }, 'second: "0/30" is neither a number nor a range such as [0-59]'],
    [{ minute: '1,' }, 'minute: "" is neither a number nor a range such as [0-59]'],
    [{ minute: ' 1' }, 'minute: " 1" is neither a number nor a range such as [0-59]'],
    [{ minute: '*' }, 'minute: "*" is neither a number nor a range such as [0-59]'],
    [{ dayOfMonth: '30', month: '2' }, 'dayOfMonth: this day does not exist in these months'],
  ])('%j is refused', (schedule, reason) => {
    expect(faults(schedule)).toEqual([reason]);
  });

  test('nothing given, or a field that does not exist, is refused', () => {
    expect(faults({})).toHaveLength(1);
    expect(faults({ year: '2026' })).toContain(': Unrecognized key: "year"');
    expect(faults({ minute: 5 })).toHaveLength(1);
  });

  test('numbers, lists and ranges are accepted', () => {
    expect(faults({ second: '0', minute: '[0-9],30,[50-59]', month: '12', dayOfWeek: '[1-5]' })).toEqual([]);
  });
});

describe('query times', () => {
  test.each<[QuerySchedule, string, string]>([
    [{ hour: '1', minute: '5' }, '2026-03-01T01:05:00Z', '2026-03-02T01:05:00.000Z'],
    [{ second: '0', minute: '0' }, '2026-03-01T01:05:00.5Z', '2026-03-01T02:00:00.000Z'],
    [{ second: '0', minute: '30', hour: '2' }, '2026-12-31T02:30:00Z', '2027-01-01T02:30:00.000Z'],
    [{ second: '0', minute: '0', dayOfWeek: '[1-5]' }, '2026-11-20T23:00:00Z', '2026-11-23T00:00:00.000Z'],
    [{ second: '10,40' }, '2026-11-20T23:00:10.001Z', '2026-11-20T23:00:40.000Z'],
    [{ hour: '2' }, '2026-11-20T02:00:00Z', '2026-11-21T02:00:00.000Z'],
    [{ dayOfWeek: '7' }, '2026-11-20T23:00:00Z', '2026-11-22T00:00:00.000Z'],
    [{ month: '3' }, '2026-03-01T00:00:00Z', '2027-03-01T00:00:00.000Z'],
    [{ dayOfMonth: '29', month: '2' }, '2096-02-29T00:00:00Z', '2104-02-29T00:00:00.000Z'],
    [{ dayOfMonth: '13', dayOfWeek: '5' }, '2026-11-20T00:00:00Z', '2027-08-13T00:00:00.000Z'],
  ])('%j after %s', (schedule, after, expected) => {
    expect(at(schedule, after)).toBe(expected);
  });

  /** Lists and ranges within the limits, as text. */
  const field = (least: number, most: number): fc.Arbitrary<string> => {
    const number = fc.integer({ min: least, max: most });
    const range = fc.tuple(number, number).map(([a, b]) => `[${Math.min(a, b)}-${Math.max(a, b)}]`);
    return fc.array(fc.oneof(number.map(String), range), { minLength: 1, maxLength: 3 }).map((parts) => parts.join());
  };

  const given = fc.record({
    second: field(0, 59),
    minute: field(0, 59),
    hour: field(0, 23),
    dayOfMonth: fc.constant('[1-31]'),
    month: field(1, 12),
    dayOfWeek: field(1, 7),
  });

  const includes = (text: string, value: number): boolean =>
    text.split(',').some((part) => {
      const [first = 0, last = first] = part.replace(/[[\]]/g, '').split('-').map(Number);
      return first <= value && value <= last;
    });

  const matches = (schedule: Required<QuerySchedule>, time: Date): boolean =>
    includes(schedule.second, time.getUTCSeconds()) &&
    includes(schedule.minute, time.getUTCMinutes()) &&
    includes(schedule.hour, time.getUTCHours()) &&
    includes(schedule.dayOfMonth, time.getUTCDate()) &&
    includes(schedule.month, time.getUTCMonth() + 1) &&
    includes(schedule.dayOfWeek, time.getUTCDay() || 7);

  const times = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-01-01'), noInvalidDate: true });

  test('the next time is later and matches every field', () => {
    fc.assert(
      fc.property(given, times, (schedule, after) => {
        const next = nextQueryTime(schedule, after);
        expect(next === undefined ? undefined : [next > after, matches(schedule, next)]).toEqual([true, true]);
      }),
    );
  });

  test('no time before it matches: second by second', () => {
    fc.assert(
      fc.property(given, times, fc.boolean(), (schedule, after, anyDay) => {
        const near = anyDay ? { ...schedule, month: '[1-12]', dayOfWeek: '[1-7]' } : schedule;
        const next = nextQueryTime(near, after)?.getTime() ?? 0;
        const first = (Math.floor(after.getTime() / 1000) + 1) * 1000;
        for (let time = Math.max(first, next - 100_000_000); time < next; time += 1000)
          if (matches(near, new Date(time))) throw new Error(`${new Date(time).toISOString()} comes before`);
      }),
      { numRuns: 20 },
    );
  });
});
