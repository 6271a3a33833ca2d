/** What a query may cost; every refusal names the limit it applied. */
export const LIMITS = {
  parameters: 60,
  /** Of one parameter. */
  values: 500,
  characters: 1000,
  perPage: 1000,
  defaultPerPage: 30,
  /** EPC patterns of one parameter, each a range to search. */
  patterns: 50,
  statementMs: 3000,
  /** A reader may take this long between two pages. */
  pageTokenMs: 3_600_000,
  /** Events that one look at what has arrived examines. */
  arrivals: 5000,
} as const;
