/** A small valid event; each `serial` is another piece. */
export function objectEvent(serial: string, change: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    type: 'ObjectEvent',
    action: 'OBSERVE',
    eventTime: '2026-04-05T08:30:00.000+08:00',
    eventTimeZoneOffset: '+08:00',
    epcList: [`https://id.gs1.org/01/09521234543213/21/${serial}`],
    bizStep: 'shipping',
    disposition: 'in_transit',
    readPoint: { id: 'urn:epc:id:sgln:9521321.00001.0' },
    ...change,
  };
}

export const CONTEXT = 'https://ref.gs1.org/standards/epcis/epcis-context.jsonld';

/** An EPCIS document around events. */
export function epcisDocument(eventList: readonly unknown[], context: unknown = CONTEXT): Record<string, unknown> {
  return {
    '@context': context,
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate: '2026-04-05T08:31:00.000+08:00',
    epcisBody: { eventList },
  };
}
