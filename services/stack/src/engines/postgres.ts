import { join } from 'node:path';
import { keptSecret } from './files.ts';
import { databaseUser, postgresBinaries } from './postgres-binaries.ts';
import { clearStaleServer, createCluster, dataFolder, DATABASE, DATABASE_OWNER, lockedBy } from './postgres-cluster.ts';
import { Supervised } from './process.ts';

/**
 * A small server: the whole stack shares two processors with a browser. Buffers and log are sized for capturing thousands
 * of events a second beside a million stored ones: after each checkpoint every page is logged whole once, and trace edges
 * touch pages all over, so checkpoints are kept rare. Recovery after a kill replays 2 GB at most, in seconds.
 */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '60',
  shared_buffers: '256MB',
  work_mem: '4MB',
  maintenance_work_mem: '32MB',
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  wal_buffers: '16MB',
  max_parallel_workers: '0',
  autovacuum_max_workers: '2',
  io_method: 'sync',
  jit: 'off',
  log_min_messages: 'warning',
};

export interface Postgres {
  readonly url: string;
  readonly process: Supervised;
}

/**
 * A real PostgreSQL whose data stays in the state folder; reachable from this machine only, with a random password.
 * After `kill -9` it recovers by itself (fsync stays on).
 */
export function postgres(stateDir: string, port: number, say: (text: string) => void): Postgres {
  const user = databaseUser();
  const binaries = postgresBinaries(user, say);
  const folder = dataFolder(stateDir, user);
  if (!folder.startsWith(stateDir)) say(`the database's account may not enter ${stateDir}; its data lies in ${folder}`);
  const data = join(folder, 'data');
  const password = keptSecret(join(stateDir, 'keys', 'postgres-password'));
  createCluster(binaries, data, password, user);
  const settings = Object.entries(SETTINGS).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
  const process = new Supervised(
    {
      name: 'database',
      command: join(binaries, 'bin', 'postgres'),
      args: ['-D', data, '-p', String(port), ...settings],
      user,
      logFile: join(stateDir, 'logs', 'database.log'),
      pidFile: join(stateDir, 'run', 'database.json'),
      // SIGINT is PostgreSQL's "fast" shutdown: roll back, write everything, end.
      stopSignal: 'SIGINT',
      stopMs: 20_000,
      readyMs: 60_000,
      prepare: () => clearStaleServer(data),
      isReady: (pid) => {
        const lock = lockedBy(data);
        return Promise.resolve(lock?.pid === pid && lock.ready);
      },
    },
    say,
  );
  const url = `postgres://${DATABASE_OWNER}:${password}@127.0.0.1:${String(port)}/${DATABASE}`;
  return { url, process };
}
