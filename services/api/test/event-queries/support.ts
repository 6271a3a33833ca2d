import { readEvent } from '@fieldseal/provenance';
import { eventRow } from '../../src/events/event-row.ts';
import { EventStore, type Outcome } from '../../src/events/event-store.ts';
import { UnitOfWork } from '../../src/platform/unit-of-work.ts';
import type { TestApplication } from '../support/application.ts';
import type { Answer, Json } from '../support/client.ts';

/** Namespace of the extensions in these tests. */
export const NAMESPACE = 'https://ns.example.org/tea/';
const CONTEXT = ['https://ref.gs1.org/standards/epcis/epcis-context.jsonld', { ex: NAMESPACE }];

/** Records events of an organisation as a capture does. */
export async function record(
  application: TestApplication,
  organisationId: string,
  events: readonly unknown[],
): Promise<Outcome[]> {
  const rows = events.map((event) => {
    const reading = readEvent(JSON.parse(JSON.stringify(event)), CONTEXT);
    if (reading.event === undefined) throw new Error(JSON.stringify(reading.faults));
    return eventRow(reading.event);
  });
  const { app } = application;
  return app.get(UnitOfWork).run(() => app.get(EventStore).add(organisationId, rows));
}

/** The events of an answer. */
export function eventsOf({ body }: Answer): Json[] {
  return body.at('epcisBody').at('queryResults').at('resultsBody').list('eventList');
}

/** Address of the next page, relative to the server; undefined on the last page. */
export function nextOf({ headers }: Answer): string | undefined {
  const url = /^<([^>]+)>; rel="next"$/.exec(headers.get('link') ?? '')?.[1];
  if (url === undefined) return undefined;
  const { pathname, search } = new URL(url);
  return pathname + search;
}
