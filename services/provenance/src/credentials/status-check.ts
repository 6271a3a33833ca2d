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
type List = z.infer<typeof anyList>;

const WITHDRAWN: ReadonlyMap<string, StatusFaultCode> = new Map([
  ['revocation', 'revoked'],
  ['suspension', 'suspended'],
]);

/**
 * What the status entries of a credential say against it (W3C Bitstring Status List 1.0 section 3.2). Purposes other
 * than revocation and suspension inform and withdraw nothing.
 * @param lists status list credentials at hand; the newest of each address counts
 */
export function checkStatusEntries(
  { credentialStatus }: JsonObject,
  issuer: string | undefined,
  lists: readonly unknown[],
  context: Context,
): StatusFault[] {
  const entries = credentialStatus === undefined ? [] : asList(credentialStatus);
  return entries.flatMap((entry, index) => {
    const pointer = Array.isArray(credentialStatus) ? `/credentialStatus/${String(index)}` : '/credentialStatus';
    const found = judge(entry, issuer, lists, context);
    return found === undefined ? [] : [{ pointer, ...found }];
  });
}

type Finding = Omit<StatusFault, 'pointer'> | undefined;

function judge(value: unknown, issuer: string | undefined, lists: readonly unknown[], context: Context): Finding {
  if (isJsonObject(value) && !asList(value.type).includes('BitstringStatusListEntry')) {
    return { code: 'status-type-unsupported', detail: 'only BitstringStatusListEntry can be judged' };
  }
  const entry = anyEntry.safeParse(value);
  if (!entry.success) return { code: 'status-entry-invalid', detail: entry.error.issues[0]?.message ?? 'unreadable' };
  const address = entry.data.statusListCredential;
  const candidate = newest(lists.filter((item) => isJsonObject(item) && item.id === address));
  if (candidate === undefined) return { code: 'status-list-missing', detail: `no list ${address} is at hand` };
  return listFinding(candidate, issuer, context) ?? statusFinding(entry.data, anyList.parse(candidate));
}

/** What is wrong with a list itself. */
function listFinding(candidate: JsonObject, issuer: string | undefined, context: Context): Finding {
  const list = anyList.safeParse(candidate);
  const [fault] = checkCredentialDataModel(candidate);
  if (!list.success || fault) return { code: 'status-list-invalid', detail: fault?.detail ?? 'it is no status list' };
  const listIssuer = typeof list.data.issuer === 'string' ? list.data.issuer : list.data.issuer.id;
  if (listIssuer !== issuer) return { code: 'status-list-foreign', detail: `the list was issued by ${listIssuer}` };
  const proofs = checkProofs(candidate, { ...context, purpose: 'assertionMethod' });
  const wrong = proofs.find((proof) => proof.fault !== undefined);
  if (wrong || !proofs.some(({ signer }) => signer === listIssuer)) {
    return { code: 'status-list-invalid', detail: `its proof does not hold: ${wrong?.fault ?? 'another signer'}` };
  }
  const today = readDateTimeStamp(context.now.toISOString());
  const until = readDateTimeStamp(candidate.validUntil);
  return today && until && isAfter(today, until)
    ? { code: 'status-list-stale', detail: `the list was valid until ${String(candidate.validUntil)}` }
    : undefined;
}

function statusFinding(entry: Entry, { credentialSubject: list }: List): Finding {
  const { statusPurpose, statusListIndex, statusSize = 1 } = entry;
  if (!asList(list.statusPurpose).includes(statusPurpose)) {
    return { code: 'status-purpose-differs', detail: `the list is not about ${statusPurpose}` };
  }
  const bits = decodeStatusList(list.encodedList);
  if (!bits) return { code: 'status-list-invalid', detail: 'encodedList cannot be read' };
  const entries = Math.floor((bits.length * 8) / statusSize);
  if (entries < MIN_STATUS_ENTRIES)
    return { code: 'status-list-too-short', detail: `it has ${String(entries)} entries` };
  const index = Number(statusListIndex);
  if (index >= entries) return { code: 'status-index-outside', detail: `the list ends at ${String(entries - 1)}` };
  const places = Array.from({ length: statusSize }, (_, bit) => index * statusSize + bit);
  const code = places.some((place) => isStatusSet(bits, place)) ? WITHDRAWN.get(statusPurpose) : undefined;
  return code && { code, detail: `its bit in ${entry.statusListCredential} is set` };
}

function newest(lists: readonly unknown[]): JsonObject | undefined {
  const time = ({ validFrom }: JsonObject) => (typeof validFrom === 'string' ? Date.parse(validFrom) || 0 : 0);
  return lists.filter(isJsonObject).toSorted((a, b) => time(b) - time(a))[0];
}
