import type { DataSource } from 'typeorm';

/**
 * What the database holds, told by each table's number of rows and its newest row version: any row that is added,
 * changed or removed alters it. The queue's own tables are not looked at.
 */
export class Stored {
  private sql: string | undefined;

  constructor(private readonly database: DataSource) {}

  async marks(): Promise<ReadonlyMap<string, string>> {
    this.sql ??= await this.statement();
    const rows = await this.database.query<{ name: string; mark: string }[]>(this.sql);
    return new Map(rows.map(({ name, mark }) => [name, mark]));
  }

  private async statement(): Promise<string> {
    const tables = await this.database.query<{ name: string }[]>(
      `SELECT quote_ident(table_name) AS name FROM information_schema.tables
       WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
    );
    return tables
      .map(
        ({ name }) =>
          `SELECT '${name}' AS name, count(*) || ' ' || coalesce(max(xmin::text::bigint), 0) AS mark FROM ${name}`,
      )
      .join(' UNION ALL ');
  }
}

/** Tables that differ between two looks. */
export function changed(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  return [...after].filter(([name, mark]) => before.get(name) !== mark).map(([name]) => name);
}
