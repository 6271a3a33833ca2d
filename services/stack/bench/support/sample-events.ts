import { checkDigit } from '@fieldseal/provenance';

/** Times of sample events start here, a second apart. */
const FIRST_TIME = Date.UTC(2025, 0, 1);

const STEPS = ['commissioning', 'packing', 'shipping', 'receiving', 'storing', 'inspecting'] as const;
const DISPOSITIONS = ['active', 'in_progress', 'in_transit', 'sellable_accessible'] as const;
const PIECE = 'https://id.gs1.org/01/09521234543213/21/';
const LOT = 'https://id.gs1.org/01/09521234543213/10/';
const CONTEXT = 'https://ref.gs1.org/standards/epcis/epcis-context.jsonld';

type Json = Readonly<Record<string, unknown>>;

/** A document around events, as it is sent. */
export function documentOf(events: readonly Json[]): string {
  return JSON.stringify({
    '@context': [CONTEXT, { ex: 'https://example.org/ns/' }],
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate: '2026-04-05T08:31:00.000+08:00',
    epcisBody: { eventList: events },
  });
}

/** One event with its context, as it is sent alone. */
export function bareEventOf(event: Json): string {
  return JSON.stringify({ '@context': [CONTEXT, { ex: 'https://example.org/ns/' }], ...event });
}

/**
 * The event of a number: half are object events (one in four of them with a sensor element), the others aggregations,
 * transactions and transformations; four EPCs on average, some 900 bytes. No two are alike.
 */
export function sampleEvent(number: number): Json {
  const pieces = Array.from({ length: 3 + (number % 3) }, (_, i) => `${PIECE}${number.toString(36)}.${String(i)}`);
  const kind = number % 8;
  if (kind < 4) return objectEvent(number, pieces);
  if (kind < 6) {
    const parentID = `https://id.gs1.org/00/${sscc(number)}`;
    return { type: 'AggregationEvent', action: 'ADD', parentID, childEPCs: pieces, ...common(number) };
  }
  if (kind === 6) return { type: 'TransactionEvent', action: 'ADD', epcList: pieces, ...common(number) };
  const inputQuantityList = [{ epcClass: `${LOT}L${String(number % 5000)}`, quantity: 12.5, uom: 'KGM' }];
  return { type: 'TransformationEvent', inputQuantityList, outputEPCList: pieces, ...common(number) };
}

function objectEvent(number: number, epcList: readonly string[]): Json {
  const quantityList = [{ epcClass: `${LOT}L${String(number % 5000)}`, quantity: 357, uom: 'GRM' }];
  const event = { type: 'ObjectEvent', action: 'OBSERVE', epcList, quantityList, ...common(number) };
  if (number % 4 !== 0) return event;
  const sensorReport = [
    { type: 'Temperature', value: 20 + (number % 90) / 10, uom: 'CEL' },
    { type: 'RelativeHumidity', value: 55 + (number % 20), uom: 'A93' },
  ];
  return { ...event, sensorElementList: [{ sensorMetadata: { time: event.eventTime }, sensorReport }] };
}

function common(number: number): Json & { readonly eventTime: string } {
  const site = 10 + (number % 90);
  return {
    eventTime: new Date(FIRST_TIME + number * 1000).toISOString(),
    eventTimeZoneOffset: '+08:00',
    bizStep: STEPS[number % STEPS.length],
    disposition: DISPOSITIONS[number % DISPOSITIONS.length],
    readPoint: { id: `https://id.gs1.org/414/9521321000010/254/${String(site)}` },
    bizLocation: { id: `https://id.gs1.org/414/9521321000010/254/${String(site % 30)}` },
    bizTransactionList: [
      { type: 'po', bizTransaction: `urn:epcglobal:cbv:bt:9521321000010:${String(number % 20_000)}` },
    ],
    'ex:batch': { 'ex:line': number % 7, 'ex:shift': number % 2 === 0 ? 'day' : 'night' },
  };
}

/** Serial shipping container code with its check digit (GS1 General Specifications section 7.9.1). */
function sscc(number: number): string {
  const body = `09521321${String(number % 1e9).padStart(9, '0')}`;
  return `${body}${checkDigit(body)}`;
}
