import { Injectable } from '@nestjs/common';
import { lastPlayedDay, phaseWindow } from '@fieldseal/oracle/pure';
import { ChainService } from '../chain/chain.service.ts';
import { Problem } from '../platform/problems.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import type { OracleRound } from './oracle-round.entity.ts';
import { ReportersService } from './reporters.service.ts';
import { RoundProgress } from './round-progress.entity.ts';
import type { NewProgress } from './rounds.schemas.ts';
import { clockOf, RoundsService } from './rounds.service.ts';
import { progressSigner } from './signatures.ts';

/** A reporter's clock may be ahead of this one by so much. */
const CLOCK_SKEW_MS = 5000;

/** Where a reporter stands in a round. */
export interface Standing {
  readonly reporter: string;
  readonly throughDate: string;
  readonly valueMilli: number;
}

export interface CurvePoint {
  readonly date: string;
  readonly valueMilli: number;
}

@Injectable()
export class ProgressService {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly chain: ChainService,
    private readonly rounds: RoundsService,
    private readonly reporters: ReportersService,
  ) {}

  /**
   * Keeps a reporter's running index through a day; the same day again replaces it.
   * @throws Problem not-allowed for a stranger or a wrong signature, invalid-input for a day the round does not have yet
   */
  async put(roundKey: string, input: NewProgress): Promise<void> {
    const { reporter, throughDate, valueMilli, signature } = input;
    if ((await this.reporters.find(reporter)) === null)
      throw new Problem('not-allowed', `${reporter} is not a registered reporter.`);
    requirePlayed(await this.rounds.get(roundKey), throughDate);
    const signer = progressSigner(await this.chain.deployment, { roundKey, throughDate, valueMilli }, signature);
    if (signer !== reporter)
      throw new Problem('not-allowed', `The signature is not ${reporter}'s over this round, day and value.`);
    await this.unit
      .repository(RoundProgress)
      .upsert({ roundKey, reporter, throughDate, valueMilli, signature }, ['roundKey', 'reporter', 'throughDate']);
  }

  /** The newest day of each reporter. */
  async standings(roundKey: string): Promise<Standing[]> {
    const rows = await this.unit.query<{ reporter: string; through_date: string; value_milli: string }>(
      `SELECT DISTINCT ON (reporter) reporter, through_date, value_milli FROM round_progress
       WHERE round_key = $1 ORDER BY reporter, through_date DESC`,
      [roundKey],
    );
    return rows.map((row) => ({
      reporter: row.reporter,
      throughDate: row.through_date,
      valueMilli: Number(row.value_milli),
    }));
  }

  /** The running index for the picture: of each day the (lower) median of what the reporters said. */
  async curve(roundKey: string): Promise<CurvePoint[]> {
    const rows = await this.unit.query<{ date: string; value_milli: string }>(
      `SELECT through_date AS date, percentile_disc(0.5) WITHIN GROUP (ORDER BY value_milli) AS value_milli
       FROM round_progress WHERE round_key = $1 GROUP BY through_date ORDER BY through_date`,
      [roundKey],
    );
    return rows.map((row) => ({ date: row.date, valueMilli: Number(row.value_milli) }));
  }
}

function requirePlayed(round: OracleRound, date: string): void {
  const phase = round.terms.phases.find(({ name }) => name === round.phase);
  if (phase === undefined)
    throw new Error(`round ${round.key} asks for the phase ${round.phase}, which its terms lack`);
  const { from, to } = phaseWindow(round.terms, phase, round.terms.season.year);
  const played = lastPlayedDay(clockOf(round), Date.now() + CLOCK_SKEW_MS);
  if (date < from || date > to)
    throw new Problem('invalid-input', `${date} lies outside the round's window ${from} to ${to}.`);
  if (date > played)
    throw new Problem('invalid-input', `${date} is not over yet; the last day that is over is ${played}.`);
}
