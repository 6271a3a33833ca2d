import * as z from 'zod/mini';
import { uri } from '../text-schemas.ts';

/** What a status says when it is set: withdrawn for good, or for the time being. */
export const statusPurpose = z.enum(['revocation', 'suspension']);

export type StatusPurpose = z.infer<typeof statusPurpose>;

const address = uri.check(z.maxLength(500), z.regex(/^https?:\/\//, 'must be an HTTP address'));

/** Where a certificate's status is kept (W3C Bitstring Status List 1.0 section 4.1), one bit an entry. */
export const statusEntrySchema = z.strictObject({
  id: z.optional(uri.check(z.maxLength(500))),
  type: z.literal('BitstringStatusListEntry'),
  statusPurpose,
  /** Decimal, from 0. */
  statusListIndex: z.string().check(z.regex(/^(0|[1-9]\d{0,6})$/, 'must be a decimal index')),
  statusListCredential: address,
});

export type StatusEntry = z.infer<typeof statusEntrySchema>;

/** An entry that names itself by its list and index. @param address of the status list credential */
export function statusEntry(address: string, purpose: StatusPurpose, index: number): StatusEntry {
  return statusEntrySchema.parse({
    id: `${address}#${String(index)}`,
    type: 'BitstringStatusListEntry',
    statusPurpose: purpose,
    statusListIndex: String(index),
    statusListCredential: address,
  });
}

/** The entries of one certificate: each purpose once. */
export const statusEntries = z.array(statusEntrySchema).check(
  z.minLength(1),
  z.maxLength(2),
  z.refine(
    (entries) => new Set(entries.map(({ statusPurpose: purpose }) => purpose)).size === entries.length,
    'must name each purpose once',
  ),
);
