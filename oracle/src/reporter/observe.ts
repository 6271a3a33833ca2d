import { evaluatePhase, maxMissingDays, phaseWindow } from '../evaluate.ts';
import type { PhaseIndex } from '../evaluate.ts';
import { variableOf } from '../indices/index.ts';
import { lastPlayedDay, playedAt } from '../season-clock.ts';
import { rawDataHash } from '../series.ts';
import type { DayRange } from '../series.ts';
import type { WeatherSource } from '../sources/source.ts';
import { parseCoverTerms, termsHash } from '../terms/parse.ts';
import type { CoverTerms, Phase } from '../terms/schema.ts';
import type { Round } from './round.ts';

/** A round this reporter will not serve, because what it is asked to sign does not hold together. */
export class RoundRefused extends Error {
  override name = 'RoundRefused';
}

/** A round whose terms were recomputed and agree with their hash. */
export interface CheckedRound {
  readonly round: Round;
  readonly terms: CoverTerms;
  readonly phase: Phase;
  readonly window: DayRange;
}

export interface FinalIndex {
  readonly valueMilli: number;
  readonly missingDays: number;
  readonly rawDataHash: string;
  /** Epoch seconds of the round's finality: fixed by the round, so a repeated observation is the same to the last byte. */
  readonly observedAt: number;
}

/** @throws RoundRefused when the hash is not the terms' or the phase is not told; TermsError when the terms are not usable */
export function checkRound(round: Round): CheckedRound {
  const terms = parseCoverTerms(round.terms);
  const computed = termsHash(terms);
  if (computed !== round.termsHash.toLowerCase()) {
    throw new RoundRefused(`the terms hash to ${computed}, the round says ${round.termsHash}`);
  }
  const [first, second] = terms.phases;
  const only = second === undefined ? first : undefined;
  const phase = round.phase === undefined ? only : terms.phases.find(({ name }) => name === round.phase);
  if (phase === undefined) {
    const names = terms.phases.map(({ name }) => name).join(', ');
    throw new RoundRefused(`the round must name one phase of: ${names}`);
  }
  return { round, terms, phase, window: phaseWindow(terms, phase, terms.season.year) };
}

/** The index over the days of the window that are over; undefined before the first one is. */
export async function currentIndex(
  { round, terms, phase, window }: CheckedRound,
  source: WeatherSource,
  now: number,
): Promise<PhaseIndex | undefined> {
  const played = lastPlayedDay(round.clock, now);
  if (played < window.from) return undefined;
  const range = { from: window.from, to: played < window.to ? played : window.to };
  return evaluatePhase(await source.daily(terms.cell, range.from, range.to), phase, range);
}

/** Epoch seconds at which the round's weather is over and final. */
export function finalityOf({ round, window }: CheckedRound): number {
  return Math.ceil(Math.max(round.finalAt, playedAt(round.clock, window.to)) / 1000);
}

/**
 * The index of the whole window, once final; undefined before. Too many missing days are "insufficient-data": no number exists
 * to be signed, the reporter abstains and the round runs into the terms' fallback.
 */
export async function finalIndex(
  checked: CheckedRound,
  source: WeatherSource,
  now: number,
): Promise<FinalIndex | 'insufficient-data' | undefined> {
  const { terms, phase, window } = checked;
  const observedAt = finalityOf(checked);
  if (now < observedAt * 1000) return undefined;
  const series = await source.daily(terms.cell, window.from, window.to);
  const { indexMilli, missingDays } = evaluatePhase(series, phase, window);
  if (indexMilli === null || missingDays > maxMissingDays(terms)) return 'insufficient-data';
  return {
    valueMilli: indexMilli,
    missingDays,
    rawDataHash: rawDataHash(series, variableOf(phase.index), window),
    observedAt,
  };
}
