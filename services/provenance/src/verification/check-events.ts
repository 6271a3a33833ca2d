import type { Bundle } from '../bundle/schema.ts';
import { eventHash } from '../events/event-hash.ts';
import type { EpcisEvent } from '../events/schema.ts';
import { Refusal, step } from './report.ts';
import type { Step } from './report.ts';

/**
 * Every event is what its identifier says, the events are exactly those that the certificates list, and each is of the
 * kind listed.
 * @returns the events by their hash id
 */
export function checkEvents({ certificates, events }: Bundle): Map<string, EpcisEvent> {
  const byHash = new Map<string, EpcisEvent>();
  for (const { document } of events) {
    const hash = eventHash(document);
    if (document.eventID !== hash) throw new Refusal('event-hash-wrong', document.eventID ?? hash);
    if (byHash.has(hash)) throw new Refusal('document-repeated', hash);
    byHash.set(hash, document);
  }
  const listed = new Set<string>();
  for (const { id, type } of certificates.flatMap(({ document }) => document.evidence)) {
    const event = byHash.get(id);
    if (!event) throw new Refusal('event-missing', id);
    if (event.type !== type[1]) throw new Refusal('event-type-differs', id);
    listed.add(id);
  }
  for (const hash of byHash.keys()) if (!listed.has(hash)) throw new Refusal('event-not-listed', hash);
  return byHash;
}

/**
 * An event that was declared wrong later stays what it was, and the declaration is shown (EPCIS 2.0 section 7.4.1.2). It
 * repeats the event, so both have the same hash. That a bundle carries every declaration cannot be proven.
 * @returns one note for each event declared wrong
 */
export function checkDeclarations({ events, declarations }: Bundle): Step[] {
  const present = new Set(events.map(({ document }) => document.eventID));
  for (const { document } of declarations) {
    const hash = eventHash(document);
    if (document.eventID !== hash) throw new Refusal('event-hash-wrong', document.eventID ?? hash);
    if (document.errorDeclaration === undefined || !present.has(hash)) throw new Refusal('event-not-listed', hash);
  }
  const declared = [...events, ...declarations].filter(({ document }) => document.errorDeclaration !== undefined);
  return Array.from(new Set(declared.map(({ document }) => document.eventID)), (hash) =>
    step('event-declared-wrong', hash),
  );
}
