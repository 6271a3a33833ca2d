import { isJsonObject } from '../json.ts';
import type { JsonObject } from '../json.ts';
import { checkPresentationDataModel } from './data-model.ts';
import { BASE_CONTEXT } from './data-model-contexts.ts';
import { asList } from './data-model-values.ts';
import { prove } from './data-integrity.ts';
import type { Signer } from './signer.ts';
import { credentialFindings, idOf, listsOf, proofFindings } from './verify-credential.ts';
import type { CredentialFault, CredentialOptions } from './verify-credential.ts';

/** Most credentials in one presentation. */
export const MAX_PRESENTED = 100;
/** Most proofs on them together: each costs the verifier a signature check. */
const MAX_PROOFS_PRESENTED = 400;
/** Faults after which the credentials that follow are not judged any more: it is refused anyway. */
const ENOUGH_FAULTS = 50;

/** What ties a presentation to one request: it cannot be shown to anybody else, or twice. */
export interface PresentationRequest {
  /** Random text the verifier gave out. */
  readonly challenge: string;
  /** Whom it is for: the verifier's origin. */
  readonly domain: string;
}

/**
 * A presentation (W3C VC Data Model 2.0 section 4.13) of credentials, signed by their holder.
 * @throws RangeError for none or more than 100 credentials
 */
export async function createPresentation<Credential extends JsonObject>(
  credentials: readonly Credential[],
  holder: Signer,
  { challenge, domain }: PresentationRequest,
  created: Date,
) {
  if (credentials.length === 0 || credentials.length > MAX_PRESENTED) {
    throw new RangeError(
      `a presentation holds 1 to ${String(MAX_PRESENTED)} credentials, not ${String(credentials.length)}`,
    );
  }
  const presentation = {
    '@context': [BASE_CONTEXT],
    type: ['VerifiablePresentation'],
    holder: holder.did,
    verifiableCredential: [...credentials],
  };
  const proof = await prove(presentation, holder, created, { proofPurpose: 'authentication', challenge, domain });
  return { ...presentation, proof };
}

export interface PresentationReport {
  /** Whether nothing speaks against the presentation, nor against any credential in it. */
  readonly verified: boolean;
  readonly holder?: string;
  readonly faults: readonly CredentialFault[];
}

/**
 * Verifies a presentation and every credential in it: that its holder signed it for this request, and what
 * `verifyCredential` asks of each. A credential without a proof of its own is the holder's own claim. Never throws.
 * @param presentation parsed JSON of any kind, of bounded size
 */
export function verifyPresentation(
  presentation: unknown,
  request: PresentationRequest,
  options: CredentialOptions,
): PresentationReport {
  const faults: CredentialFault[] = checkPresentationDataModel(presentation);
  if (!isJsonObject(presentation)) return { verified: false, faults };
  const holder = idOf(presentation.holder);
  const proofs = proofFindings(presentation, { ...options, ...request, purpose: 'authentication' });
  faults.push(...proofs.faults);
  if (proofs.faults.length === 0 && holder !== undefined && !proofs.signers.includes(holder)) {
    const detail = `none of the signers is the holder: ${proofs.signers.join(', ')}`;
    faults.push({ pointer: '/proof', code: 'holder-did-not-sign', detail });
  }
  faults.push(...credentialFaults(presentation, options));
  return { verified: faults.length === 0, ...(holder === undefined ? {} : { holder }), faults };
}

function credentialFaults({ verifiableCredential = [] }: JsonObject, options: CredentialOptions): CredentialFault[] {
  const credentials = asList(verifiableCredential);
  const tooMany = excess(credentials);
  if (tooMany !== undefined)
    return [{ pointer: '/verifiableCredential', code: 'too-many-credentials', detail: tooMany }];
  const lists = listsOf(options);
  const faults: CredentialFault[] = [];
  for (const [index, credential] of credentials.entries()) {
    if (faults.length >= ENOUGH_FAULTS) break;
    if (!isJsonObject(credential)) continue;
    const isEnveloped = asList(credential.type).includes('EnvelopedVerifiableCredential');
    if (credential.proof === undefined && !isEnveloped) continue;
    const at = Array.isArray(verifiableCredential) ? `/verifiableCredential/${String(index)}` : '/verifiableCredential';
    for (const found of credentialFindings(credential, options, lists).faults)
      faults.push({ ...found, pointer: at + found.pointer });
  }
  return faults;
}

function excess(credentials: readonly unknown[]): string | undefined {
  if (credentials.length > MAX_PRESENTED) return `a presentation holds at most ${String(MAX_PRESENTED)} credentials`;
  const proofs = credentials.flatMap((credential) => (isJsonObject(credential) ? asList(credential.proof) : []));
  return proofs.length > MAX_PROOFS_PRESENTED
    ? `the credentials of a presentation have at most ${String(MAX_PROOFS_PRESENTED)} proofs together`
    : undefined;
}
