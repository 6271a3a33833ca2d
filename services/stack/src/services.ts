import { join } from 'node:path';
import { Supervised } from './engines/process.ts';
import { repository } from './repository.ts';
import { pidFile } from './state-folder.ts';

/** The services process (API, background work, sensor broker, web app), configured by environment alone. */
export function servicesProcess(
  stateDir: string,
  localUrl: string,
  env: Record<string, string>,
  say: (text: string) => void,
): Supervised {
  return new Supervised(
    {
      name: 'services',
      command: process.execPath,
      args: ['--enable-source-maps', join(repository, 'services/api/dist/main.js')],
      env: {
        ...env,
        STATE_DIR: stateDir,
        WEB_DIST: join(repository, 'mobile-web/dist'),
        FIELDSEAL_SUPERVISED: '1',
        NODE_ENV: 'production',
      },
      ipc: true,
      logFile: join(stateDir, 'logs', 'services.log'),
      pidFile: pidFile(stateDir, 'services'),
      stopSignal: 'SIGTERM',
      stopMs: 15_000,
      readyMs: 60_000,
      isReady: () => answersReady(localUrl),
    },
    say,
  );
}

async function answersReady(localUrl: string): Promise<boolean> {
  try {
    return (await fetch(`${localUrl}/api/health/ready`, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}
