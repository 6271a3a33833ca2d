import * as z from 'zod/mini';
import { dateTime, uri } from '../text-schemas.ts';
import {
  businessStep,
  destination,
  disposition,
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
} from './schema-parts.ts';

/** Fields that a signed or JSON-LD event may carry besides EPCIS's own; their content is judged elsewhere. */
const CARRIED = ['@context', 'proof', 'isA'];

const common = {
  '@context': z.optional(eventContext),
  eventTime: dateTime,
  eventTimeZoneOffset: timeZoneOffset,
  recordTime: z.optional(dateTime),
  eventID: z.optional(uri),
  certificationInfo: z.optional(z.union([uri, listOf(uri)])),
  errorDeclaration: z.optional(errorDeclaration),
  bizStep: z.optional(businessStep),
  disposition: z.optional(disposition),
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

/** Refuses an event that names nothing, pointing at the event. */
const needsOneOf = (...names: readonly string[]) =>
  z.refine<Readonly<Record<string, unknown>>>(
    (event) => names.some((name) => event[name] !== undefined),
    `needs one of ${names.join(', ')}`,
  );

const objectEvent = extensible(
  {
    type: z.literal('ObjectEvent'),
    ...common,
    action,
    epcList: epcs,
    quantityList: quantities,
    ilmd: z.optional(ilmd),
  },
  CARRIED,
).check(needsOneOf('epcList', 'quantityList', 'sensorElementList'));

const children = { childEPCs: epcs, childQuantityList: quantities };

const aggregationEvent = extensible(
  { type: z.literal('AggregationEvent'), ...common, action, parentID: z.optional(uri), ...children },
  CARRIED,
).check(
  z.refine(
    ({ action: verb, parentID }) => verb === 'OBSERVE' || parentID !== undefined,
    'needs parentID when something is added or taken out',
  ),
);

const associationEvent = extensible(
  { type: z.literal('AssociationEvent'), ...common, action, parentID: uri, ...children },
  CARRIED,
);

const transactionEvent = extensible(
  {
    type: z.literal('TransactionEvent'),
    ...common,
    bizTransactionList: listOf(transaction).check(z.minLength(1)),
    action,
    parentID: z.optional(uri),
    epcList: epcs,
    quantityList: quantities,
  },
  CARRIED,
).check(needsOneOf('epcList', 'quantityList', 'sensorElementList', 'parentID'));

const transformationEvent = extensible(
  {
    type: z.literal('TransformationEvent'),
    ...common,
    inputEPCList: epcs,
    inputQuantityList: quantities,
    outputEPCList: epcs,
    outputQuantityList: quantities,
    transformationID: z.optional(uri),
    ilmd: z.optional(ilmd),
  },
  CARRIED,
).check(needsOneOf('inputEPCList', 'inputQuantityList', 'outputEPCList', 'outputQuantityList', 'sensorElementList'));

/** One EPCIS 2.0 event in JSON (EPCIS 2.0 section 7.4, JSON binding section 10), extensions kept as they are. */
export const epcisEventSchema = z.discriminatedUnion('type', [
  objectEvent,
  aggregationEvent,
  transactionEvent,
  transformationEvent,
  associationEvent,
]);

export type EpcisEvent = z.infer<typeof epcisEventSchema>;

/** An EPCIS 2.0 document with an event list: what a capture sends. */
export const epcisDocumentSchema = extensible(
  {
    '@context': eventContext,
    type: z.literal('EPCISDocument'),
    schemaVersion: z.string().check(z.regex(/^2(\.\d+){0,2}$/, 'must be 2.0')),
    creationDate: dateTime,
    epcisBody: z.strictObject({ eventList: listOf(epcisEventSchema) }),
  },
  ['id', 'sender', 'receiver', 'instanceIdentifier', 'epcisHeader'],
);

export type EpcisDocument = z.infer<typeof epcisDocumentSchema>;
