import type { Stage } from '../credentials/stages.ts';
import type { CertificateType } from '../credentials/certificates.ts';
import type { OutcomeCode, Words } from './outcomes.ts';
import { OUTCOMES } from './outcomes.ts';

/** One thing that was checked. */
export interface Step {
  readonly code: OutcomeCode;
  readonly ok: boolean;
  /** What it is about: a certificate or event id, an issuer, a pointer. Plain text, to be escaped when shown. */
  readonly subject?: string;
  readonly words: Words;
}

export interface VerifiedIssuer {
  readonly did: string;
  /** The name the certificate gives; absent for counter-signers. */
  readonly name?: string;
  readonly stage: Stage;
  readonly role: 'issuer' | 'countersigner';
}

export interface CertificateSummary {
  readonly id: string;
  readonly type: CertificateType;
  readonly stage: Stage;
  readonly issuerName: string;
  readonly validFrom: string;
  readonly validUntil?: string;
  /** SHA-256 of the signed document, hex. */
  readonly digest: string;
}

/** What a verification found. `ok` only when no step failed; then every check was made. */
export interface Report {
  readonly ok: boolean;
  readonly item?: string;
  readonly steps: readonly Step[];
  readonly failure?: Step;
  /** Seconds since 1970 when the head was sealed, by the chain's clock. */
  readonly sealedAt?: number;
  /** Filled only as far as their signatures and accreditation were proven. */
  readonly issuers: readonly VerifiedIssuer[];
  readonly certificates: readonly CertificateSummary[];
}

/** What is wrong with the answers of the chain: it says nothing about the evidence. */
const UNDECIDED: ReadonlySet<OutcomeCode> = new Set(['chain-unreachable', 'chain-answer-invalid', 'chains-disagree']);

/** Whether the check ended because of whom it asked: nothing was proven, and nothing speaks against the evidence. */
export function isUndecided({ failure }: Report): boolean {
  return failure !== undefined && UNDECIDED.has(failure.code);
}

export function step(code: OutcomeCode, subject?: string): Step {
  const { en, zh, kind } = OUTCOMES[code];
  return { code, ok: kind !== 'fail', ...(subject === undefined ? {} : { subject }), words: { en, zh } };
}

/** Ends a verification with a named reason; caught once, at the top. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly step: Step;

  constructor(code: OutcomeCode, subject?: string) {
    super(code);
    this.step = step(code, subject);
  }
}
