import type { Bundle } from '../bundle/schema.ts';
import type { Certificate } from '../credentials/certificates.ts';
import { verifyProofs } from '../credentials/data-integrity.ts';
import { publicKeyOfDid } from '../credentials/did-key.ts';
import { SIGNERS_NEEDED, STAGES } from '../credentials/stages.ts';
import type { JsonObject } from '../json.ts';
import { ask } from './chain-reader.ts';
import type { Accreditation, ChainReader } from './chain-reader.ts';
import type { OutcomeCode } from './outcomes.ts';
import { Refusal } from './report.ts';
import type { VerifiedIssuer } from './report.ts';

export interface SignedCertificate {
  readonly document: Certificate;
  /** Everyone whose signature on it is genuine, each once. */
  readonly signers: readonly string[];
}

/** Every proof on every document is genuine, and every certificate carries the signatures its stage needs. */
export function checkSignatures({ certificates, events }: Bundle): SignedCertificate[] {
  for (const { document } of events) signersOf(document, document.eventID ?? '');
  return certificates.map(({ document }) => {
    const signers = signersOf(document, document.id);
    if (!signers.includes(document.issuer.id)) throw new Refusal('issuer-did-not-sign', document.id);
    if (signers.length < SIGNERS_NEEDED[STAGES[document.type[1]]]) {
      throw new Refusal('countersignature-missing', document.id);
    }
    return { document, signers };
  });
}

/** Every signer of every certificate was accredited for its stage at the certificate's time of issue. */
export async function checkAccreditation(
  certificates: readonly SignedCertificate[],
  chain: ChainReader,
): Promise<VerifiedIssuer[]> {
  const claims = certificates.flatMap(({ document, signers }) => signers.map((did) => ({ document, did })));
  const answers = new Map<string, Promise<Accreditation | undefined>>();
  const issuers = new Map<string, VerifiedIssuer>();
  for (const { document, did } of claims) {
    const stage = STAGES[document.type[1]];
    const key = `${did} ${String(stage)}`;
    const answer = answers.get(key) ?? accreditationOf(did, stage, chain);
    answers.set(key, answer);
    const fault = faultAt(await answer, Math.floor(Date.parse(document.validFrom) / 1000));
    if (fault) throw new Refusal(fault, did === document.issuer.id ? document.issuer.name : did);
    const issues = did === document.issuer.id;
    if (issues) issuers.set(key, { did, name: document.issuer.name, stage, role: 'issuer' });
    else if (!issuers.has(key)) issuers.set(key, { did, stage, role: 'countersigner' });
  }
  return Array.from(issuers.values());
}

function accreditationOf(did: string, stage: 0 | 1 | 2 | 3, chain: ChainReader): Promise<Accreditation | undefined> {
  const publicKey = publicKeyOfDid(did);
  if (!publicKey) return Promise.resolve(undefined);
  return ask(
    () => chain.accreditation(publicKey, stage),
    (answer) => answer === undefined || (Number.isFinite(answer.from) && Number.isFinite(answer.until)),
  );
}

/** What speaks against an accreditation at a moment (seconds), or nothing. */
function faultAt(accreditation: Accreditation | undefined, at: number): OutcomeCode | undefined {
  if (!accreditation) return 'issuer-unknown';
  const { from, until, suspendedAt } = accreditation;
  if (at < from) return 'issuer-not-yet-accredited';
  if (at >= until) return 'issuer-no-longer-accredited';
  return suspendedAt !== undefined && at >= suspendedAt ? 'issuer-suspended' : undefined;
}

function signersOf(document: JsonObject, id: string): string[] {
  const results = verifyProofs(document);
  const signers = results.flatMap(({ verified, did }) => (verified && did !== undefined ? [did] : []));
  if (results.length === 0 || signers.length !== results.length) throw new Refusal('signature-wrong', id);
  return Array.from(new Set(signers));
}
