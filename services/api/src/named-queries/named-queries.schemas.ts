import { z } from 'zod';
import { QueryDocument } from '../event-queries/events.schemas.ts';

/** Names stand in addresses as they are. */
const QueryName = z
  .string()
  .regex(/^[A-Za-z0-9][\w.~-]{0,99}$/, 'up to 100 letters, digits, and . _ ~ - after the first')
  .describe('name of the query, unique in the organisation');

export const QueryDefinition = z
  .object({ name: QueryName, query: QueryDocument })
  .meta({ examples: [{ name: 'shipped', query: { eventType: ['ObjectEvent'], EQ_bizStep: ['shipping'] } }] });
export type QueryDefinition = z.infer<typeof QueryDefinition>;

export const QueryList = z.array(QueryDefinition);
export type QueryList = z.infer<typeof QueryList>;

export const NamedQueryParams = z.object({ queryName: QueryName });
export type NamedQueryParams = z.infer<typeof NamedQueryParams>;
