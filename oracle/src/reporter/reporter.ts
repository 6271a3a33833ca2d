import { setTimeout as sleep } from 'node:timers/promises';
import { backoffMs } from './backoff.ts';
import { reasonOf } from './log.ts';
import { serveRound } from './serve-round.ts';
import type { ReporterParts, RoundMemory } from './serve-round.ts';

export interface ReporterOptions extends ReporterParts {
  readonly pollMs: number;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  /** Called with the number of open rounds after every cycle that reached the services. */
  readonly onCycle?: (rounds: number) => Promise<void>;
}

interface RoundState {
  readonly memory: RoundMemory;
  failures: number;
  retryAt: number;
  reason?: string;
}

/**
 * Follows the open rounds until the signal aborts: for each, reports progress while the season passes and one observation when it
 * is final. Trouble with one round delays that round alone; trouble with the services delays all. Neither ends the process.
 */
export async function runReporter(options: ReporterOptions, signal: AbortSignal): Promise<void> {
  const states = new Map<string, RoundState>();
  let failures = 0;
  while (!signal.aborted) {
    try {
      await cycle(options, states, signal);
      failures = 0;
    } catch (error) {
      failures += 1;
      if (!stopped(signal)) options.log('warn', 'the services are out of reach', { reason: reasonOf(error), failures });
    }
    await pause(failures === 0 ? options.pollMs : backoffMs(failures, options.pollMs, options.random), signal);
  }
}

function stopped(signal: AbortSignal): boolean {
  return signal.aborted;
}

async function cycle(options: ReporterOptions, states: Map<string, RoundState>, signal: AbortSignal): Promise<void> {
  const rounds = await options.api.openRounds(signal);
  const open = new Set(rounds.map(keyOf));
  for (const key of states.keys()) if (!open.has(key)) states.delete(key);
  for (const served of rounds) {
    const state = states.get(keyOf(served)) ?? { memory: {}, failures: 0, retryAt: 0 };
    states.set(keyOf(served), state);
    if (options.now() >= state.retryAt) await serveIsolated(options, served, state, signal);
  }
  await options.onCycle?.(rounds.length);
}

function keyOf(served: unknown): string {
  const named = typeof served === 'object' && served !== null && 'roundKey' in served;
  return named && typeof served.roundKey === 'string' ? served.roundKey : 'unreadable';
}

async function serveIsolated(
  options: ReporterOptions,
  served: unknown,
  state: RoundState,
  signal: AbortSignal,
): Promise<void> {
  try {
    await serveRound(options, served, state.memory, signal);
    state.failures = 0;
    delete state.reason;
  } catch (error) {
    if (signal.aborted) return;
    const reason = reasonOf(error);
    if (reason !== state.reason)
      options.log('warn', 'the round could not be served', { roundKey: keyOf(served), reason });
    state.reason = reason;
    state.failures += 1;
    state.retryAt = options.now() + backoffMs(state.failures, options.pollMs, options.random);
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(ms, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
