import { Injectable } from '@nestjs/common';
import type { Observation, SignedObservation } from '@fieldseal/contracts';
import { sourceIdHash } from '@fieldseal/oracle';
import { maxMissingDays } from '@fieldseal/oracle/pure';
import { ChainService } from '../chain/chain.service.ts';
import { COVER_QUEUE } from './cover.queue.ts';
import { Background } from '../platform/background.ts';
import { Problem } from '../platform/problems.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import type { OracleRound } from './oracle-round.entity.ts';
import { ReportersService } from './reporters.service.ts';
import { RoundObservation } from './round-observation.entity.ts';
import type { NewObservation, ObservationView } from './rounds.schemas.ts';
import { RoundsService } from './rounds.service.ts';
import { observationSigner } from './signatures.ts';

/** As the contract allows. */
const CLOCK_SKEW_SECONDS = 60;

@Injectable()
export class ObservationsService {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly chain: ChainService,
    private readonly rounds: RoundsService,
    private readonly reporters: ReportersService,
    private readonly background: Background,
  ) {}

  /**
   * Keeps a reporter's one answer to a round. The same answer again is acknowledged again.
   * @throws Problem not-allowed for a stranger, another source or a wrong signature; invalid-input for what the contract
   * or the terms would refuse; conflict for a second, different answer
   */
  async add(roundKey: string, input: NewObservation): Promise<ObservationView> {
    const reporter = await this.reporters.find(input.reporter);
    if (reporter === null) throw new Problem('not-allowed', `${input.reporter} is not a registered reporter.`);
    if (input.sourceId !== sourceIdHash(reporter.sourceId))
      throw new Problem('not-allowed', `${input.reporter} is registered with the source ${reporter.sourceId}.`);
    requireAnswerable(await this.rounds.get(roundKey), input);
    const signer = observationSigner(await this.chain.deployment, messageOf(roundKey, input), input.signature);
    if (signer !== input.reporter)
      throw new Problem('not-allowed', `The signature is not ${input.reporter}'s over this observation.`);
    return this.keep(roundKey, input);
  }

  /** The answers to a round, oldest first. */
  list(roundKey: string): Promise<RoundObservation[]> {
    return this.unit
      .repository(RoundObservation)
      .find({ where: { roundKey }, order: { receivedAt: 'ASC', reporter: 'ASC' } });
  }

  private async keep(roundKey: string, input: NewObservation): Promise<ObservationView> {
    const { valueMilli, observedAt, ...rest } = input;
    const observations = this.unit.repository(RoundObservation);
    const { reporter } = input;
    await observations
      .createQueryBuilder()
      .insert()
      .values({ roundKey, ...rest, valueMilli, observedAt: String(observedAt) })
      .orIgnore()
      .execute();
    const kept = await observations.findOneByOrFail({ roundKey, reporter });
    if (!isSameAnswer(kept, input))
      throw new Problem('conflict', `${reporter} already answered this round with ${kept.valueMilli} thousandths.`);
    await this.background.wake(COVER_QUEUE);
    return { reporter, receivedAt: kept.receivedAt.toISOString() };
  }
}

/** An observation as the contract takes it. */
export function signedObservation(row: RoundObservation): SignedObservation {
  const { roundKey, reporter, missingDays, rawDataHash, sourceId, signature } = row;
  const observation = {
    roundKey,
    valueMilli: BigInt(row.valueMilli),
    missingDays,
    rawDataHash,
    sourceId,
    observedAt: Number(row.observedAt),
  };
  return { observation, signer: reporter, signature };
}

function messageOf(roundKey: string, input: NewObservation): Observation {
  const { valueMilli, missingDays, rawDataHash, sourceId, observedAt } = input;
  return { roundKey, valueMilli: BigInt(valueMilli), missingDays, rawDataHash, sourceId, observedAt };
}

function isSameAnswer(kept: RoundObservation, input: NewObservation): boolean {
  return (
    kept.valueMilli === input.valueMilli &&
    kept.missingDays === input.missingDays &&
    kept.rawDataHash === input.rawDataHash &&
    kept.observedAt === String(input.observedAt)
  );
}

function requireAnswerable(round: OracleRound, { observedAt, missingDays }: NewObservation): void {
  const earliest = round.finalAt.getTime() / 1000;
  const latest = Math.floor(Date.now() / 1000) + CLOCK_SKEW_SECONDS;
  if (observedAt < earliest || observedAt > latest)
    throw new Problem(
      'invalid-input',
      `observedAt must lie between ${String(earliest)} (the weather is over) and now.`,
    );
  const most = maxMissingDays(round.terms);
  if (missingDays > most)
    throw new Problem(
      'invalid-input',
      `The terms allow ${String(most)} missing days, not ${String(missingDays)}: abstain instead.`,
    );
}
