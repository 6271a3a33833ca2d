import { csvSource } from '../sources/csv-source.ts';
import { apiClient } from './api-client.ts';
import { readConfig } from './config.ts';
import { writeHealth } from './health.ts';
import { reporterWallet } from './key.ts';
import { jsonLog, reasonOf } from './log.ts';
import { runReporter } from './reporter.ts';

const log = jsonLog(process.env.REPORTER_NAME ?? 'reporter', (line) => process.stdout.write(line));

async function start(): Promise<void> {
  const config = readConfig(process.env);
  const wallet = await reporterWallet(config.REPORTER_KEY_FILE);
  const source = csvSource(config.REPORTER_SOURCE);
  const stop = new AbortController();
  for (const name of ['SIGTERM', 'SIGINT'] as const) {
    process.once(name, () => {
      stop.abort();
    });
  }
  // Under a supervisor: when it goes away, so does this process, and no orphan keeps signing.
  process.once('disconnect', () => {
    stop.abort();
  });
  process.channel?.unref();
  log('info', 'started', { address: wallet.address, sourceId: source.id, pollMs: config.POLL_MS });
  await runReporter(
    {
      wallet,
      source,
      api: apiClient(config.API_URL),
      log,
      now: Date.now,
      random: Math.random,
      pollMs: config.POLL_MS,
      oracleAddress: config.ORACLE_ADDRESS,
      onCycle: (rounds) => recordHealth(config.HEALTH_FILE, rounds),
    },
    stop.signal,
  );
  log('info', 'stopped');
}

async function recordHealth(file: string | undefined, rounds: number): Promise<void> {
  if (file === undefined) return;
  try {
    await writeHealth(file, { at: Date.now(), rounds });
  } catch (error) {
    log('warn', 'the health file cannot be written', { file, reason: reasonOf(error) });
  }
}

try {
  await start();
} catch (error) {
  log('error', 'cannot run', { reason: reasonOf(error) });
  process.exitCode = 1;
}
