import * as z from 'zod/mini';

/** Longest single text accepted anywhere, in characters. */
export const MAX_TEXT = 2_048;

export const uri = z
  .string()
  .check(z.maxLength(MAX_TEXT), z.regex(/^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`]+$/, 'must be a URI'));

/** RFC 3339 date-time with a zone. A leap second is refused: JavaScript and PostgreSQL cannot hold it. */
export const dateTime = z.string().check(
  z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/, 'must be a date-time with a zone'),
  z.refine((text: string) => !Number.isNaN(Date.parse(text)), 'must be a real date and time'),
);
