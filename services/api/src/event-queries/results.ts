import { EPCIS_CONTEXT } from '@fieldseal/provenance';
import { z } from 'zod';
import type { EventResult } from './search.ts';

/** An EPCIS query document (EPCIS 2.0 section 10.5): each event brings the `@context` of its own extensions. */
export const EpcisQueryDocument = z.object({
  '@context': z.array(z.string()),
  type: z.literal('EPCISQueryDocument'),
  schemaVersion: z.literal('2.0'),
  creationDate: z.string(),
  epcisBody: z.object({
    queryResults: z.object({
      queryName: z.string(),
      subscriptionID: z.string().optional(),
      resultsBody: z.object({ eventList: z.array(z.record(z.string(), z.unknown())) }),
    }),
  }),
});
export type EpcisQueryDocument = z.infer<typeof EpcisQueryDocument>;

const ANONYMOUS = 'SimpleEventQuery';

/** @param names of the query and the subscription the events are the answer to */
export function queryResults(
  events: readonly EventResult[],
  names: { readonly queryName?: string; readonly subscriptionID?: string } = {},
): EpcisQueryDocument {
  const { queryName = ANONYMOUS, subscriptionID } = names;
  return {
    '@context': [EPCIS_CONTEXT],
    type: 'EPCISQueryDocument',
    schemaVersion: '2.0',
    creationDate: new Date().toISOString(),
    epcisBody: {
      queryResults: {
        queryName,
        ...(subscriptionID === undefined ? {} : { subscriptionID }),
        resultsBody: { eventList: [...events] },
      },
    },
  };
}
