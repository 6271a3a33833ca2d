import * as z from 'zod/mini';
import { dateTime, MAX_TEXT, uri } from '../text-schemas.ts';
import { BUSINESS_STEPS, DISPOSITIONS } from './vocabulary.ts';

const MAX_LIST = 10_000;
const MAX_EXTENSION_DEPTH = 32;

/** Arrays bounded so that no document can make the work unbounded. */
export const listOf = <Item extends z.core.SomeType>(item: Item) => z.array(item).check(z.maxLength(MAX_LIST));

export const timeZoneOffset = z.string().check(z.regex(/^[+-]((0\d|1[0-3]):[0-5]\d|14:00)$/, 'must be like +08:00'));

/** A word of the list, or a URI or CURIE of one's own. */
const vocabulary = (words: readonly string[]) =>
  z.string().check(
    z.maxLength(MAX_TEXT),
    z.refine((text: string) => words.includes(text) || uri.safeParse(text).success, 'must be a known word or a URI'),
  );

export const businessStep = vocabulary(BUSINESS_STEPS);
export const disposition = vocabulary(DISPOSITIONS);
const transactionType = vocabulary(
  'bol cert desadv inv pedigree po poc prodorder recadv rma testprd testres upevt'.split(' '),
);
const partyType = vocabulary(['owning_party', 'possessing_party', 'location']);
const text = z.string().check(z.maxLength(MAX_TEXT));

/**
 * A standard object that may also carry extensions: fields with a namespace prefix, kept untouched, nested to 32 levels.
 * A field that is neither standard nor prefixed is refused by name.
 */
export const extensible = <Shape extends z.core.$ZodLooseShape>(shape: Shape, also: readonly string[] = []) =>
  z.looseObject(shape).check((context) => {
    for (const [name, value] of Object.entries(context.value)) {
      if (name in shape || also.includes(name)) continue;
      const message = !name.includes(':')
        ? `"${name}" is not an EPCIS field; an extension needs a namespace prefix`
        : depthOf(value) > MAX_EXTENSION_DEPTH
          ? `"${name}" is nested deeper than ${String(MAX_EXTENSION_DEPTH)} levels`
          : undefined;
      if (message !== undefined) context.issues.push({ code: 'custom', path: [name], message, input: value });
    }
  });

export const quantityElement = z.strictObject({
  epcClass: uri,
  quantity: z.optional(z.number()),
  uom: z.optional(z.string().check(z.regex(/^[A-Z0-9]{2,3}$/, 'must be a UN/CEFACT unit code'))),
});

export const place = extensible({ id: uri });

export const transaction = z.strictObject({ type: z.optional(transactionType), bizTransaction: uri });
export const source = z.strictObject({ type: partyType, source: uri });
export const destination = z.strictObject({ type: partyType, destination: uri });

export const persistentDisposition = z
  .strictObject({ set: z.optional(listOf(disposition)), unset: z.optional(listOf(disposition)) })
  .check(z.refine(({ set, unset }) => Boolean(set?.length) || Boolean(unset?.length), 'needs set or unset'));

const sensorMetadata = extensible({
  time: z.optional(dateTime),
  startTime: z.optional(dateTime),
  endTime: z.optional(dateTime),
  deviceID: z.optional(uri),
  deviceMetadata: z.optional(uri),
  rawData: z.optional(uri),
  dataProcessingMethod: z.optional(uri),
  bizRules: z.optional(uri),
});

const number = z.optional(z.number());

const sensorReport = extensible({
  type: z.optional(text),
  exception: z.optional(text),
  deviceID: z.optional(uri),
  deviceMetadata: z.optional(uri),
  rawData: z.optional(uri),
  dataProcessingMethod: z.optional(uri),
  bizRules: z.optional(uri),
  time: z.optional(dateTime),
  microorganism: z.optional(uri),
  chemicalSubstance: z.optional(uri),
  coordinateReferenceSystem: z.optional(uri),
  value: number,
  component: z.optional(text),
  stringValue: z.optional(text),
  booleanValue: z.optional(z.boolean()),
  hexBinaryValue: z.optional(z.string().check(z.maxLength(MAX_TEXT), z.regex(/^([0-9A-Fa-f]{2})+$/))),
  uriValue: z.optional(uri),
  minValue: number,
  maxValue: number,
  meanValue: number,
  sDev: number,
  percRank: number,
  percValue: number,
  uom: z.optional(text),
});

export const sensorElement = extensible({
  sensorMetadata: z.optional(sensorMetadata),
  sensorReport: listOf(sensorReport),
});

export const errorDeclaration = extensible({
  declarationTime: dateTime,
  reason: z.optional(vocabulary(['did_not_occur', 'incorrect_data'])),
  correctiveEventIDs: z.optional(listOf(uri)),
});

/** Instance and lot master data: extensions only. */
export const ilmd = extensible({});

/** JSON-LD context: standard URLs and objects that give prefixes a meaning. */
export const eventContext = z.union([
  uri,
  z.array(z.union([uri, z.record(text, z.union([text, z.record(text, z.unknown())]))])).check(z.maxLength(32)),
]);

function depthOf(value: unknown): number {
  let level: unknown[] = [value];
  let depth = 0;
  while (depth <= MAX_EXTENSION_DEPTH + 1 && level.length > 0) {
    level = level.flatMap((item): unknown[] => (typeof item === 'object' && item !== null ? Object.values(item) : []));
    depth += 1;
  }
  return depth - 1;
}
