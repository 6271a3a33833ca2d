import type { Bundle } from '../bundle/schema.ts';
import type { Certificate } from '../credentials/certificates.ts';
import type { ProofResult } from '../credentials/data-integrity.ts';
import type { StatusEntry } from '../credentials/status-entry.ts';
import { decodeStatusList, isStatusSet, MIN_STATUS_ENTRIES } from '../status/bitstring.ts';
import { statusListSchema } from '../credentials/status-list.ts';
import type { StatusList } from '../credentials/status-list.ts';
import { SKEW_SECONDS } from './check-times.ts';
import type { Proofs } from './early-proofs.ts';
import { Refusal, step } from './report.ts';
import type { Step } from './report.ts';

const OUTCOME = { revocation: 'certificate-revoked', suspension: 'certificate-suspended' } as const;

/**
 * No certificate was revoked or is suspended, by lists that its own issuer signed. Certificates that name no list cannot
 * be withdrawn. A list that is out of date is a note: bundles must hold when the issuer’s server is gone.
 * @param fetched lists from elsewhere; the newest of each counts
 */
export function checkStatus(bundle: Bundle, fetched: readonly unknown[], now: Date, proofsOf: Proofs): Step[] {
  const lists = newestOf(bundle.statusLists, fetched.map(readFetched), proofsOf);
  const bitsOf = decodingOnce();
  const consulted = new Set<StatusList>();
  for (const { document } of bundle.certificates) {
    for (const entry of document.credentialStatus ?? []) consulted.add(consult(document, entry, lists, bitsOf));
  }
  for (const { id } of bundle.statusLists) {
    if (!Array.from(consulted).some((list) => list.id === id)) throw new Refusal('status-list-foreign', id);
  }
  if (consulted.size === 0) return [];
  return [step('status-good', asOf(consulted)), ...staleness(consulted, now)];
}

/** The list an entry points to is of the same issuer and purpose, and the entry's bit is not set. */
function consult(
  document: Certificate,
  entry: StatusEntry,
  lists: ReadonlyMap<string, StatusList>,
  bitsOf: typeof decodeStatusList,
): StatusList {
  const list = lists.get(entry.statusListCredential);
  if (!list) throw new Refusal('status-list-missing', document.id);
  const { statusPurpose, encodedList } = list.credentialSubject;
  if (list.issuer !== document.issuer.id || statusPurpose !== entry.statusPurpose) {
    throw new Refusal('status-list-foreign', list.id);
  }
  const bits = bitsOf(encodedList);
  if (!bits) throw new Refusal('status-list-unreadable', list.id);
  const index = Number(entry.statusListIndex);
  if (bits.length * 8 < MIN_STATUS_ENTRIES || index >= bits.length * 8) {
    throw new Refusal('status-list-too-short', list.id);
  }
  if (isStatusSet(bits, index)) throw new Refusal(OUTCOME[statusPurpose], document.id);
  return list;
}

/** Most lists are of nobody withdrawn, and so the same bits: those are unpacked once. */
function decodingOnce(): typeof decodeStatusList {
  const decoded = new Map<string, Uint8Array | undefined>();
  return (encodedList) => {
    if (!decoded.has(encodedList)) decoded.set(encodedList, decodeStatusList(encodedList));
    return decoded.get(encodedList);
  };
}

/** Every list genuine, each address once; a fetched one counts where it is newer. */
function newestOf(
  carried: readonly StatusList[],
  fetched: readonly StatusList[],
  proofsOf: Proofs,
): Map<string, StatusList> {
  const genuine = (list: StatusList): StatusList => requireGenuine(list, proofsOf(list));
  const lists = new Map<string, StatusList>();
  for (const list of carried) {
    if (lists.has(list.id)) throw new Refusal('document-repeated', list.id);
    lists.set(list.id, genuine(list));
  }
  for (const list of fetched.map(genuine)) {
    const present = lists.get(list.id);
    if (!present || Date.parse(list.validFrom) > Date.parse(present.validFrom)) lists.set(list.id, list);
  }
  return lists;
}

function readFetched(value: unknown): StatusList {
  const parsed = statusListSchema.safeParse(value);
  if (!parsed.success) throw new Refusal('status-list-unreadable');
  return parsed.data;
}

function requireGenuine(list: StatusList, results: readonly ProofResult[]): StatusList {
  if (results.length === 0 || !results.every(({ verified, did }) => verified && did === list.issuer)) {
    throw new Refusal('signature-wrong', list.id);
  }
  return list;
}

/** The oldest of the lists: since then anything may have been withdrawn. */
function asOf(lists: ReadonlySet<StatusList>): string {
  const [oldest = ''] = Array.from(lists, ({ validFrom }) => validFrom).sort((a, b) => Date.parse(a) - Date.parse(b));
  return oldest;
}

function staleness(lists: ReadonlySet<StatusList>, now: Date): Step[] {
  const today = now.getTime() / 1000;
  const seconds = (time: string) => Date.parse(time) / 1000;
  const all = Array.from(lists);
  const stale = all.filter(({ validUntil }) => seconds(validUntil) + SKEW_SECONDS < today);
  const isBehind = all.some(({ validFrom }) => seconds(validFrom) > today + SKEW_SECONDS);
  return [...stale.map(({ id }) => step('status-list-stale', id)), ...(isBehind ? [step('clock-differs')] : [])];
}
