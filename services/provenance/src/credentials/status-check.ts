import * as z from 'zod/mini';
import { isJsonObject } from '../json.ts';
import type { JsonObject } from '../json.ts';
import { decodeStatusList, isStatusSet, MIN_STATUS_ENTRIES } from '../status/bitstring.ts';
import { uri } from '../text-schemas.ts';
import { checkCredentialDataModel } from './data-model.ts';
import { asList, isAfter, readDateTimeStamp } from './data-model-values.ts';
import { checkProofs } from './proof-check.ts';

export type StatusFaultCode =
  | 'status-entry-invalid'
  | 'status-type-unsupported'
  | 'status-list-missing'
  | 'status-list-invalid'
  | 'status-list-foreign'
  | 'status-list-stale'
  | 'status-purpose-differs'
  | 'status-list-too-short'
  | 'status-index-outside'
  | 'revoked'
  | 'suspended';

interface StatusFault {
  readonly pointer: string;
  readonly code: StatusFaultCode;
  readonly detail: string;
}

interface Context {
  readonly now: Date;
  readonly resolve?: (did: string) => unknown;
}

/** W3C Bitstring Status List 1.0 section 4.1. */
const anyEntry = z.looseObject({
  type: z.literal('BitstringStatusListEntry'),
  statusPurpose: z.string().check(z.maxLength(200)),
  statusListIndex: z.string().check(z.regex(/^(0|[1-9]\d{0,9})$/)),
  statusListCredential: uri,
  /** Bits of one status. */
  statusSize: z.optional(z.int().check(z.minimum(1), z.maximum(32))),
});

const anyList = z.looseObject({
  id: z.string(),
  type: z.array(z.string()).check(z.refine((types) => types.includes('BitstringStatusListCredential'))),
  issuer: z.union([z.string(), z.looseObject({ id: z.string() })]),
  credentialSubject: z.looseObject({
    type: z.literal('BitstringStatusList'),
    statusPurpose: z.union([z.string(), z.array(z.string())]),
    encodedList: z.string().check(z.maxLength(400_000)),
  }),
});

type Entry = z.infer<typeof anyEntry>;

const WITHDRAWN: ReadonlyMap<string, StatusFaultCode> = new Map([
  ['revocation', 'revoked'],
  ['suspension', 'suspended'],
]);

type Finding = Omit<StatusFault, 'pointer'>;

/** A list that holds, or why it does not. */
type OpenedList =
  | { readonly issuer: string; readonly purposes: readonly unknown[]; readonly bits: Uint8Array }
  | { readonly issuer: string | undefined; readonly finding: Finding };

/** Status list credentials by their addresses; each is judged once, however many entries point to it. */
export type StatusLists = (address: string) => OpenedList | undefined;

/** @param lists status list credentials at hand; the newest of each address counts */
export function openStatusLists(lists: readonly unknown[], context: Context): StatusLists {
  const byAddress = Map.groupBy(lists.filter(isJsonObject), ({ id }) => id);
  const opened = new Map<string, OpenedList>();
  return (address) => {
    const candidate = newest(byAddress.get(address) ?? []);
    const list = opened.get(address) ?? (candidate && openList(candidate, context));
    if (list) opened.set(address, list);
    return list;
  };
}

/**
 * What the status entries of a credential say against it (W3C Bitstring Status List 1.0 section 3.2). Purposes other
 * than revocation and suspension inform and withdraw nothing.
 */
export function checkStatusEntries(
  { credentialStatus }: JsonObject,
  issuer: string | undefined,
  lists: StatusLists,
): StatusFault[] {
  const entries = credentialStatus === undefined ? [] : asList(credentialStatus);
  return entries.flatMap((entry, index) => {
    const pointer = Array.isArray(credentialStatus) ? `/credentialStatus/${String(index)}` : '/credentialStatus';
    const found = judge(entry, issuer, lists);
    return found === undefined ? [] : [{ pointer, ...found }];
  });
}

function judge(value: unknown, issuer: string | undefined, lists: StatusLists): Finding | undefined {
  if (isJsonObject(value) && !asList(value.type).includes('BitstringStatusListEntry')) {
    return { code: 'status-type-unsupported', detail: 'only BitstringStatusListEntry can be judged' };
  }
  const entry = anyEntry.safeParse(value);
  if (!entry.success) return { code: 'status-entry-invalid', detail: entry.error.issues[0]?.message ?? 'unreadable' };
  const address = entry.data.statusListCredential;
  const list = lists(address);
  if (list === undefined) return { code: 'status-list-missing', detail: `no list ${address} is at hand` };
  if (list.issuer !== undefined && list.issuer !== issuer)
    return { code: 'status-list-foreign', detail: `the list was issued by ${list.issuer}` };
  return 'finding' in list ? list.finding : statusFinding(entry.data, list);
}

/** Says what is wrong with a list itself, if anything is. */
function openList(candidate: JsonObject, context: Context): OpenedList {
  const list = anyList.safeParse(candidate);
  const [fault] = checkCredentialDataModel(candidate);
  if (!list.success || fault) return invalid(undefined, fault?.detail ?? 'it is no status list');
  const { issuer: named, credentialSubject: subject } = list.data;
  const issuer = typeof named === 'string' ? named : named.id;
  const proofs = checkProofs(candidate, { ...context, purpose: 'assertionMethod' });
  const wrong = proofs.find((proof) => proof.fault !== undefined);
  if (wrong || !proofs.some(({ signer }) => signer === issuer))
    return invalid(issuer, `its proof does not hold: ${wrong?.fault ?? 'another signer'}`);
  const today = readDateTimeStamp(context.now.toISOString());
  const until = readDateTimeStamp(candidate.validUntil);
  if (today && until && isAfter(today, until)) {
    const detail = `the list was valid until ${String(candidate.validUntil)}`;
    return { issuer, finding: { code: 'status-list-stale', detail } };
  }
  const bits = decodeStatusList(subject.encodedList);
  return bits
    ? { issuer, purposes: asList(subject.statusPurpose), bits }
    : invalid(issuer, 'encodedList cannot be read');
}

function invalid(issuer: string | undefined, detail: string): OpenedList {
  return { issuer, finding: { code: 'status-list-invalid', detail } };
}

function statusFinding(
  { statusPurpose, statusListIndex, statusListCredential, statusSize = 1 }: Entry,
  { purposes, bits }: Exclude<OpenedList, { finding: Finding }>,
): Finding | undefined {
  if (!purposes.includes(statusPurpose)) {
    return { code: 'status-purpose-differs', detail: `the list is not about ${statusPurpose}` };
  }
  const entries = Math.floor((bits.length * 8) / statusSize);
  if (entries < MIN_STATUS_ENTRIES)
    return { code: 'status-list-too-short', detail: `it has ${String(entries)} entries` };
  const index = Number(statusListIndex);
  if (index >= entries) return { code: 'status-index-outside', detail: `the list ends at ${String(entries - 1)}` };
  const places = Array.from({ length: statusSize }, (_, bit) => index * statusSize + bit);
  const code = places.some((place) => isStatusSet(bits, place)) ? WITHDRAWN.get(statusPurpose) : undefined;
  return code && { code, detail: `its bit in ${statusListCredential} is set` };
}

function newest(lists: readonly JsonObject[]): JsonObject | undefined {
  const time = ({ validFrom }: JsonObject) => (typeof validFrom === 'string' ? Date.parse(validFrom) || 0 : 0);
  return lists.toSorted((a, b) => time(b) - time(a))[0];
}
