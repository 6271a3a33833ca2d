import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { SystemUser } from './postgres-binaries.ts';
import { commandOf, isAlive } from './probes.ts';
import { sharedFolder } from './shared-folder.ts';
import { stopPid } from './stale.ts';

export const DATABASE = 'fieldseal';
export const DATABASE_OWNER = 'fieldseal';

/**
 * The folder for the data: in the state folder, or, where the database's account may not pass there, in a shared
 * place that belongs to this state folder alone.
 */
export function dataFolder(stateDir: string, user: SystemUser | undefined): string {
  const home = join(stateDir, 'postgres');
  ownFolder(home, user);
  if (user === undefined || canUse(home, user)) return home;
  rmSync(home, { recursive: true });
  const key = createHash('sha256').update(stateDir).digest('hex').slice(0, 12);
  const shared = join(sharedFolder(), `state-${key}`);
  ownFolder(shared, user);
  return shared;
}

function ownFolder(folder: string, user: SystemUser | undefined): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (user !== undefined) chownSync(folder, user.uid, user.gid);
}

function canUse(folder: string, user: SystemUser): boolean {
  const options = { cwd: '/', uid: user.uid, gid: user.gid };
  return spawnSync('/bin/sh', ['-c', 'cd "$1" && test -w .', 'sh', folder], options).status === 0;
}

/**
 * Makes the cluster and its database once. A set-up killed half way leaves nothing that looks finished.
 * @throws Error with what the programs said
 */
export function createCluster(binaries: string, data: string, password: string, user: SystemUser | undefined): void {
  if (existsSync(join(data, 'PG_VERSION'))) return;
  const next = `${data}.next`;
  rmSync(next, { recursive: true, force: true });
  const passwordFile = join(dirname(data), 'password.once');
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (user !== undefined) chownSync(passwordFile, user.uid, user.gid);
  const run = (program: string, args: string[], input = ''): void => {
    const { uid, gid } = user ?? {};
    const result = spawnSync(join(binaries, 'bin', program), args, { cwd: '/', uid, gid, input, encoding: 'utf8' });
    if (result.status !== 0) throw new Error(`${program} failed: ${lastWords(result)}`);
  };
  try {
    run('initdb', [
      `--pgdata=${next}`,
      `--username=${DATABASE_OWNER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // PostgreSQL's own collation: the same order on every machine, whatever locales it has.
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
    ]);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  run('postgres', ['--single', '-D', next, 'postgres'], `CREATE DATABASE ${DATABASE}\n`);
  renameSync(next, data);
}

function lastWords(result: SpawnSyncReturns<string>): string {
  return result.error?.message ?? `${result.stdout}\n${result.stderr}`.trim().split('\n').slice(-6).join('\n');
}

/**
 * Stops a server that a killed supervisor left behind, and removes a lock file whose process number now belongs to
 * somebody else (PostgreSQL by itself would refuse to start then).
 */
export async function clearStaleServer(data: string): Promise<void> {
  const lock = join(data, 'postmaster.pid');
  const pid = lockedBy(data)?.pid;
  if (pid === undefined || !isAlive(pid)) return;
  if (commandOf(pid)?.includes(data) === true) {
    await stopPid(pid, 'SIGINT', 15_000);
  } else {
    rmSync(lock, { force: true });
  }
}

/** What the server itself says in its lock file: line 1 its process, line 8 its status. */
export function lockedBy(data: string): { pid: number; ready: boolean } | undefined {
  try {
    const lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number.parseInt(lines[0] ?? '', 10);
    return Number.isInteger(pid) ? { pid, ready: lines[7]?.trim() === 'ready' } : undefined;
  } catch {
    return undefined;
  }
}
