import { Injectable } from '@nestjs/common';
import type { SignedObservation } from '@fieldseal/contracts';
import type { OracleRound } from './oracle-round.entity.ts';
import { ObservationsService, signedObservation } from './observations.service.ts';
import { ReportersService } from './reporters.service.ts';
import type { RoundObservation } from './round-observation.entity.ts';

const LEAST_GRACE_MS = 2000;
const MOST_GRACE_MS = 3_600_000;

/**
 * Whether the answers may go to the chain: quorum and sources are met, and either everybody has answered or those who
 * have not had a day of the season's clock more (two seconds to an hour), so that the median has as many voices as it can.
 * @param now epoch milliseconds
 */
export function areReady(
  round: Pick<OracleRound, 'terms' | 'secondsPerDay'>,
  answers: readonly Pick<RoundObservation, 'sourceId' | 'receivedAt'>[],
  reporters: number,
  now: number,
): boolean {
  const { quorum, minSources } = round.terms.oracle;
  const sources = new Set(answers.map(({ sourceId }) => sourceId));
  if (answers.length < quorum || sources.size < minSources) return false;
  if (answers.length >= reporters) return true;
  const newest = Math.max(...answers.map(({ receivedAt }) => receivedAt.getTime()));
  return now >= newest + Math.min(MOST_GRACE_MS, Math.max(LEAST_GRACE_MS, round.secondsPerDay * 1000));
}

@Injectable()
export class AnswersService {
  constructor(
    private readonly observations: ObservationsService,
    private readonly reporters: ReportersService,
  ) {}

  async areReady(round: OracleRound, now: number): Promise<boolean> {
    const answers = await this.observations.list(round.key);
    if (answers.length < round.terms.oracle.quorum) return false;
    return areReady(round, answers, (await this.reporters.list()).length, now);
  }

  /** All answers to a round, as the contract takes them. */
  async signed(roundKey: string): Promise<SignedObservation[]> {
    return (await this.observations.list(roundKey)).map(signedObservation);
  }
}
