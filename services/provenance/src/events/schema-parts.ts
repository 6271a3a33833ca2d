import * as z from 'zod/mini';
import { dateTime, isUri, MAX_TEXT, uri } from '../text-schemas.ts';
import { BARE_WORD_LISTS } from './bare-words.ts';
import type { BareWordKind } from './bare-words.ts';
import { bareWord } from './vocabulary.ts';

const MAX_LIST = 10_000;

/** Arrays bounded so that no document can make the work unbounded. */
export const listOf = <Item extends z.core.SomeType>(item: Item) => z.array(item).check(z.maxLength(MAX_LIST));

/** A list of texts in which none may stand twice. */
export const distinctUris = listOf(uri).check(
  z.refine((items: readonly string[]) => new Set(items).size === items.length, 'lists the same thing twice'),
);

export const timeZoneOffset = z
  .string()
  .check(z.regex(/^[+-]((0\d|1[0-3]):[0-5]\d|14:00)$/, 'must be like +08:00, at most 14 hours'));

/** A CBV word, bare or as URI, URN or `cbv:` CURIE; or a URI or CURIE of one's own outside CBV's URNs. */
export const vocabulary = (kind: BareWordKind) =>
  z.string().check(
    z.maxLength(MAX_TEXT),
    z.refine((text: string) => {
      const word = bareWord(text, kind);
      return BARE_WORD_LISTS[kind].has(word) || (isUri(word) && !CLOSED.test(word));
    }, 'must be a word of the Core Business Vocabulary, or a URI of your own'),
  );

/** Namespaces in which only the words of CBV exist. */
const CLOSED = /^(urn:epcglobal:cbv|https?:\/\/ns\.gs1\.org\/cbv\/)/;

/** Measurement types and components: these lists grow between versions of CBV, so any plain word is taken. */
const openVocabulary = z.string().check(
  z.maxLength(MAX_TEXT),
  z.refine((text: string) => /^\w+$/.test(text) || isUri(text), 'must be a plain word or a URI'),
);

const text = z.string().check(z.maxLength(MAX_TEXT));

/**
 * A standard object that may also carry extensions: fields whose name is a URI or CURIE, kept untouched.
 * A field that is neither standard nor so named is refused by name.
 */
export const extensible = <Shape extends z.core.$ZodLooseShape>(shape: Shape) => {
  const known = new Set(Object.keys(shape));
  return z.looseObject(shape).check((context) => {
    for (const name of Object.keys(context.value)) {
      if (known.has(name) || isUri(name)) continue;
      const message = `"${name.slice(0, 80)}" is not a field of EPCIS here; an extension needs a namespace prefix`;
      context.issues.push({ code: 'custom', params: { code: 'unknown-field' }, path: [name], message, input: name });
    }
  });
};

export const quantityElement = z
  .strictObject({
    epcClass: uri,
    quantity: z.optional(z.number()),
    uom: z.optional(z.string().check(z.regex(/^[A-Z0-9]{2,3}$/, 'must be a UN/CEFACT unit code'))),
  })
  .check(z.refine(({ quantity, uom }) => uom === undefined || quantity !== undefined, 'has a unit but no quantity'));

export const place = extensible({ id: uri, '@context': z.optional(z.unknown()) });

export const transaction = z.strictObject({ type: z.optional(vocabulary('bizTransaction')), bizTransaction: uri });
export const source = z.strictObject({ type: vocabulary('sourceDestination'), source: uri });
export const destination = z.strictObject({ type: vocabulary('sourceDestination'), destination: uri });

const distinctDispositions = listOf(vocabulary('disposition')).check(
  z.minLength(1),
  z.refine((items: readonly string[]) => new Set(items).size === items.length, 'lists the same disposition twice'),
);

export const persistentDisposition = z
  .strictObject({ set: z.optional(distinctDispositions), unset: z.optional(distinctDispositions) })
  .check(z.refine(({ set, unset }) => set !== undefined || unset !== undefined, 'needs set or unset'));

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
  type: z.optional(openVocabulary),
  exception: z.optional(openVocabulary),
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
  component: z.optional(openVocabulary),
  stringValue: z.optional(text),
  booleanValue: z.optional(z.boolean()),
  hexBinaryValue: z.optional(z.string().check(z.maxLength(MAX_TEXT), z.regex(/^[0-9A-Fa-f]+$/, 'must be hexadecimal'))),
  uriValue: z.optional(uri),
  minValue: number,
  maxValue: number,
  meanValue: number,
  sDev: number,
  percRank: number,
  percValue: number,
  uom: z.optional(text),
}).check(
  z.refine(
    ({ type, exception }) => type !== undefined || exception !== undefined,
    'needs a type of measurement, or an exception',
  ),
);

export const sensorElement = extensible({
  sensorMetadata: z.optional(sensorMetadata),
  sensorReport: listOf(sensorReport).check(z.minLength(1)),
});

export const errorDeclaration = extensible({
  declarationTime: dateTime,
  reason: z.optional(vocabulary('errorReason')),
  correctiveEventIDs: z.optional(listOf(uri)),
});

/** Instance and lot master data: extensions only. */
export const ilmd = extensible({});

const definitions = z.record(z.string(), z.unknown());

/** JSON-LD context: URLs, and objects that give prefixes and terms a meaning. */
export const eventContext = z.union([
  uri,
  definitions,
  z.array(z.union([uri, definitions])).check(
    z.maxLength(64),
    z.refine(
      (entries: readonly unknown[]) => new Set(entries.map((entry) => JSON.stringify(entry))).size === entries.length,
      'lists the same context twice',
    ),
  ),
]);
