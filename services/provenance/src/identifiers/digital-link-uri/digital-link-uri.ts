import type { AiElement } from '../element.ts';

/** A pair of the query that is no AI, as it stands in the URI, percent-encoding included. */
export interface QueryPair {
  readonly key: string;
  /** Undefined for a key without `=`. */
  readonly value: string | undefined;
}

/** What a Digital Link URI says. */
export interface DigitalLinkUri {
  /** What stands before the primary key, without slash at the end: `https://example.com/some/shop`. */
  readonly stem: string;
  /** The primary key and its qualifiers, in the order of the path. */
  readonly path: readonly AiElement[];
  /** The AIs of the query, in their order. */
  readonly attributes: readonly AiElement[];
  /** The rest of the query, in its order. */
  readonly other: readonly QueryPair[];
}
