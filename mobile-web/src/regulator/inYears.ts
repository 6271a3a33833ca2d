/** The same day and time some years later; of 29 February the day after where there is none. */
export function inYears(now: Date, years: number): Date {
  const then = new Date(now);
  then.setUTCFullYear(then.getUTCFullYear() + years);
  return then;
}
