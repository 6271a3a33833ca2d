import * as z from 'zod/mini';
import { dateTime, uri } from '../text-schemas.ts';
import { proofsSchema } from './data-integrity.ts';
import { statusEntries } from './status-entry.ts';

/** Lower-case hex of a SHA-256 digest. */
export const digestHex = z.string().check(z.regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hex digits'));
export const shortText = z.string().check(z.minLength(1), z.maxLength(200));
export const longText = z.string().check(z.minLength(1), z.maxLength(2_000));
export const link = uri.check(z.maxLength(500));

/** An amount in a UN/CEFACT unit (KGM kilogram, GRM gram, H87 piece, LTR litre, ...). */
export const quantitySchema = z.strictObject({
  value: z.number().check(z.positive(), z.maximum(1e12)),
  unit: z.string().check(z.regex(/^[A-Z0-9]{2,3}$/, 'must be a UN/CEFACT unit code')),
});

export type Quantity = z.infer<typeof quantitySchema>;

/** A photograph by its digest only; degrees WGS 84. */
export const photoSchema = z.strictObject({
  digest: digestHex,
  takenAt: z.optional(dateTime),
  latitude: z.optional(z.number().check(z.minimum(-90), z.maximum(90))),
  longitude: z.optional(z.number().check(z.minimum(-180), z.maximum(180))),
});

export const photos = z.optional(z.array(photoSchema).check(z.maxLength(50)));

const range = z.strictObject({ minimum: z.number(), maximum: z.number(), mean: z.number() });

/** What the sensors said over a time, with the digest of the whole log. */
export const sensorSummary = z.strictObject({
  logDigest: digestHex,
  samples: z.int().check(z.positive()),
  from: dateTime,
  until: dateTime,
  temperatureCelsius: z.optional(range),
  relativeHumidityPercent: z.optional(range),
});

export const party = z.strictObject({ id: link, name: shortText });

export const CERTIFICATE_CONTEXT = [
  'https://www.w3.org/ns/credentials/v2',
  'https://fieldseal.example/contexts/certificates/v1',
] as const;

/** `did:key` of an Ed25519 key. */
export const ed25519Did = z
  .string()
  .check(z.maxLength(100), z.regex(/^did:key:z6Mk/, 'must be a did:key of an Ed25519 key'));

/** The JSON Schema of a certificate type (W3C VC JSON Schema 1.0): one address a type, published with the context. */
const SCHEMA_STEM = 'https://fieldseal.example/schemas/certificates/v1/';

export function certificateSchemaUrl(type: string): string {
  return `${SCHEMA_STEM}${type}.json`;
}

/** One certificate type: the fields every certificate has (VC Data Model 2.0 section 4) and its own subject. */
export function certificateSchema<Type extends string, Subject extends z.core.SomeType, More extends z.core.$ZodShape>(
  type: Type,
  credentialSubject: Subject,
  more: More,
) {
  return z.strictObject({
    '@context': z.tuple([z.literal(CERTIFICATE_CONTEXT[0]), z.literal(CERTIFICATE_CONTEXT[1])]),
    id: z.string().check(z.regex(/^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'must be urn:uuid')),
    type: z.tuple([z.literal('VerifiableCredential'), z.literal(type)]),
    issuer: z.strictObject({
      id: ed25519Did,
      name: shortText,
      /** The organisation's `did:web`, whose document lists this key. For people: verification rests on `id`. */
      alsoKnownAs: z.optional(
        z.string().check(z.maxLength(300), z.regex(/^did:web:[A-Za-z0-9.%:_-]+$/, 'must be a did:web')),
      ),
    }),
    validFrom: dateTime,
    ...more,
    credentialSubject,
    evidence: z.array(evidence).check(z.minLength(1), z.maxLength(200)),
    precededBy: z.array(digestHex).check(z.maxLength(50)),
    credentialStatus: z.optional(statusEntries),
    credentialSchema: z.optional(
      z.strictObject({ id: z.literal(certificateSchemaUrl(type)), type: z.literal('JsonSchema') }),
    ),
    proof: z.optional(proofsSchema),
  });
}

/** An EPCIS event the certificate rests on, by its CBV event hash. */
const evidence = z.strictObject({
  id: z.string().check(z.regex(/^ni:\/\/\/sha-256;[0-9a-f]{64}\?ver=CBV2\.0$/, 'must be a CBV 2.0 event hash id')),
  type: z.tuple([
    z.literal('EpcisEvent'),
    z.enum(['ObjectEvent', 'AggregationEvent', 'TransactionEvent', 'TransformationEvent', 'AssociationEvent']),
  ]),
});
