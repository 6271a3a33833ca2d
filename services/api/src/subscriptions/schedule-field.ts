/** The parts of a query time and their legal ranges (EPCIS 2.0 section 8.2.5.3). */
const RANGES = {
  second: [0, 59],
  minute: [0, 59],
  hour: [0, 23],
  dayOfMonth: [1, 31],
  month: [1, 12],
  dayOfWeek: [1, 7],
} as const;

export type QueryTimeField = keyof typeof RANGES;
export const QUERY_TIME_FIELDS = ['second', 'minute', 'hour', 'dayOfMonth', 'month', 'dayOfWeek'] as const;

/** Element ::= Number | "[" Number "-" Number "]" */
const ELEMENT = /^(?:(?<number>\d{1,3})|\[(?<first>\d{1,3})-(?<last>\d{1,3})\])$/;

/**
 * The values that a field of a schedule matches; undefined, which matches all, where it is not given.
 * @throws Error saying what is wrong with the field
 */
export function readField(field: QueryTimeField, text: string | undefined): ReadonlySet<number> | undefined {
  if (text === undefined) return undefined;
  const [least, most] = RANGES[field];
  const values = new Set<number>();
  for (const element of text.split(',')) {
    const { number, first = number, last = number } = ELEMENT.exec(element)?.groups ?? {};
    if (first === undefined || last === undefined)
      throw new Error(`${JSON.stringify(element)} is neither a number nor a range such as [${least}-${most}]`);
    if (Number(first) > Number(last)) throw new Error(`the range ${element} ends before it begins`);
    if (Number(first) < least || Number(last) > most) throw new Error(`${element} is not within ${least} to ${most}`);
    for (let value = Number(first); value <= Number(last); value += 1) values.add(value);
  }
  return values;
}
