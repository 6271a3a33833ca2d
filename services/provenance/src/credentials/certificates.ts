import * as z from 'zod/mini';
import { dateTime } from '../text-schemas.ts';
import {
  certificateSchema,
  certificateSchemaUrl,
  digestHex,
  link,
  longText,
  party,
  photos,
  quantitySchema,
  sensorSummary,
  shortText,
} from './certificate-parts.ts';

const items = z.array(link).check(z.minLength(1), z.maxLength(1_000));

/** Birth 出生证: what grew where, what was used on it, and when and how much was picked. Subject: the harvest lot. */
const birthSubject = z.strictObject({
  id: link,
  product: shortText,
  cultivar: z.optional(shortText),
  plot: z.strictObject({
    id: link,
    name: shortText,
    /** SHA-256 of the canonical bytes of the plot's GeoJSON geometry. */
    geometryDigest: digestHex,
    areaSquareMetres: z.optional(z.number().check(z.positive())),
  }),
  harvestedFrom: dateTime,
  harvestedUntil: dateTime,
  quantity: quantitySchema,
  inputs: z
    .array(
      z.strictObject({
        kind: z.enum(['fertiliser', 'pesticide', 'herbicide', 'other']),
        name: shortText,
        quantity: quantitySchema,
        appliedAt: dateTime,
        preHarvestIntervalDays: z.optional(z.int().check(z.nonnegative())),
      }),
    )
    .check(z.maxLength(100)),
  /** 承诺达标合格证: the grower's own promise that the batch meets the standard. */
  conformity: z.optional(
    z.strictObject({
      productName: shortText,
      quantity: quantitySchema,
      origin: shortText,
      promisedBy: shortText,
      contact: shortText,
      issuedAt: dateTime,
    }),
  ),
  sensors: z.optional(sensorSummary),
  photos,
});

/** Identity 身份证: which lots became which pieces, each piece bound to its wrapper. Subject: the made lot. */
const identitySubject = z.strictObject({
  id: link,
  product: shortText,
  grade: z.optional(shortText),
  process: z.optional(longText),
  madeFrom: z.array(z.strictObject({ id: link, quantity: quantitySchema })).check(z.minLength(1), z.maxLength(100)),
  quantity: quantitySchema,
  pieces: z
    .array(
      z.strictObject({
        id: link,
        /** The code on the wrapper: two codes in one 两码合一. */
        wrapper: link,
        /** SHA-256 over the enrolled surface template and its parameters. */
        fingerprint: z.optional(z.strictObject({ commitment: digestHex, method: shortText })),
      }),
    )
    .check(z.minLength(1), z.maxLength(1_000)),
  photos,
});

/** Residence 居住证: where it was kept, how warm and damp, until when that holds. Subject: the stored unit or lot. */
const residenceSubject = z.strictObject({
  id: link,
  items,
  warehouse: party,
  geographicMark: z.optional(shortText),
  storedFrom: dateTime,
  storedUntil: z.optional(dateTime),
  sensors: z.optional(sensorSummary),
  photos,
});

/** Graduation 学历证: the assessor's grade and what buyers said. Subject: the graded item or lot. */
const graduationSubject = z.strictObject({
  id: link,
  items,
  grade: shortText,
  method: longText,
  gradedAt: dateTime,
  reviews: z.optional(
    z.strictObject({
      count: z.int().check(z.nonnegative()),
      /** Mean of 1 to 5 in thousandths. */
      meanMilli: z.int().check(z.minimum(1_000), z.maximum(5_000)),
    }),
  ),
});

/**
 * What whoever puts produce on the market promises (order No. 4 of 2025 of the Ministry of Agriculture and Rural Affairs,
 * in force since 2026-02-01, article 2). Product, quantity, origin, time of issue, promising party and contact are the
 * fields it asks for; the time of issue is `validFrom`.
 */
export const PROMISES = ['no-banned-substances', 'residues-within-limits'] as const;

/**
 * Conformity 承诺达标合格证: the promise that one batch of produce meets the standards, with what it rests on. Subject:
 * the harvest lot, or the lot that was blended from several and for which the promise is made anew.
 */
const conformitySubject = z.strictObject({
  id: link,
  productName: shortText,
  quantity: quantitySchema,
  origin: shortText,
  promisedBy: shortText,
  contact: shortText,
  /** At least one: control of the whole production, own test, test by a laboratory. */
  basis: z.array(z.enum(['quality-control', 'self-test', 'entrusted-test'])).check(z.minLength(1), z.maxLength(3)),
  promises: z.tuple([z.literal(PROMISES[0]), z.literal(PROMISES[1])]),
  /** Test reports by their digests only. */
  reports: z.optional(z.array(z.strictObject({ digest: digestHex, name: shortText })).check(z.maxLength(20))),
  /** The lots that were mixed, each with a conformity certificate among the predecessors. */
  blendedFrom: z.optional(
    z.array(z.strictObject({ id: link, quantity: quantitySchema })).check(z.minLength(1), z.maxLength(50)),
  ),
});

export const birthCertificateSchema = certificateSchema('BirthCertificate', birthSubject, {});
export const identityCertificateSchema = certificateSchema('IdentityCertificate', identitySubject, {});
export const residenceCertificateSchema = certificateSchema('ResidenceCertificate', residenceSubject, {
  validUntil: dateTime,
});
export const graduationCertificateSchema = certificateSchema('GraduationCertificate', graduationSubject, {});
export const conformityCertificateSchema = certificateSchema('ConformityCertificate', conformitySubject, {});

const SCHEMAS = {
  BirthCertificate: birthCertificateSchema,
  IdentityCertificate: identityCertificateSchema,
  ResidenceCertificate: residenceCertificateSchema,
  GraduationCertificate: graduationCertificateSchema,
  ConformityCertificate: conformityCertificateSchema,
} as const;

/** Any of the five; every field list is closed, so a certificate with a field more is refused. */
export const anyCertificateSchema = z.union(Object.values(SCHEMAS));

export type BirthCertificate = z.infer<typeof birthCertificateSchema>;
export type IdentityCertificate = z.infer<typeof identityCertificateSchema>;
export type ResidenceCertificate = z.infer<typeof residenceCertificateSchema>;
export type GraduationCertificate = z.infer<typeof graduationCertificateSchema>;
export type ConformityCertificate = z.infer<typeof conformityCertificateSchema>;
export type Certificate = z.infer<typeof anyCertificateSchema>;
export type CertificateType = Certificate['type'][1];

/** The JSON Schema (draft 2020-12) of a certificate type: what `credentialSchema` of its certificates points to. */
export function certificateJsonSchema(type: CertificateType) {
  return { ...z.toJSONSchema(SCHEMAS[type]), $id: certificateSchemaUrl(type), title: type };
}
