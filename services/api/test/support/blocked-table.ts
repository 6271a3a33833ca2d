import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';

/** Holds up whoever writes to a table, so that a process stands still at that very write. */
export class BlockedTable {
  private constructor(
    private readonly client: Client,
    private readonly table: string,
  ) {}

  static async block(databaseUrl: string, table: string): Promise<BlockedTable> {
    const client = new Client({ connectionString: databaseUrl });
    await client.connect();
    await client.query(`BEGIN; LOCK TABLE ${client.escapeIdentifier(table)} IN SHARE MODE`);
    return new BlockedTable(client, table);
  }

  /** Until somebody waits to write to it. */
  async reached(): Promise<void> {
    const waits = `SELECT FROM pg_locks WHERE relation = $1::regclass AND NOT granted`;
    for (let attempt = 0; attempt < 600; attempt++) {
      if ((await this.client.query(waits, [this.table])).rows.length > 0) return;
      await pause(25);
    }
    throw new Error(`nobody came to write to ${this.table} within 15 s`);
  }

  async release(): Promise<void> {
    await this.client.query('ROLLBACK');
    await this.client.end();
  }
}
