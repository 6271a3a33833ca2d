import { isJsonObject } from '../json.ts';
import type { JsonObject } from '../json.ts';
import { checkCredentialDataModel } from './data-model.ts';
import type { DataModelFaultCode } from './data-model-fault.ts';
import { asList, isAfter, readDateTimeStamp } from './data-model-values.ts';
import { checkProofs } from './proof-check.ts';
import type { ProofFaultCode } from './proof-check.ts';
import { checkStatusEntries, openStatusLists } from './status-check.ts';
import type { StatusFaultCode, StatusLists } from './status-check.ts';

export type CredentialFaultCode =
  | DataModelFaultCode
  | ProofFaultCode
  | StatusFaultCode
  | 'envelope-unsupported'
  | 'too-many-credentials'
  | 'issuer-did-not-sign'
  | 'holder-did-not-sign'
  | 'not-yet-valid'
  | 'expired';

/** One reason why a document is not to be relied on. */
export interface CredentialFault {
  /** RFC 6901 pointer to the value at fault. */
  readonly pointer: string;
  readonly code: CredentialFaultCode;
  readonly detail: string;
}

export interface CredentialReport {
  /** Whether nothing speaks against it. Whether the issuer may be trusted is for the verifier to say. */
  readonly verified: boolean;
  readonly issuer?: string;
  /** Every DID whose signature on it is good, each once. */
  readonly signers: readonly string[];
  readonly faults: readonly CredentialFault[];
}

export interface CredentialOptions {
  readonly now: Date;
  /** DID document of a DID that is not a `did:key`; undefined when the verifier has none. Nothing is fetched here. */
  readonly resolve?: (did: string) => unknown;
  /** Signed status lists at hand. Given, every status entry must be answered by one; absent, status is not judged. */
  readonly statusLists?: readonly unknown[];
}

/**
 * Verifies any credential of the W3C VC Data Model 2.0 secured with `eddsa-jcs-2022`: the rules of the data model, every
 * proof, that the issuer signed, the time it is valid for, and its Bitstring Status List entries. Never throws.
 * @param credential parsed JSON of any kind, of bounded size
 */
export function verifyCredential(credential: unknown, options: CredentialOptions): CredentialReport {
  const modelFaults = checkCredentialDataModel(credential);
  if (!isJsonObject(credential)) return { verified: false, signers: [], faults: modelFaults };
  const { faults: found, ...findings } = credentialFindings(credential, options, listsOf(options));
  const faults = [...modelFaults, ...found];
  return { verified: faults.length === 0, ...findings, faults };
}

/** The status lists of the options, opened once for all the credentials that are judged with them. */
export function listsOf(options: CredentialOptions): StatusLists | undefined {
  return options.statusLists && openStatusLists(options.statusLists, options);
}

/** The same without the rules of the data model. */
export function credentialFindings(
  credential: JsonObject,
  options: CredentialOptions,
  lists: StatusLists | undefined,
): Omit<CredentialReport, 'verified'> {
  if (asList(credential.type).includes('EnvelopedVerifiableCredential')) {
    const detail = 'an enveloped credential carries a signature of another kind; only eddsa-jcs-2022 is verified here';
    return { signers: [], faults: [{ pointer: '/id', code: 'envelope-unsupported', detail }] };
  }
  const issuer = idOf(credential.issuer);
  const { signers, faults } = proofFindings(credential, { ...options, purpose: 'assertionMethod' });
  if (faults.length === 0 && (issuer === undefined || !signers.includes(issuer))) {
    const detail = `none of the signers is the issuer: ${signers.join(', ')}`;
    faults.push({ pointer: '/proof', code: 'issuer-did-not-sign', detail });
  }
  faults.push(...validityFaults(credential, options.now));
  if (lists) faults.push(...checkStatusEntries(credential, issuer, lists));
  return { ...(issuer === undefined ? {} : { issuer }), signers, faults };
}

export function idOf(value: unknown): string | undefined {
  const id = isJsonObject(value) ? value.id : value;
  return typeof id === 'string' ? id : undefined;
}

const PROOF_WORDS: Readonly<Record<ProofFaultCode, string>> = {
  'key-unknown': 'the key of the proof is not known: neither a did:key nor in a DID document at hand',
  'key-not-authorised': 'the key may not be used for this purpose',
  'key-not-yet-valid': 'the key came into use after the proof was made',
  'key-revoked': 'the key was given up before the proof was made',
  'proof-missing': 'there is no proof',
  'proof-malformed': 'the proof cannot be read',
  'proof-unsupported': 'only eddsa-jcs-2022 is verified here',
  'proof-context-differs': 'the contexts of the document do not begin with those of the proof',
  'proof-purpose-differs': 'the proof was made for another purpose',
  'proof-expired': 'the proof has expired',
  'proof-dated-ahead': 'the proof is dated ahead of now',
  'proof-chain-broken': 'the proof builds on one that is not there',
  'challenge-differs': 'the proof answers another challenge',
  'domain-differs': 'the proof was made for another domain',
  'signature-wrong': 'the signature is not genuine',
};

/** Signers and faults of the proofs of a document, for credentials and presentations alike. */
export function proofFindings(
  document: JsonObject,
  expected: Parameters<typeof checkProofs>[1],
): { signers: string[]; faults: CredentialFault[] } {
  const checked = checkProofs(document, expected);
  const faults = checked.flatMap(({ fault }, index) => {
    if (fault === undefined) return [];
    const pointer = Array.isArray(document.proof) && document.proof.length > 0 ? `/proof/${String(index)}` : '/proof';
    return [{ pointer: fault === 'proof-missing' ? '' : pointer, code: fault, detail: PROOF_WORDS[fault] }];
  });
  const signers = checked.flatMap(({ signer }) => (signer === undefined ? [] : [signer]));
  return { signers: Array.from(new Set(signers)), faults };
}

/** Section 4.9. Times that cannot be read are faults of the data model already. */
function validityFaults({ validFrom, validUntil }: JsonObject, now: Date): CredentialFault[] {
  const today = readDateTimeStamp(now.toISOString());
  const from = readDateTimeStamp(validFrom);
  const until = readDateTimeStamp(validUntil);
  const faults: CredentialFault[] = [];
  if (from && today && isAfter(from, today)) {
    faults.push({ pointer: '/validFrom', code: 'not-yet-valid', detail: `valid from ${String(validFrom)}` });
  }
  if (until && today && isAfter(today, until)) {
    faults.push({ pointer: '/validUntil', code: 'expired', detail: `valid until ${String(validUntil)}` });
  }
  return faults;
}
