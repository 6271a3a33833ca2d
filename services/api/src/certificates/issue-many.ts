import { type Certificate, type Signer, signDocuments } from '@fieldseal/provenance';

/** Certificates of one issuer, exactly as they are to be signed. */
export interface Issue {
  readonly organisationId: string;
  /** Of the key that the documents name as issuer. */
  readonly signer: Signer;
  readonly created: Date;
  readonly drafts: readonly { readonly stage: string; readonly subject: string; readonly document: Certificate }[];
}

type Query = (sql: string, values: readonly unknown[]) => Promise<unknown>;

/** $1 organisation, $2 JSON array of rows. A certificate without digest waits for another proof and has no leaf yet. */
const STORE_CERTIFICATES = `
  WITH sent AS MATERIALIZED (
    SELECT id, stage, subject, document, decode(digest, 'hex') AS digest
    FROM jsonb_to_recordset($2::jsonb) AS row (id uuid, stage text, subject text, document jsonb, digest text)
  ), leaves AS (
    INSERT INTO pending_leaf (digest) SELECT digest FROM sent WHERE digest IS NOT NULL ON CONFLICT DO NOTHING
  )
  INSERT INTO certificate (id, stage, status, organisation_id, subject, document, digest, issued_at)
  SELECT id, stage, CASE WHEN digest IS NULL THEN 'awaiting-countersignature' ELSE 'issued' END, $1::uuid, subject,
    document, digest, CASE WHEN digest IS NULL THEN NULL ELSE now() END
  FROM sent`;

/** Documents that one statement stores, while the next are signed. */
const STORED_AT_ONCE = 250;

/**
 * Signs many certificates and stores them with their leaves of the seal log. Where it is called in a transaction, all of
 * it is durable when that is committed, or nothing is.
 */
export async function issueMany(query: Query, { organisationId, signer, created, drafts }: Issue): Promise<void> {
  let stored: Promise<unknown> = Promise.resolve();
  for (let first = 0; first < drafts.length; first += STORED_AT_ONCE) {
    const rows = signedRows(drafts.slice(first, first + STORED_AT_ONCE), signer, created);
    const [json] = await Promise.all([rows, stored]);
    stored = query(STORE_CERTIFICATES, [organisationId, json]);
  }
  await stored;
}

/** Signed documents as the statement takes them; their text is canonical already and goes in as it is. */
async function signedRows(drafts: Issue['drafts'], signer: Signer, created: Date): Promise<string> {
  const documents = drafts.map(({ document }) => document);
  const signed = await signDocuments(documents, signer, created);
  const rows = drafts.map(({ stage, subject, document }, i) => {
    const id = document.id.slice('urn:uuid:'.length);
    const digest = stage === 'identity' ? null : signed[i]?.digest;
    return `${JSON.stringify({ id, stage, subject, digest }).slice(0, -1)},"document":${signed[i]?.text ?? 'null'}}`;
  });
  return `[${rows.join()}]`;
}
