import { Injectable } from '@nestjs/common';
import type { SeasonClock } from '@fieldseal/oracle/pure';
import { ChainService } from '../chain/chain.service.ts';
import { found } from '../platform/problems.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { OracleRound, type RoundState } from './oracle-round.entity.ts';
import type { RoundView } from './rounds.schemas.ts';
import { oracleDomain } from './signatures.ts';

const MOST_LISTED = 1000;

/** How the season of a round passes on the wall clock. */
export function clockOf({ startedAt, seasonStart, secondsPerDay }: OracleRound): SeasonClock {
  return { startedAt: startedAt.getTime(), seasonStart, secondsPerDay };
}

@Injectable()
export class RoundsService {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly chain: ChainService,
  ) {}

  /** Rounds, those that wait for observations or those that do no longer; oldest first. */
  async list(status: RoundState): Promise<RoundView[]> {
    const domain = oracleDomain(await this.chain.deployment);
    const rounds = await this.unit
      .repository(OracleRound)
      .find({ where: { status }, order: { createdAt: 'ASC' }, take: MOST_LISTED });
    return rounds.map((round) => ({
      roundKey: round.key,
      phase: round.phase,
      terms: round.terms,
      termsHash: round.termsHash,
      clock: clockOf(round),
      domain,
      finalAt: round.finalAt.getTime(),
    }));
  }

  async get(key: string): Promise<OracleRound> {
    return found(await this.unit.repository(OracleRound).findOneBy({ key }), `Round ${key}`);
  }

  async save(round: Omit<OracleRound, 'status' | 'createdAt'>): Promise<OracleRound> {
    return this.unit.repository(OracleRound).save(round);
  }

  /** Asks nobody any more. */
  async markAnswered(key: string): Promise<void> {
    await this.unit.repository(OracleRound).update({ key, status: 'open' }, { status: 'answered' });
  }
}
