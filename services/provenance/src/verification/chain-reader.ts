import type { Stage } from '../credentials/stages.ts';
import type { OutcomeCode } from './outcomes.ts';
import { Refusal } from './report.ts';

export interface SealedRoot {
  /** 32 bytes. */
  readonly root: Uint8Array;
  /** Block time in seconds since 1970. */
  readonly sealedAt: number;
}

/**
 * What the issuer registry recorded about a key and a stage. Times in seconds since 1970; `recordedAt` is the time of the
 * block. `from` is the first moment of an accreditation, `until` the first one no longer covered, `at` the moment from
 * which a suspension counts, before or after its record.
 */
export type AccreditationEvent =
  | { readonly kind: 'accredited'; readonly recordedAt: number; readonly from: number; readonly until: number }
  | { readonly kind: 'suspended'; readonly recordedAt: number; readonly at: number }
  | { readonly kind: 'reinstated'; readonly recordedAt: number };

/** All that a verifier asks of a chain; an RPC endpoint of the verifier's own choice stands behind it. */
export interface ChainReader {
  chainId(): Promise<number>;
  /** Root sealed for this tree size, or undefined when the log was never sealed at it. */
  sealedRoot(size: number): Promise<SealedRoot | undefined>;
  /** Everything recorded about a key (32 bytes) and a stage, in the order of the chain; empty when nothing was. */
  accreditationHistory(issuerKey: Uint8Array, stage: Stage): Promise<readonly AccreditationEvent[]>;
}

/** Two endpoints gave different answers to one question. */
export class ChainsDisagree extends Error {
  override readonly name = 'ChainsDisagree';
}

/** Asks the chain; trouble on the way is its own outcome, never "forged". */
export async function ask<Answer>(
  question: () => Promise<Answer>,
  isSane: (answer: Answer) => boolean,
): Promise<Answer> {
  const answer = await Promise.resolve()
    .then(question)
    .catch((cause: unknown) =>
      refuse(cause instanceof ChainsDisagree ? 'chains-disagree' : 'chain-unreachable', messageOf(cause)),
    );
  return isSane(answer) ? answer : refuse('chain-answer-invalid');
}

function refuse(code: OutcomeCode, subject?: string): never {
  throw new Refusal(code, subject);
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message.slice(0, 200) : 'no reason given';
}
