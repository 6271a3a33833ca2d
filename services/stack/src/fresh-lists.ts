import { openEvidence, parseBundle } from '@fieldseal/provenance';

const PATIENCE_MS = 5_000;
/** A list of a million entries in which every second one is set has a third of this. */
const MAX_LIST_BYTES = 600_000;

/**
 * The newest status lists of the certificates in downloaded evidence, from the addresses that the certificates name.
 * @returns those that answered with JSON, as yet unproven; and the addresses of the others
 */
export async function fetchStatusLists(evidence: Uint8Array): Promise<{ lists: unknown[]; silent: string[] }> {
  const lists: unknown[] = [];
  const silent: string[] = [];
  await Promise.all(
    addressesIn(evidence).map(async (address) => {
      try {
        lists.push(await fetchJson(address));
      } catch {
        silent.push(address);
      }
    }),
  );
  return { lists, silent: silent.sort() };
}

function addressesIn(evidence: Uint8Array): string[] {
  const opened = openEvidence(evidence);
  const parsed = opened.ok ? parseBundle(opened.bundle) : undefined;
  if (parsed?.ok !== true) return [];
  const entries = parsed.bundle.certificates.flatMap(({ document }) => document.credentialStatus ?? []);
  return Array.from(new Set(entries.map(({ statusListCredential }) => statusListCredential)));
}

async function fetchJson(address: string): Promise<unknown> {
  const response = await fetch(address, { redirect: 'error', signal: AbortSignal.timeout(PATIENCE_MS) });
  if (!response.ok || response.body === null) throw new Error(`${address} answers ${String(response.status)}`);
  const body: AsyncIterable<Uint8Array> = response.body;
  const portions: Uint8Array[] = [];
  let length = 0;
  for await (const portion of body) {
    length += portion.length;
    if (length > MAX_LIST_BYTES) throw new Error(`${address} answers with more than a list`);
    portions.push(portion);
  }
  return JSON.parse(Buffer.concat(portions).toString('utf8'));
}
