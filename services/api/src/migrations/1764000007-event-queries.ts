import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Named queries, and how the database reads numbers, times and extension fields inside event documents. What is no number
 * or time reads as null, so no stored value can make a query fail.
 */
export class EventQueries1764000007000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE named_query (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        organisation_id uuid NOT NULL REFERENCES organisation,
        name text COLLATE "C" NOT NULL,
        query jsonb NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (organisation_id, name)
      );
      CREATE TABLE released_page_token (
        digest bytea PRIMARY KEY,
        expires_at timestamptz NOT NULL
      );
      CREATE FUNCTION epcis_time(value text) RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE AS $$
        SELECT CASE WHEN value ~ '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)$'
          AND pg_input_is_valid(value, 'timestamptz') THEN value::timestamptz END
      $$;
      CREATE FUNCTION epcis_number(value jsonb) RETURNS numeric LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT CASE jsonb_typeof(value)
          WHEN 'number' THEN value::numeric
          WHEN 'string' THEN CASE WHEN value #>> '{}' ~ '^\\s*[+-]?\\d{1,100}(\\.\\d{1,100})?\\s*$'
            THEN (value #>> '{}')::numeric END
        END
      $$;
      -- The full name of a name with a prefix.
      CREATE FUNCTION epcis_name(context jsonb, name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT coalesce((
          SELECT CASE jsonb_typeof(definition) WHEN 'string' THEN definition #>> '{}' ELSE definition ->> '@id' END
          FROM jsonb_path_query(context, '$[*] ? (@.type() == "object")') WITH ORDINALITY AS entries (entry, place),
            LATERAL (SELECT entry -> split_part(name, ':', 1) AS definition) term
          WHERE jsonb_typeof(definition) = 'string' OR jsonb_typeof(definition -> '@id') = 'string'
          ORDER BY place DESC LIMIT 1),
          CASE split_part(name, ':', 1)
            WHEN 'epcis' THEN 'https://ref.gs1.org/epcis/'
            WHEN 'cbv' THEN 'https://ref.gs1.org/cbv/'
            WHEN 'cbvmda' THEN 'urn:epcglobal:cbv:mda:'
            WHEN 'gs1' THEN 'https://gs1.org/voc/'
            ELSE split_part(name, ':', 1) || ':'
          END) || substr(name, position(':' in name) + 1)
      $$;
      CREATE FUNCTION epcis_field(document jsonb, area text, nested boolean, name text) RETURNS SETOF jsonb
      LANGUAGE sql STABLE PARALLEL SAFE AS $$
        WITH RECURSIVE field (name, value, depth) AS (
          SELECT epcis_name(document -> '@context', f.key), f.value, 0
          FROM jsonb_path_query(document, CASE area
              WHEN 'event' THEN '$'
              WHEN 'ilmd' THEN '$.ilmd'
              WHEN 'errorDeclaration' THEN '$.errorDeclaration'
              WHEN 'sensorElement' THEN '$.sensorElementList[*]'
              WHEN 'sensorMetadata' THEN '$.sensorElementList[*].sensorMetadata'
              WHEN 'sensorReport' THEN '$.sensorElementList[*].sensorReport[*]'
              WHEN 'readPoint' THEN '$.readPoint'
              WHEN 'bizLocation' THEN '$.bizLocation'
            END::jsonpath) holder,
            jsonb_each(CASE WHEN jsonb_typeof(holder) = 'object' THEN holder ELSE '{}' END) f
          WHERE f.key LIKE '%:%'
          UNION ALL
          SELECT CASE WHEN g.key LIKE '%:%' THEN epcis_name(document -> '@context', g.key) ELSE g.key END, g.value, field.depth + 1
          FROM field, jsonb_path_query(field.value, '$[*]') part,
            jsonb_each(CASE WHEN jsonb_typeof(part) = 'object' THEN part ELSE '{}' END) g
          WHERE nested
        )
        SELECT item FROM field, jsonb_path_query(field.value, '$[*]') item
        WHERE field.name = epcis_field.name AND (field.depth > 0) = nested
      $$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION epcis_field, epcis_name, epcis_number, epcis_time;
      DROP TABLE released_page_token, named_query;
    `);
  }
}
