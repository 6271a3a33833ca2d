import { z } from 'zod';

/** RFC 3339 time with a zone, from the year 2000 to at most a day ahead: a phone's clock may be wrong, not absurd. */
export const PastTime = z.iso
  .datetime({ offset: true, message: 'a time with zone, such as 2026-04-05T08:30:00+08:00' })
  .refine((time) => Date.parse(time) >= Date.UTC(2000, 0), 'the time is before the year 2000')
  .refine((time) => Date.parse(time) <= Date.now() + 86_400_000, 'the time lies in the future');

/** Kilograms to the gram; held as whole grams inside. */
export const Kilograms = z
  .number()
  .positive()
  .max(1_000_000)
  .refine((kg) => Math.abs(kg * 1000 - Math.round(kg * 1000)) < 1e-6, 'at most three decimals');

export const grams = (kilograms: number): number => Math.round(kilograms * 1000);
export const kilograms = (wholeGrams: number | string): number => Number(wholeGrams) / 1000;

/** Unicode's control characters, but for tab and line breaks. */
const CONTROL = /(?![\t\n\r])\p{Cc}/u;

/** Neither PostgreSQL nor canonical JSON takes control characters or half a surrogate pair. */
export const isPlainText = (text: string): boolean => text.isWellFormed() && !CONTROL.test(text);

/** Text that people typed, trimmed. */
export const words = (most: number) =>
  z.string().trim().min(1).max(most).refine(isPlainText, 'control characters and broken characters are not allowed');

/** A Digital Link as it stands on a label. */
export const Link = z
  .url({ protocol: /^https?$/ })
  .max(500)
  .refine(isPlainText, 'not a printable address');
