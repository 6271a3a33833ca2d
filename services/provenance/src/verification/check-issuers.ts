import type { Bundle } from '../bundle/schema.ts';
import type { Certificate } from '../credentials/certificates.ts';
import type { ProofResult } from '../credentials/data-integrity.ts';
import { publicKeyOfDid } from '../credentials/did-key.ts';
import { SIGNERS_NEEDED, STAGES } from '../credentials/stages.ts';
import type { Stage } from '../credentials/stages.ts';
import type { JsonObject } from '../json.ts';
import { ask } from './chain-reader.ts';
import type { AccreditationEvent, ChainReader } from './chain-reader.ts';
import type { Proofs } from './early-proofs.ts';
import { Refusal } from './report.ts';
import type { VerifiedIssuer } from './report.ts';
import { endOfStanding, faultAt } from './standing.ts';

type History = readonly AccreditationEvent[];

/** A signature is sealed this soon, in seconds; what took longer may have been signed later than it says. */
const SEALING_SECONDS = 3_600;

export interface SignedCertificate {
  readonly document: Certificate;
  /** Everyone whose signature on it is genuine, each once. */
  readonly signers: readonly string[];
  /** When it was under a seal for certain, in seconds since 1970. */
  readonly sealedAt: number;
}

/**
 * Every proof on every document is genuine, and every certificate carries the signatures its stage needs.
 * @param sealedAt of each certificate, in their order
 */
export function checkSignatures(
  { certificates, events, declarations }: Bundle,
  sealedAt: readonly number[],
  proofsOf: Proofs,
): SignedCertificate[] {
  const signersOf = (document: JsonObject, id: string) => requireSigners(proofsOf(document), id);
  for (const { document } of [...events, ...declarations]) signersOf(document, document.eventID ?? '');
  return certificates.map(({ document }, index) => {
    const signers = signersOf(document, document.id);
    if (!signers.includes(document.issuer.id)) throw new Refusal('issuer-did-not-sign', document.id);
    if (signers.length < SIGNERS_NEEDED[STAGES[document.type[1]]]) {
      throw new Refusal('countersignature-missing', document.id);
    }
    return { document, signers, sealedAt: sealedAt[index] ?? Infinity };
  });
}

/**
 * Every signer of every certificate was accredited for its stage at the certificate's time of issue; and where it lost
 * that standing afterwards, the seal proves that the certificate was there before.
 */
export async function checkAccreditation(
  certificates: readonly SignedCertificate[],
  chain: ChainReader,
): Promise<VerifiedIssuer[]> {
  const claims = certificates.flatMap(({ document, sealedAt, signers }) => {
    const stage = STAGES[document.type[1]];
    return signers.map((did) => ({ document, sealedAt, did, stage, key: `${did} ${String(stage)}` }));
  });
  const histories = await historiesOf(claims, chain);
  const issuers = new Map<string, VerifiedIssuer>();
  for (const { document, sealedAt, did, stage, key } of claims) {
    const issues = did === document.issuer.id;
    requireStanding(histories.get(key) ?? [], document, sealedAt, issues ? document.issuer.name : did);
    if (issues) issuers.set(key, { did, name: document.issuer.name, stage, role: 'issuer' });
    else if (!issuers.has(key)) issuers.set(key, { did, stage, role: 'countersigner' });
  }
  return Array.from(issuers.values());
}

interface Claim {
  readonly did: string;
  readonly stage: Stage;
  readonly key: string;
}

/** Each signer and stage is asked for once, all at the same time. */
async function historiesOf(claims: readonly Claim[], chain: ChainReader): Promise<Map<string, History>> {
  const questions = new Map(claims.map((claim) => [claim.key, claim]));
  const answers = Array.from(questions.values(), async ({ key, did, stage }) => {
    const publicKey = publicKeyOfDid(did);
    const history = publicKey ? await ask(() => chain.accreditationHistory(publicKey, stage), isSane) : [];
    return [key, history] as const;
  });
  return new Map(await Promise.all(answers));
}

function requireStanding(history: History, { id, validFrom }: Certificate, sealedAt: number, signer: string): void {
  const issuedAt = Math.floor(Date.parse(validFrom) / 1000);
  const fault = faultAt(history, issuedAt);
  if (fault) throw new Refusal(fault, signer);
  const end = endOfStanding(history, issuedAt);
  if (end !== undefined && sealedAt > end + SEALING_SECONDS) throw new Refusal('issue-time-unproven', id);
}

/** In the order of the chain, every time a number. */
function isSane(history: History): boolean {
  return history.every(
    ({ kind, recordedAt, ...times }, index) =>
      ['accredited', 'suspended', 'reinstated'].includes(kind) &&
      [recordedAt, ...Object.values(times)].every(Number.isFinite) &&
      recordedAt >= (history[index - 1]?.recordedAt ?? recordedAt),
  );
}

function requireSigners(results: readonly ProofResult[], id: string): string[] {
  const signers = results.flatMap(({ verified, did }) => (verified && did !== undefined ? [did] : []));
  if (results.length === 0 || signers.length !== results.length) throw new Refusal('signature-wrong', id);
  return Array.from(new Set(signers));
}
