import { Client } from 'pg';

/**
 * What the database holds, told by each table's number of rows and its newest row version: any row that is added,
 * changed or removed alters it. The queue's own tables are not looked at.
 */
export class Stored {
  private constructor(
    private readonly client: Client,
    private readonly sql: string,
  ) {}

  static async open(connectionString: string): Promise<Stored> {
    const client = new Client({ connectionString });
    await client.connect();
    const { rows } = await client.query<{ name: string }>(
      `SELECT quote_ident(table_name) AS name FROM information_schema.tables
       WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
    );
    return new Stored(client, rows.map(({ name }) => markOf(name)).join(' UNION ALL '));
  }

  async marks(): Promise<ReadonlyMap<string, string>> {
    // Named, so that it is planned once: to plan it takes five times as long as to run it.
    const { rows } = await this.client.query<{ name: string; mark: string }>({ name: 'marks', text: this.sql });
    return new Map(rows.map(({ name, mark }) => [name, mark]));
  }

  close(): Promise<void> {
    return this.client.end();
  }
}

const markOf = (table: string): string =>
  `SELECT '${table}' AS name, count(*) || ' ' || coalesce(max(xmin::text::bigint), 0) AS mark FROM ${table}`;

/** Tables that differ between two looks. */
export function changed(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  return [...after].filter(([name, mark]) => before.get(name) !== mark).map(([name]) => name);
}
