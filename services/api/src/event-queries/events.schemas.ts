import { z } from 'zod';
import { LIMITS } from './limits.ts';
import { FIXED_NAMES } from './parameters.ts';

const text = z.string().max(LIMITS.values * LIMITS.characters);

/**
 * The parameters of SimpleEventQuery in a query string; lists are separated by `|`. Besides those with a fixed name there
 * are families of names, such as `EQ_bizTransaction_po`, `GE_value_CEL` or `EQ_ILMD_ex:vintage`.
 */
export const EventParameters = z
  .object(Object.fromEntries(FIXED_NAMES.map((name) => [name, z.union([text, z.array(text)]).optional()])))
  .catchall(z.union([text, z.array(text)]));
export type EventParameters = z.infer<typeof EventParameters>;

/** A query document (GS1's query-schema.json): the same parameters as JSON, with a `@context` for prefixes. */
export const QueryDocument = z.record(z.string().max(LIMITS.characters), z.unknown());

export const AdHocQuery = z
  .object({ query: QueryDocument })
  .meta({ examples: [{ query: { eventType: ['ObjectEvent'], EQ_bizStep: ['shipping'] } }] });
export type AdHocQuery = z.infer<typeof AdHocQuery>;
