import { z } from 'zod';
import { CertificateStatus } from '../certificates/certificates.schemas.ts';
import { Sha256 } from '../photos/photos.schemas.ts';
import { words } from '../platform/schemas.ts';

/**
 * What whoever promises says besides what the records hold already (order No. 4 of 2025 of the Ministry of Agriculture and
 * Rural Affairs): where the produce is from in words, how to reach the one who promises, and what the promise rests on.
 */
export const promise = {
  origin: words(200).describe('place of origin in words: province, county, township, village'),
  contact: words(200).describe('how the promising party is reached'),
  basis: z
    .array(z.enum(['quality-control', 'self-test', 'entrusted-test']))
    .min(1)
    .max(3)
    .refine((basis) => new Set(basis).size === basis.length, 'a basis is named twice')
    .describe('control of the whole production, own test, test by a laboratory'),
  reports: z
    .array(z.strictObject({ digest: Sha256, name: words(200) }))
    .max(20)
    .default([])
    .describe('test reports by the SHA-256 of their files'),
};

const EXAMPLE = {
  origin: '云南省西双版纳州勐海县格朗和乡南糯山村',
  contact: '0691-5120000',
  basis: ['quality-control', 'self-test'],
};

export const NewConformity = z
  .strictObject({ ...promise, deviceKeyId: z.uuid().describe('the phone that is going to sign').optional() })
  .meta({ examples: [EXAMPLE] });
export type NewConformity = z.infer<typeof NewConformity>;

export type Promised = Omit<NewConformity, 'deviceKeyId'>;

/** A promise that was just made; its certificate exists once the phone has signed, if one is to sign. */
export const MadeConformity = z.object({
  certificateId: z.uuid(),
  lot: z.string().describe('Digital Link'),
  signing: z.uuid().describe('what it waits for: the signature of a phone').optional(),
});
export type MadeConformity = z.infer<typeof MadeConformity>;

const ConformityView = z.object({
  certificateId: z.uuid(),
  status: CertificateStatus,
  lot: z.string().describe('Digital Link'),
  productName: z.string(),
  quantityKg: z.number(),
  origin: z.string(),
  promisedBy: z.string(),
  contact: z.string(),
  basis: z.array(z.string()),
  reports: z.array(z.object({ digest: z.string(), name: z.string() })),
  blendedFrom: z.array(z.object({ lot: z.string(), quantityKg: z.number() })).optional(),
  issuedAt: z.iso.datetime().optional(),
  digest: z.string().optional(),
});
export type ConformityView = z.infer<typeof ConformityView>;

/** Newest first, the withdrawn ones included. */
export const ConformityList = z.object({ promises: z.array(ConformityView) });
export type ConformityList = z.infer<typeof ConformityList>;
export { EXAMPLE as PROMISE_EXAMPLE };
