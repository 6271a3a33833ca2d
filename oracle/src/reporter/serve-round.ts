import type { Wallet } from 'ethers';
import type { WeatherSource } from '../sources/source.ts';
import type { ApiClient } from './api-client.ts';
import type { Log } from './log.ts';
import { RoundRefused, checkRound, currentIndex, finalIndex } from './observe.ts';
import type { CheckedRound } from './observe.ts';
import { roundSchema } from './round.ts';
import { signedObservation, signedProgress } from './signing.ts';

export interface ReporterParts {
  readonly wallet: Wallet;
  readonly source: WeatherSource;
  readonly api: ApiClient;
  readonly log: Log;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** When set, rounds of any other contract are refused. */
  readonly oracleAddress?: string;
}

/**
 * While a round stays open after its observation, the observation is repeated at this pace: services that lost it get it again,
 * and a reporter that abstained looks whether its source has filled the gap.
 */
const REPEAT_MS = 30_000;

/** What was already told about a round in this process. Losing it is harmless: everything is sent again, the same to the byte. */
export interface RoundMemory {
  throughDate?: string;
  /** When the observation was delivered, or the reporter last abstained, in epoch milliseconds. */
  finishedAt?: number;
}

/** Brings the services up to date about one round. @throws whatever stood in the way; nothing is half done then */
export async function serveRound(
  parts: ReporterParts,
  served: unknown,
  memory: RoundMemory,
  signal: AbortSignal,
): Promise<void> {
  if (memory.finishedAt !== undefined && parts.now() - memory.finishedAt < REPEAT_MS) return;
  const checked = acceptRound(parts, served);
  await sendProgress(parts, checked, memory, signal);
  await sendObservation(parts, checked, memory, signal);
}

function acceptRound({ oracleAddress }: ReporterParts, served: unknown): CheckedRound {
  const parsed = roundSchema.safeParse(served);
  if (!parsed.success) {
    const reasons = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new RoundRefused(`the round cannot be read: ${reasons.join('; ')}`);
  }
  const { verifyingContract } = parsed.data.domain;
  if (oracleAddress !== undefined && verifyingContract.toLowerCase() !== oracleAddress.toLowerCase()) {
    throw new RoundRefused(`the round is of contract ${verifyingContract}, this reporter signs for ${oracleAddress}`);
  }
  return checkRound(parsed.data);
}

async function sendProgress(
  { wallet, source, api, now }: ReporterParts,
  checked: CheckedRound,
  memory: RoundMemory,
  signal: AbortSignal,
): Promise<void> {
  const current = await currentIndex(checked, source, now());
  if (current === undefined || current.indexMilli === null || current.throughDate === memory.throughDate) return;
  const body = await signedProgress(wallet, checked.round, current.throughDate, current.indexMilli);
  await api.putProgress(checked.round.roundKey, body, signal);
  memory.throughDate = current.throughDate;
}

async function sendObservation(
  { wallet, source, api, log, now }: ReporterParts,
  checked: CheckedRound,
  memory: RoundMemory,
  signal: AbortSignal,
): Promise<void> {
  const { roundKey } = checked.round;
  const final = await finalIndex(checked, source, now());
  if (final === undefined) return;
  if (final === 'insufficient-data') {
    memory.finishedAt = now();
    log('warn', 'abstained: more days are missing than the terms allow', { roundKey });
    return;
  }
  await api.postObservation(roundKey, await signedObservation(wallet, checked.round, source.id, final), signal);
  memory.finishedAt = now();
  log('info', 'observed', { roundKey, ...final });
}
