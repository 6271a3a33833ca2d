import * as z from 'zod/mini';
import { dateTime, uri } from '../text-schemas.ts';
import {
  destination,
  distinctUris,
  errorDeclaration,
  eventContext,
  extensible,
  ilmd,
  listOf,
  persistentDisposition,
  place,
  quantityElement,
  sensorElement,
  source,
  timeZoneOffset,
  transaction,
  vocabulary,
} from './schema-parts.ts';

/** Proofs are judged where they are verified; one that is no object is none. */
const proof = z.record(z.string(), z.unknown());

const common = {
  '@context': z.optional(eventContext),
  eventTime: dateTime,
  eventTimeZoneOffset: timeZoneOffset,
  /** Not fields of EPCIS: a signed event carries its proofs, an event of JSON-LD its further types. */
  proof: z.optional(z.union([proof, listOf(proof)])),
  isA: z.optional(z.union([uri, listOf(uri)])),
  recordTime: z.optional(dateTime),
  eventID: z.optional(uri),
  certificationInfo: z.optional(z.union([uri, listOf(uri)])),
  errorDeclaration: z.optional(errorDeclaration),
  bizStep: z.optional(vocabulary('bizStep')),
  disposition: z.optional(vocabulary('disposition')),
  persistentDisposition: z.optional(persistentDisposition),
  readPoint: z.optional(place),
  bizLocation: z.optional(place),
  bizTransactionList: z.optional(listOf(transaction)),
  sourceList: z.optional(listOf(source)),
  destinationList: z.optional(listOf(destination)),
  sensorElementList: z.optional(listOf(sensorElement)),
};

const action = z.enum(['ADD', 'OBSERVE', 'DELETE']);
const epcs = z.optional(listOf(uri));
const quantities = z.optional(listOf(quantityElement));

type Event = Readonly<Record<string, unknown>>;

const filled = (event: Event, ...names: readonly string[]) =>
  names.some((name) => Array.isArray(event[name]) && event[name].length > 0);

const objectEvent = extensible({
  type: z.literal('ObjectEvent'),
  ...common,
  action,
  epcList: z.optional(distinctUris),
  quantityList: quantities,
  ilmd: z.optional(ilmd),
}).check(
  z.refine(
    (event) =>
      event.epcList !== undefined ||
      filled(event, 'quantityList') ||
      (filled(event, 'sensorElementList') && event.readPoint !== undefined),
    'needs epcList, quantityList, or a sensorElementList with a readPoint',
  ),
  z.refine((event) => event.action === 'ADD' || event.ilmd === undefined, {
    error: 'may only be given when something begins (action ADD)',
    path: ['ilmd'],
  }),
);

const children = { childEPCs: epcs, childQuantityList: quantities };

const needsChildren = z.refine<Event>(
  (event) => event.action === 'DELETE' || filled(event, 'childEPCs', 'childQuantityList'),
  'needs childEPCs or childQuantityList unless the action is DELETE',
);

const aggregationEvent = extensible({
  type: z.literal('AggregationEvent'),
  ...common,
  action,
  parentID: z.optional(uri),
  ...children,
}).check(
  needsChildren,
  z.refine(
    ({ action: verb, parentID }) => verb === 'OBSERVE' || parentID !== undefined,
    'needs parentID when something is added or taken out',
  ),
);

const associationEvent = extensible({
  type: z.literal('AssociationEvent'),
  ...common,
  action,
  parentID: uri,
  ...children,
}).check(needsChildren);

const transactionEvent = extensible({
  type: z.literal('TransactionEvent'),
  ...common,
  bizTransactionList: listOf(transaction).check(z.minLength(1)),
  action,
  parentID: z.optional(uri),
  epcList: epcs,
  quantityList: quantities,
}).check(
  z.refine(
    (event) => event.action === 'DELETE' || event.epcList !== undefined || filled(event, 'quantityList'),
    'needs epcList or quantityList unless the action is DELETE',
  ),
);

const transformationEvent = extensible({
  type: z.literal('TransformationEvent'),
  ...common,
  inputEPCList: z.optional(distinctUris),
  inputQuantityList: quantities,
  outputEPCList: z.optional(distinctUris),
  outputQuantityList: quantities,
  transformationID: z.optional(uri),
  ilmd: z.optional(ilmd),
}).check(
  z.refine((event) => {
    const inputs = filled(event, 'inputEPCList', 'inputQuantityList');
    const outputs = filled(event, 'outputEPCList', 'outputQuantityList');
    return event.transformationID === undefined ? inputs && outputs : inputs || outputs;
  }, 'needs inputs and outputs, or a transformationID with one of them'),
);

/** One event of a standard type in JSON (EPCIS 2.0 section 7.4, JSON binding section 10), extensions kept as they are. */
export const epcisEventSchema = z.discriminatedUnion('type', [
  objectEvent,
  aggregationEvent,
  transactionEvent,
  transformationEvent,
  associationEvent,
]);

export type EpcisEvent = z.infer<typeof epcisEventSchema>;

/**
 * An event of a type of one's own, named by URI or CURIE (EPCIS 2.0 section 7.4, extension event types). Fields that
 * EPCIS defines keep their form; whatever else it has is kept as it is.
 */
export const extensionEventSchema = z.looseObject({
  type: z.templateLiteral([z.string(), ':', z.string()]).check(z.refine((type) => uri.safeParse(type).success)),
  ...common,
  action: z.optional(action),
  parentID: z.optional(uri),
  epcList: epcs,
  quantityList: quantities,
  ...children,
  inputEPCList: epcs,
  inputQuantityList: quantities,
  outputEPCList: epcs,
  outputQuantityList: quantities,
  transformationID: z.optional(uri),
  ilmd: z.optional(ilmd),
});

/** An event as captured: of a standard type, or of a type of the sender's own. */
export type AnyEvent = EpcisEvent | z.infer<typeof extensionEventSchema>;
