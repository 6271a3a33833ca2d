import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { UsageError } from './arguments.ts';
import { begin, requireSameSubject } from './watch/begin.ts';
import { chainNode } from './watch/chain-node.ts';
import { Alarm, type Finding, isAlarm } from './watch/findings.ts';
import { logClient } from './watch/log-client.ts';
import { readOptions, type WatchOptions } from './watch/options.ts';
import { Reporter } from './watch/reporter.ts';
import { auditRound } from './watch/round.ts';
import { readState, type WatchState, writeState } from './watch/state.ts';

/** Between two looks of `--once` while a seal is awaited. */
const SHORT_PAUSE_SECONDS = 0.5;

try {
  process.exitCode = await watch(readOptions(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}

/** Follows the log until it is stopped; with `once`, until everything seen is judged. @returns the exit code */
async function watch(options: WatchOptions): Promise<number> {
  const reporter = new Reporter(options.json, (line) => process.stdout.write(`${line}\n`));
  let state = readState(options.stateFile);
  if (state !== undefined) requireSameSubject(state, options);
  let wanted: number | undefined;
  for (;;) {
    const looked = await look(options, state);
    ({ state } = looked);
    if (state !== undefined) writeState(options.stateFile, state);
    reporter.report(looked.findings, state, Date.now());
    const isBad = looked.findings.some(isAlarm);
    // What comes while a seal is awaited is for the next time: a busy log is never sealed to its last leaf.
    wanted ??= state?.log.size;
    if (options.once && (isBad || (state?.head?.size ?? 0) >= (wanted ?? 0))) return isBad ? 1 : 0;
    await pause((options.once ? SHORT_PAUSE_SECONDS : options.everySeconds) * 1000);
  }
}

async function look(
  options: WatchOptions,
  known: WatchState | undefined,
): Promise<{ state: WatchState | undefined; findings: Finding[] }> {
  const log = logClient(options.log);
  try {
    const first = known === undefined ? await begin(options, log) : { state: known, findings: [] };
    const nodes = options.rpc.map((url) => chainNode(url, first.state.contract));
    const ends = { log, nodes, maxDelaySeconds: options.maxDelaySeconds, now: () => Date.now(), below: randomInt };
    const { state, findings } = await auditRound(ends, first.state);
    return { state, findings: [...first.findings, ...findings] };
  } catch (cause) {
    if (!(cause instanceof Alarm)) throw cause;
    return { state: known, findings: [cause.finding] };
  }
}
