/**
 * Stores events with their trace edges and leaves, in one statement; those whose hash or own id the organisation has
 * already are passed over. $1 organisation, $2 capture, $3 JSON array of rows, in order of their own ids, then of their
 * keys, so that captures of the same ids or events at the same time wait for one another instead of for ever.
 * Of PostgreSQL's ways to take many rows (lists of values, arrays, JSON), this was the fastest measured.
 */
export const STORE_EVENTS = `
  WITH sent AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset($3::jsonb) AS row (
      hash text, declaration text, given_id text, type text, action text, event_time timestamptz, biz_step text,
      disposition text, read_point text, biz_location text, transformation_id text, facets text[], document jsonb,
      proof jsonb, digest text, things text[], roles smallint[])
  ), stored AS (
    INSERT INTO event (organisation_id, capture_id, hash, declaration, given_id, type, action, event_time, biz_step,
      disposition, read_point, biz_location, transformation_id, facets, document, proof, digest)
    SELECT $1::uuid, $2::uuid, decode(hash, 'hex'), decode(declaration, 'hex'), given_id, type, action, event_time,
      biz_step, disposition, read_point, biz_location, transformation_id, facets, document, proof,
      decode(digest, 'hex')
    FROM sent
    ON CONFLICT DO NOTHING
    RETURNING id, hash, declaration, event_time, digest
  ), edges AS (
    INSERT INTO event_thing (thing, event_time, event_id, role)
    SELECT edge.thing, stored.event_time, stored.id, edge.role
    FROM sent
    JOIN stored ON stored.hash = decode(sent.hash, 'hex') AND stored.declaration = decode(sent.declaration, 'hex')
    CROSS JOIN LATERAL unnest(sent.things, sent.roles) AS edge (thing, role)
  ), leaves AS (
    INSERT INTO pending_leaf (digest) SELECT digest FROM stored ORDER BY digest ON CONFLICT DO NOTHING
  )
  SELECT encode(hash, 'hex') AS hash, encode(declaration, 'hex') AS declaration FROM stored`;

/** Those of an organisation's events ($1) that have these hashes and declarations ($2, $3: arrays of equal length). */
export const FIND_EVENTS = `
  SELECT encode(hash, 'hex') AS hash, encode(declaration, 'hex') AS declaration, given_id AS "givenId"
  FROM event
  WHERE organisation_id = $1 AND (hash, declaration) IN (
    SELECT decode(h, 'hex'), decode(d, 'hex') FROM unnest($2::text[], $3::text[]) AS sent (h, d))`;

/** The hashes of an organisation's events ($1) that were sent under these ids ($2: array). */
export const FIND_IDS = `
  SELECT DISTINCT given_id AS id, encode(hash, 'hex') AS hash
  FROM event
  WHERE organisation_id = $1 AND given_id = ANY($2::text[])`;
