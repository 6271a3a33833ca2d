import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The seal log in tiles of 256 hashes instead of single nodes, and its signed checkpoint. */
export class Tiles1764000011000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL statement_timeout = 0;
      CREATE TABLE seal_tile (
        level smallint NOT NULL,
        tile_index bigint NOT NULL,
        hashes bytea NOT NULL CHECK (octet_length(hashes) BETWEEN 32 AND 8192 AND octet_length(hashes) % 32 = 0),
        PRIMARY KEY (level, tile_index)
      );
      CREATE TABLE seal_entries (
        tile_index bigint PRIMARY KEY,
        digests bytea NOT NULL CHECK (octet_length(digests) BETWEEN 32 AND 8192 AND octet_length(digests) % 32 = 0)
      );
      -- Hashes do not compress.
      ALTER TABLE seal_tile ALTER hashes SET STORAGE EXTERNAL;
      ALTER TABLE seal_entries ALTER digests SET STORAGE EXTERNAL;
      CREATE TABLE seal_log (
        singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
        size bigint NOT NULL,
        checkpoint text
      );
      INSERT INTO seal_tile (level, tile_index, hashes)
        SELECT level / 8, node_index / 256, string_agg(hash, ''::bytea ORDER BY node_index)
        FROM seal_node WHERE level % 8 = 0 GROUP BY 1, 2;
      INSERT INTO seal_entries (tile_index, digests)
        SELECT leaf_index / 256, string_agg(digest, ''::bytea ORDER BY leaf_index) FROM seal_leaf GROUP BY 1;
      INSERT INTO seal_log (size) SELECT count(*) FROM seal_leaf;
      DROP TABLE seal_node;
      ALTER TABLE seal_leaf
        DROP CONSTRAINT seal_leaf_pkey,
        DROP CONSTRAINT seal_leaf_digest_key,
        ADD PRIMARY KEY (digest);
      ALTER TABLE pending_leaf ADD CHECK (octet_length(digest) = 32);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL statement_timeout = 0;
      ALTER TABLE pending_leaf DROP CONSTRAINT pending_leaf_digest_check;
      ALTER TABLE seal_leaf DROP CONSTRAINT seal_leaf_pkey, ADD PRIMARY KEY (leaf_index), ADD UNIQUE (digest);
      CREATE TABLE seal_node (
        level integer NOT NULL,
        node_index bigint NOT NULL,
        hash bytea NOT NULL,
        PRIMARY KEY (level, node_index)
      );
      INSERT INTO seal_node SELECT 0, leaf_index, sha256('\\x00'::bytea || digest) FROM seal_leaf;
      DO $$
      DECLARE below integer := 0;
      BEGIN
        LOOP
          INSERT INTO seal_node
            SELECT below + 1, one.node_index / 2, sha256('\\x01'::bytea || one.hash || other.hash)
            FROM seal_node one
            JOIN seal_node other ON other.level = below AND other.node_index = one.node_index + 1
            WHERE one.level = below AND one.node_index % 2 = 0;
          EXIT WHEN NOT FOUND;
          below := below + 1;
        END LOOP;
      END $$;
      DROP TABLE seal_log, seal_entries, seal_tile;
    `);
  }
}
