const DAY_MS = 86_400_000;
const MOST_DAYS = 3_650;

/** A day as a date field writes it. */
export const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

/**
 * The end of a day in the zone of the phone, as the services want it.
 * @returns undefined for no day, a day before tomorrow, or one beyond ten years
 */
export function endOfDay(day: string, now: number): string | undefined {
  const end = new Date(`${day}T23:59:59`);
  const days = (end.getTime() - now) / DAY_MS;
  return days > 1 && days < MOST_DAYS ? end.toISOString() : undefined;
}
