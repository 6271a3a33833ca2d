import * as z from 'zod/mini';
import { digestHex, link } from '../credentials/certificate-parts.ts';
import { anyCertificateSchema } from '../credentials/certificates.ts';
import { EPCIS_CONTEXT } from '../credentials/signed-event.ts';
import { proofsSchema } from '../credentials/data-integrity.ts';
import { epcisEventSchema } from '../events/schema.ts';
import { uri } from '../text-schemas.ts';

export const BUNDLE_SCHEMA = 'fieldseal/bundle/1';

/** Bounds of a bundle: 2 MB of canonical JSON, 200 documents in all. */
export const MAX_BUNDLE_BYTES = 2_000_000;
export const MAX_BUNDLE_DOCUMENTS = 200;

/** EVM address in lower case. */
const address = z.string().check(z.regex(/^0x[0-9a-f]{40}$/, 'must be 0x and 40 lower-case hex digits'));
const count = z.int().check(z.nonnegative());

export const contractsSchema = z.strictObject({
  chainId: z.int().check(z.positive()),
  sealLog: address,
  issuerRegistry: address,
});

const inclusion = {
  leafIndex: count,
  /** Sibling hashes, lowest first. */
  proof: z.array(digestHex).check(z.maxLength(64)),
};

const sealedCertificate = z.strictObject({
  document: anyCertificateSchema.check(z.refine((document) => document.proof !== undefined, 'needs a proof')),
  ...inclusion,
});

/** A sealed event stands alone: context, id and proof are there, and the first context is the standard's. */
const signedEventParts = z.looseObject({
  '@context': z.tuple([z.literal(EPCIS_CONTEXT)], z.union([uri, z.record(z.string(), z.string())])),
  eventID: uri,
  proof: proofsSchema,
});

const sealedEvent = z.strictObject({
  document: epcisEventSchema.check(
    z.refine((document) => signedEventParts.safeParse(document).success, 'needs @context, eventID and proof'),
  ),
  ...inclusion,
});

/** Everything a verifier needs about one item, besides a chain to ask. */
export const bundleSchema = z
  .strictObject({
    schema: z.literal(BUNDLE_SCHEMA),
    /** Digital Link of the item the bundle is about. */
    item: link,
    chain: contractsSchema,
    /** The tree head that the proofs lead to, as sealed on chain. */
    head: z.strictObject({ treeSize: count, root: digestHex }),
    certificates: z.array(sealedCertificate).check(z.minLength(1), z.maxLength(MAX_BUNDLE_DOCUMENTS)),
    events: z.array(sealedEvent).check(z.maxLength(MAX_BUNDLE_DOCUMENTS)),
  })
  .check(
    z.refine(
      ({ certificates, events }) => certificates.length + events.length <= MAX_BUNDLE_DOCUMENTS,
      `holds more than ${String(MAX_BUNDLE_DOCUMENTS)} documents`,
    ),
  );

export type Bundle = z.infer<typeof bundleSchema>;
export type Contracts = z.infer<typeof contractsSchema>;
