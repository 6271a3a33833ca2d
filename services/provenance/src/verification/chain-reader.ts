import type { Stage } from '../credentials/stages.ts';
import type { OutcomeCode } from './outcomes.ts';
import { Refusal } from './report.ts';

export interface SealedRoot {
  /** 32 bytes. */
  readonly root: Uint8Array;
  /** Block time in seconds since 1970. */
  readonly sealedAt: number;
}

/** Times in seconds since 1970. `from` is the first moment, `until` the first one no longer covered. */
export interface Accreditation {
  readonly from: number;
  readonly until: number;
  readonly suspendedAt: number | undefined;
}

/** All that a verifier asks of a chain; an RPC endpoint of the verifier's own choice stands behind it. */
export interface ChainReader {
  chainId(): Promise<number>;
  /** Root sealed for this tree size, or undefined when the log was never sealed at it. */
  sealedRoot(size: number): Promise<SealedRoot | undefined>;
  accreditation(issuerKey: Uint8Array, stage: Stage): Promise<Accreditation | undefined>;
}

/** Asks the chain; trouble on the way is its own outcome, never "forged". */
export async function ask<Answer>(
  question: () => Promise<Answer>,
  isSane: (answer: Answer) => boolean,
): Promise<Answer> {
  const answer = await Promise.resolve()
    .then(question)
    .catch((cause: unknown) => refuse('chain-unreachable', messageOf(cause)));
  return isSane(answer) ? answer : refuse('chain-answer-invalid');
}

function refuse(code: OutcomeCode, subject?: string): never {
  throw new Refusal(code, subject);
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message.slice(0, 200) : 'no reason given';
}
