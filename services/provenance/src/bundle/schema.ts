import * as z from 'zod/mini';
import { digestHex, link } from '../credentials/certificate-parts.ts';
import { anyCertificateSchema } from '../credentials/certificates.ts';
import { EPCIS_CONTEXT } from '../credentials/signed-event.ts';
import { proofsSchema } from '../credentials/data-integrity.ts';
import { epcisEventSchema } from '../events/schema.ts';
import { statusListSchema } from '../credentials/status-list.ts';
import { uri } from '../text-schemas.ts';

/** Version 2 added status lists, declarations of error and first seals. */
export const BUNDLE_SCHEMA = 'fieldseal/bundle/2';
const FIRST_BUNDLE_SCHEMA = 'fieldseal/bundle/1';

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

/** Sibling hashes, lowest first. */
const siblings = z.array(digestHex).check(z.maxLength(64));

const inclusion = { leafIndex: count, proof: siblings };

/** An earlier head that covers the document too: it was signed by then. */
const firstSeal = z.optional(z.strictObject({ treeSize: count, proof: siblings }));

const signedCertificate = anyCertificateSchema.check(
  z.refine((document) => document.proof !== undefined, 'needs a proof'),
);

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

const common = {
  /** Digital Link of the item the bundle is about. */
  item: link,
  chain: contractsSchema,
  /** The tree head that the proofs lead to, as sealed on chain. */
  head: z.strictObject({ treeSize: count, root: digestHex }),
  events: z.array(sealedEvent).check(z.maxLength(MAX_BUNDLE_DOCUMENTS)),
};

const certificatesOf = <Item extends z.core.SomeType>(item: Item) =>
  z.array(item).check(z.minLength(1), z.maxLength(MAX_BUNDLE_DOCUMENTS));

interface Documents {
  readonly certificates: readonly unknown[];
  readonly events: readonly unknown[];
  readonly declarations?: readonly unknown[];
  readonly statusLists?: readonly unknown[];
}

function isBounded({ certificates, events, declarations = [], statusLists = [] }: Documents): boolean {
  return certificates.length + events.length + declarations.length + statusLists.length <= MAX_BUNDLE_DOCUMENTS;
}

const TOO_MANY = `holds more than ${String(MAX_BUNDLE_DOCUMENTS)} documents`;

/** Everything a verifier needs about one item, besides a chain to ask. */
export const bundleSchema = z
  .strictObject({
    schema: z.literal(BUNDLE_SCHEMA),
    ...common,
    certificates: certificatesOf(z.strictObject({ document: signedCertificate, ...inclusion, firstSeal })),
    /** Events of the bundle once more, each with the declaration that it was recorded in error. */
    declarations: z.array(sealedEvent).check(z.maxLength(MAX_BUNDLE_DOCUMENTS)),
    /** The newest status lists that the certificates name. */
    statusLists: z
      .array(statusListSchema.check(z.refine((list) => list.proof !== undefined, 'needs a proof')))
      .check(z.maxLength(MAX_BUNDLE_DOCUMENTS)),
  })
  .check(z.refine(isBounded, TOO_MANY));

export type Bundle = z.infer<typeof bundleSchema>;
export type Contracts = z.infer<typeof contractsSchema>;

/** Bundles handed out before version 2 stay good: they have none of what it added. */
export const firstBundleSchema = z
  .strictObject({
    schema: z.literal(FIRST_BUNDLE_SCHEMA),
    ...common,
    certificates: certificatesOf(z.strictObject({ document: signedCertificate, ...inclusion })),
  })
  .check(z.refine(isBounded, TOO_MANY));

/** A bundle of version 1 as one of version 2. */
export function upgradeBundle(bundle: z.infer<typeof firstBundleSchema>): Bundle {
  return { ...bundle, schema: BUNDLE_SCHEMA, declarations: [], statusLists: [] };
}
