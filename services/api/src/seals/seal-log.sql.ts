/** One sequencer at a time, of all instances; freed with the transaction, also that of a killed process. */
export const LOCK_LOG = "SELECT pg_advisory_xact_lock(hashtext('seal log sequencer'))";

/**
 * Takes the digests that have waited longest, at most $1, and gives those of them that have no place yet, in the order in
 * which they were left: a document that two organisations recorded is one leaf. Written so that only the indices can be
 * used, whatever the planner believes of tables that fill and empty all the time.
 */
export const TAKE_WAITING = `
  WITH taken AS (
    DELETE FROM pending_leaf
    WHERE position <= (SELECT max(position) FROM (SELECT position FROM pending_leaf ORDER BY position LIMIT $1) AS due)
    RETURNING position, digest
  )
  SELECT count(*)::int AS taken, string_agg(digest, ''::bytea ORDER BY position) FILTER (
    WHERE (SELECT leaf_index FROM seal_leaf AS placed WHERE placed.digest = taken.digest) IS NULL
  ) AS fresh
  FROM taken`;

/** Places for digests ($2, one after the other) from index $1 on; in the order of the index, whose pages are then met once. */
export const PLACE_LEAVES = `
  INSERT INTO seal_leaf (digest, leaf_index)
  SELECT substring($2::bytea FROM i * 32 + 1 FOR 32), $1::bigint + i
  FROM generate_series(0, octet_length($2::bytea) / 32 - 1) AS i
  ORDER BY 1`;

/** Tiles as they are now: levels, indices, hashes in arrays of equal length. */
export const STORE_TILES = `
  INSERT INTO seal_tile (level, tile_index, hashes)
  SELECT * FROM unnest($1::smallint[], $2::bigint[], $3::bytea[])
  ON CONFLICT (level, tile_index) DO UPDATE SET hashes = excluded.hashes`;

/** Hashes of tiles, null of one that is not there; levels and indices in arrays of equal length, whose order the rows keep. */
export const READ_TILES = `
  SELECT (SELECT hashes FROM seal_tile t WHERE t.level = asked.level AND t.tile_index = asked.tile_index) AS hashes
  FROM unnest($1::smallint[], $2::bigint[]) WITH ORDINALITY AS asked (level, tile_index, place) ORDER BY place`;

/** Entry bundles as they are now: indices, digests in arrays of equal length. */
export const STORE_ENTRIES = `
  INSERT INTO seal_entries (tile_index, digests)
  SELECT * FROM unnest($1::bigint[], $2::bytea[])
  ON CONFLICT (tile_index) DO UPDATE SET digests = excluded.digests`;

/** From size $1 to size $2; no row when the log has another size, which nobody can have given it under the lock. */
export const GROW_LOG = `
  WITH grown AS (UPDATE seal_log SET size = $2 WHERE size = $1 RETURNING size) SELECT size FROM grown`;
