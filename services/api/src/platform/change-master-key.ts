import type { DataSource, EntityManager } from 'typeorm';
import { SECRET_COLUMNS, type SecretColumn } from './secret-columns.ts';
import type { Secrets } from './secrets.ts';

const BATCH = 200;

interface Row {
  /** Values of the primary key, as text. */
  readonly key: string[];
  readonly named: string[];
  readonly secret: Buffer;
}

/** How many secrets a column had, and how many of them were still under an older key. */
export interface Renewed {
  readonly place: string;
  readonly seen: number;
  readonly renewed: number;
}

/**
 * Changes the master key: makes a new one, encrypts every secret anew, and puts the new key in the old one's place.
 * May run while everything else does. Killed at any point it is simply run again; what is done is not done twice.
 * The last look finds nothing left before the old key goes.
 */
export async function changeMasterKey(dataSource: DataSource, secrets: Secrets): Promise<Renewed[]> {
  secrets.beginChange();
  const done = await renewAll(dataSource, secrets);
  for (let left = done; left.some(({ renewed }) => renewed > 0);) left = await renewAll(dataSource, secrets);
  secrets.finishChange();
  return done;
}

async function renewAll(dataSource: DataSource, secrets: Secrets): Promise<Renewed[]> {
  const all: Renewed[] = [];
  for (const column of SECRET_COLUMNS) all.push(await renewColumn(dataSource, secrets, column));
  return all;
}

async function renewColumn(dataSource: DataSource, secrets: Secrets, column: SecretColumn): Promise<Renewed> {
  let [seen, renewed] = [0, 0];
  let last: string[] | undefined;
  do {
    const after = last;
    const rows = await dataSource.transaction(async (manager) => {
      const batch = await read(manager, column, after);
      for (const row of batch) renewed += await renew(manager, secrets, column, row);
      return batch;
    });
    seen += rows.length;
    last = rows.length < BATCH ? undefined : rows.at(-1)?.key;
  } while (last !== undefined);
  return { place: `${column.table}.${column.column}`, seen, renewed };
}

/** Locked, so that nobody replaces a secret between reading it and writing it. */
function read(manager: EntityManager, column: SecretColumn, after: string[] | undefined): Promise<Row[]> {
  const texts = (names: readonly string[]): string => names.map((name) => `${name}::text`).join(', ');
  const place = column.key.map((_, i) => `$${i + 1}`).join(', ');
  return manager.query<Row[]>(
    `SELECT ARRAY[${texts(column.key)}] AS key, ARRAY[${texts(column.named)}] AS named, ${column.column} AS secret
     FROM ${column.table}
     WHERE ${column.column} IS NOT NULL ${after === undefined ? '' : `AND (${texts(column.key)}) > (${place})`}
     ORDER BY ${texts(column.key)} LIMIT ${BATCH} FOR UPDATE`,
    after ?? [],
  );
}

async function renew(manager: EntityManager, secrets: Secrets, column: SecretColumn, row: Row): Promise<0 | 1> {
  const fresh = secrets.renewed(row.secret, column.purpose(...row.named));
  if (fresh === undefined) return 0;
  const where = column.key.map((name, i) => `${name}::text = $${i + 2}`).join(' AND ');
  await manager.query(`UPDATE ${column.table} SET ${column.column} = $1 WHERE ${where}`, [fresh, ...row.key]);
  return 1;
}
