import type { MigrationInterface, QueryRunner } from 'typeorm';

/** For each table, the paths of the primary keys whose resolved links a changed row makes stale. */
const STALE: readonly (readonly [table: string, paths: string])[] = [
  ['link', 'changed.key'],
  ['product', "'/01/' || changed.gtin"],
  ['item', "unnest(ARRAY['/01/' || changed.gtin, '/00/' || changed.sscc])"],
  ['fingerprint', "'/01/' || changed.gtin"],
  ['harvest', "'/01/' || changed.gtin"],
  ['pressing', "'/01/' || changed.gtin"],
  ['certificate', "substring(changed.subject from '/01/[0-9]{14}')"],
];

/** Links of identifiers to the web, and word to every instance of the resolver when an answer may have changed. */
export class Links1764000009000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE link (
        id uuid PRIMARY KEY,
        organisation_id uuid NOT NULL REFERENCES organisation,
        key text COLLATE "C" NOT NULL,
        anchor text COLLATE "C" NOT NULL,
        relation text NOT NULL,
        href text NOT NULL,
        title text NOT NULL,
        hreflang text[] NOT NULL,
        media_type text,
        context text[] NOT NULL,
        is_default boolean NOT NULL,
        forwards_query boolean NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (anchor, relation, href)
      );
      CREATE UNIQUE INDEX link_default ON link (anchor) WHERE is_default;
      CREATE INDEX link_key ON link (key);
      CREATE INDEX link_newest ON link (organisation_id, created_at DESC, id DESC);
      CREATE INDEX item_serial ON item (serial);
    `);
    for (const [table, paths] of STALE) await runner.query(announce(table, paths));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table] of STALE) await runner.query(`DROP FUNCTION announce_${table}() CASCADE`);
    await runner.query('DROP INDEX item_serial; DROP TABLE link');
  }
}

/** One notification for each key that a statement touches. */
function announce(table: string, paths: string): string {
  const trigger = (event: string, rows: string): string => `
    CREATE TRIGGER announce_${event.toLowerCase()} AFTER ${event} ON ${table}
      REFERENCING ${rows} TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION announce_${table}();`;
  return `
    CREATE FUNCTION announce_${table}() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      PERFORM pg_notify('identifier', key) FROM (SELECT DISTINCT ${paths} AS key FROM changed) AS keys
        WHERE key IS NOT NULL;
      RETURN NULL;
    END $$;
    ${trigger('INSERT', 'NEW')}
    ${trigger('UPDATE', 'NEW')}
    ${trigger('DELETE', 'OLD')}
  `;
}
