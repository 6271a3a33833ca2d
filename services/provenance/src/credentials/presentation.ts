import { isJsonObject } from '../json.ts';
import type { JsonObject } from '../json.ts';
import { checkPresentationDataModel } from './data-model.ts';
import { BASE_CONTEXT } from './data-model-contexts.ts';
import { asList } from './data-model-values.ts';
import { prove } from './data-integrity.ts';
import type { Signer } from './signer.ts';
import { credentialFindings, idOf, proofFindings } from './verify-credential.ts';
import type { CredentialFault, CredentialOptions } from './verify-credential.ts';

/** Most credentials in one presentation. */
export const MAX_PRESENTED = 100;

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
  if (credentials.length > MAX_PRESENTED) {
    const detail = `a presentation holds at most ${String(MAX_PRESENTED)} credentials`;
    return [{ pointer: '/verifiableCredential', code: 'too-many-credentials', detail }];
  }
  return credentials.flatMap((credential, index) => {
    if (!isJsonObject(credential)) return [];
    const isEnveloped = asList(credential.type).includes('EnvelopedVerifiableCredential');
    if (credential.proof === undefined && !isEnveloped) return [];
    const at = Array.isArray(verifiableCredential) ? `/verifiableCredential/${String(index)}` : '/verifiableCredential';
    return credentialFindings(credential, options).faults.map((found) => ({ ...found, pointer: at + found.pointer }));
  });
}
