import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readJson, writeAtomically } from '../engines/files.ts';
import type { Stack } from '../stack.ts';
import { sampleAccounts } from './accounts.ts';
import type { SeasonOptions } from './context.ts';
import { samplePhotos } from './photos.ts';
import { playSeason, type SeasonSummary } from './season.ts';
import { Steps } from './steps.ts';

/** Seconds of wall time for a day of the sample season's weather: 61 days in about half a minute. */
const SECONDS_PER_DAY = 0.4;
/** Long enough for a purchase that meets a restart. */
const SALES_SECONDS = 12;

const Beginning = z.object({ startedAt: z.coerce.date() });

/** Where the season's result is kept once it has been played to the end. */
export function seasonFile(stateDir: string): string {
  return join(stateDir, 'season.json');
}

export interface PlayOptions {
  readonly photosFolder?: string | undefined;
  readonly patienceMs?: number;
  readonly salesSeconds?: number;
  readonly onAcknowledged?: SeasonOptions['onAcknowledged'];
  readonly steps?: Steps;
}

/** Plays the sample season on this state, or goes on with one that was interrupted. */
export async function playOn(
  stack: Stack,
  say: (text: string) => void,
  options: PlayOptions = {},
): Promise<SeasonSummary> {
  const season = seasonOptions(stack, say, options);
  try {
    const summary = await playSeason(season, options.steps ?? new Steps(say));
    writeAtomically(seasonFile(stack.stateDir), JSON.stringify(summary, null, 2));
    return summary;
  } finally {
    await season.photos.close();
  }
}

/** The season of this stack's state: its people, its beginning, its photographs (to be closed by the caller). */
export function seasonOptions(stack: Stack, say: (text: string) => void, options: PlayOptions = {}): SeasonOptions {
  return {
    stateDir: stack.stateDir,
    webUrl: stack.webUrl,
    rpcUrl: stack.rpcUrl,
    reporters: stack.reporters,
    accounts: sampleAccounts(stack.stateDir),
    photos: samplePhotos(options.photosFolder),
    startedAt: beginning(stack.stateDir),
    secondsPerDay: SECONDS_PER_DAY,
    salesSeconds: options.salesSeconds ?? SALES_SECONDS,
    patienceMs: options.patienceMs ?? 30_000,
    say,
    ...(options.onAcknowledged && { onAcknowledged: options.onAcknowledged }),
  };
}

/** Whether the sample season was played to its end on this state. */
export function isPlayed(stateDir: string): boolean {
  return existsSync(seasonFile(stateDir));
}

/** When the season of this state began; noted before its first request, since every time in it depends on this. */
function beginning(stateDir: string): Date {
  const file = join(stateDir, 'season-began.json');
  const kept = Beginning.safeParse(readJson(file));
  if (kept.success) return kept.data.startedAt;
  const startedAt = new Date();
  writeAtomically(file, JSON.stringify({ startedAt }));
  return startedAt;
}
