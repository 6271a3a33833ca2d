import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { reporterAddress, sampleSources } from '@fieldseal/oracle';
import { Supervised } from './engines/process.ts';
import { repository } from './repository.ts';
import { pidFile } from './state-folder.ts';

export interface Reporter {
  readonly name: string;
  /** The account it signs with. */
  readonly address: string;
  readonly sourceId: string;
  readonly process: Supervised;
}

/** A reporter holds a few years of days and one key; left alone, Node would let its heap grow to gigabytes. */
const SMALL = ['--max-old-space-size=64', '--max-semi-space-size=1'];

/** The four sample reporters, each its own process with its own key and its own reading of the weather. */
export async function reporters(stateDir: string, apiUrl: string, say: (text: string) => void): Promise<Reporter[]> {
  const made: Reporter[] = [];
  for (const [i, source] of sampleSources(weatherFolder()).entries()) {
    const number = String(i + 1);
    const keyFile = join(stateDir, 'keys', `reporter-${number}.key`);
    const name = `Reporter ${number}`;
    const process = reporterProcess(stateDir, `reporter-${number}`, say, {
      REPORTER_NAME: name,
      REPORTER_KEY_FILE: keyFile,
      REPORTER_SOURCE: JSON.stringify(source),
      API_URL: apiUrl,
    });
    made.push({ name, address: await reporterAddress(keyFile), sourceId: source.id, process });
  }
  return made;
}

function reporterProcess(
  stateDir: string,
  name: string,
  say: (text: string) => void,
  env: Record<string, string>,
): Supervised {
  return new Supervised(
    {
      name,
      command: process.execPath,
      args: [...SMALL, join(repository, 'oracle/src/reporter/main.ts')],
      env,
      ipc: true,
      logFile: join(stateDir, 'logs', `${name}.log`),
      pidFile: pidFile(stateDir, name),
      stopSignal: 'SIGTERM',
      stopMs: 8_000,
      readyMs: 10_000,
      // A reporter serves nobody; it waits for services by itself.
      isReady: () => Promise.resolve(true),
    },
    say,
  );
}

function weatherFolder(): string {
  return join(dirname(fileURLToPath(import.meta.resolve('vega-datasets'))), '../data');
}
