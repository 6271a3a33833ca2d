import * as z from 'zod/mini';
import { encodeStatusList } from '../status/bitstring.ts';
import { dateTime } from '../text-schemas.ts';
import { ed25519Did, link } from './certificate-parts.ts';
import { proofsSchema } from './data-integrity.ts';
import { BASE_CONTEXT } from './data-model-contexts.ts';
import { statusPurpose } from './status-entry.ts';
import type { StatusPurpose } from './status-entry.ts';

/** Characters of the longest encoded list: 128 KiB that would not compress. */
const MAX_ENCODED = 180_000;

/** A status list as a credential (W3C Bitstring Status List 1.0 section 4.2), of one issuer and one purpose. */
export const statusListSchema = z.strictObject({
  '@context': z.tuple([z.literal(BASE_CONTEXT)]),
  /** Its own address: `statusListCredential` of the entries that point to it. */
  id: link,
  type: z.tuple([z.literal('VerifiableCredential'), z.literal('BitstringStatusListCredential')]),
  issuer: ed25519Did,
  validFrom: dateTime,
  /** Until then it is current; a later list replaces it. */
  validUntil: dateTime,
  credentialSubject: z.strictObject({
    id: link,
    type: z.literal('BitstringStatusList'),
    statusPurpose,
    /** Milliseconds for which a copy may be kept. */
    ttl: z.optional(z.int().check(z.nonnegative())),
    encodedList: z
      .string()
      .check(z.maxLength(MAX_ENCODED), z.regex(/^u[A-Za-z0-9_-]+$/, 'must be multibase base64url')),
  }),
  proof: z.optional(proofsSchema),
});

export type StatusList = z.infer<typeof statusListSchema>;
export type SignedStatusList = StatusList & { proof: NonNullable<StatusList['proof']> };

export interface StatusListContent {
  /** Where it is served. */
  readonly address: string;
  /** `did:key` of the certificates it speaks about; the same key must sign it. */
  readonly issuer: string;
  readonly purpose: StatusPurpose;
  /** One bit an entry, see `newStatusList`. */
  readonly list: Uint8Array;
  readonly validFrom: Date;
  readonly validUntil: Date;
  readonly ttlMilliseconds?: number;
}

/** An unsigned status list credential; `signDocument` secures it. @throws ZodError naming every field at fault */
export function statusListCredential(content: StatusListContent): StatusList {
  const { address, issuer, purpose, list, validFrom, validUntil, ttlMilliseconds } = content;
  return statusListSchema.parse({
    '@context': [BASE_CONTEXT],
    id: address,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer,
    validFrom: validFrom.toISOString(),
    validUntil: validUntil.toISOString(),
    credentialSubject: {
      id: `${address}#list`,
      type: 'BitstringStatusList',
      statusPurpose: purpose,
      ...(ttlMilliseconds === undefined ? {} : { ttl: ttlMilliseconds }),
      encodedList: encodeStatusList(list),
    },
  });
}
