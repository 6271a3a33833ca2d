import { readCaptureDocument, readEvent } from '../../src/index.ts';
import type { CapturedEvent, EventFault } from '../../src/index.ts';

export const EXAMPLE_CONTEXT = [
  'https://ref.gs1.org/standards/epcis/epcis-context.jsonld',
  { example: 'https://ns.example.com/' },
] as const;

/** A small valid event; its extensions use the prefix of `EXAMPLE_CONTEXT`. */
const EVENT = {
  type: 'ObjectEvent',
  eventTime: '2026-04-02T10:00:00+08:00',
  eventTimeZoneOffset: '+08:00',
  action: 'ADD',
  epcList: ['https://id.gs1.org/01/04012345111118/21/1'],
} as const;

/** The small event changed: fields set, or taken out where the change says undefined. */
export function changed(change: object): Record<string, unknown> {
  return changedFrom(EVENT, change);
}

/** The same for any object. */
export function changedFrom(original: object, change: object): Record<string, unknown> {
  const fields: Record<string, unknown> = { ...original, ...change };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** The stored form of an event that must be valid. */
export function stored(event: unknown, context: unknown = EXAMPLE_CONTEXT): CapturedEvent {
  const reading = readEvent(event, context);
  if (!reading.event) throw new Error(`refused: ${JSON.stringify(reading.faults)}`);
  return reading.event;
}

/** Reads a whole document as a capture does: its events, or the faults with pointers into the document. */
export function readAll(input: unknown): { events: CapturedEvent[]; faults: EventFault[] } {
  const { document, faults } = readCaptureDocument(input);
  if (!document) return { events: [], faults: [...faults] };
  const readings = document.events.map(({ pointer, value }) => ({ pointer, ...readEvent(value, document.context) }));
  return {
    events: readings.flatMap(({ event }) => event ?? []),
    faults: readings.flatMap(({ pointer, faults: found }) =>
      (found ?? []).map((fault) => ({ ...fault, pointer: pointer + fault.pointer })),
    ),
  };
}
