/** Words, places and numbers of the generated events: how many different ones of each there are. */
export const SHAPE = {
  steps: ['commissioning', 'inspecting', 'packing', 'receiving', 'retail_selling', 'shipping', 'stocking', 'storing'],
  dispositions: ['active', 'conformant', 'in_progress', 'in_transit', 'sellable_accessible'],
  places: 500,
  lots: 20_000,
  orders: 100_000,
  batches: 50_000,
  /** Events a piece is seen in. */
  sightings: 4,
} as const;

export const NAMESPACE = 'https://ns.example.org/tea/';
const START = '2025-01-01T00:00:00Z';

export const piece = (serial: number): string => `https://id.gs1.org/01/09521321000018/21/P${serial}`;
export const lot = (number: number): string => `https://id.gs1.org/01/09521321000018/10/L${number}`;
export const unit = (serial: number): string => `https://id.gs1.org/00/${String(serial).padStart(18, '0')}`;
export const order = (number: number): string => `https://example.org/po/${number}`;
export const batch = (number: number): string => `B${number}`;
export const place = (number: number): string => `https://id.gs1.org/414/9521321000018/254/G${number}`;
/** The event numbered so happens so many seconds after the first. */
export const timeOf = (number: number): string => new Date(Date.parse(START) + number * 1000).toISOString();

const array = (words: readonly string[]): string => `(ARRAY[${words.map((word) => `'${word}'`).join()}])`;

/**
 * Statement that records events `$2` to `$3` of organisation `$1` as a capture would: ObjectEvents, AggregationEvents,
 * TransformationEvents and TransactionEvents with four things on average, an order, an extension field, and in every
 * tenth a sensor report; with their columns, facets and trace edges. The hash is a stand-in: no query reads its meaning.
 */
export const FILL = `
  WITH made AS MATERIALIZED (
    SELECT n, (ARRAY['ObjectEvent','ObjectEvent','ObjectEvent','ObjectEvent','ObjectEvent','AggregationEvent',
        'AggregationEvent','TransformationEvent','TransactionEvent','TransactionEvent'])[n % 10 + 1] AS type,
      '${START}'::timestamptz + n * interval '1 second' AS event_time,
      ${array(SHAPE.steps)}[(hashint8(n) & 7) + 1] AS step,
      ${array(SHAPE.dispositions)}[mod(abs(hashint8(n + 1)), ${SHAPE.dispositions.length}) + 1] AS disposition,
      'https://id.gs1.org/414/9521321000018/254/G' || mod(abs(hashint8(n + 2)::bigint), ${SHAPE.places}) AS read_point,
      'https://id.gs1.org/414/9521321000018/254/G' || mod(abs(hashint8(n + 3)::bigint), ${SHAPE.places}) AS location,
      ARRAY(SELECT 'https://id.gs1.org/01/09521321000018/21/P' || (n / ${SHAPE.sightings}) * 3 + k FROM generate_series(0, 2) k) AS pieces,
      'https://id.gs1.org/01/09521321000018/10/L' || n % ${SHAPE.lots} AS lot,
      'https://id.gs1.org/00/' || lpad((n / ${SHAPE.sightings})::text, 18, '0') AS unit,
      'https://example.org/po/' || n % ${SHAPE.orders} AS po,
      'B' || n % ${SHAPE.batches} AS batch,
      round((sin(n) * 15 + 10)::numeric, 1) AS temperature
    FROM generate_series($2::bigint, $3::bigint) n
  ), stored AS (
    INSERT INTO event (organisation_id, hash, type, action, event_time, record_time, biz_step, disposition, read_point,
      biz_location, facets, document, digest)
    SELECT $1::uuid, sha256(int8send(n)), type, CASE WHEN type <> 'TransformationEvent' THEN 'OBSERVE' END, event_time,
      event_time + interval '1 minute', step, disposition, read_point, location,
      ARRAY['bizTransaction po=' || po, 'event ${NAMESPACE}batch', 'event ${NAMESPACE}batch=' || batch]
        || CASE WHEN n % 10 = 3 THEN ARRAY['sensorElementList', 'sensor type=Temperature'] ELSE '{}' END,
      jsonb_build_object('@context', jsonb_build_array(jsonb_build_object('ex', '${NAMESPACE}')), 'type', type,
        'eventID', 'ni:///sha-256;' || encode(sha256(int8send(n)), 'hex') || '?ver=CBV2.0',
        'eventTime', to_char(event_time AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'eventTimeZoneOffset', '+00:00',
        'bizStep', step, 'disposition', disposition, 'readPoint', jsonb_build_object('id', read_point),
        'bizLocation', jsonb_build_object('id', location), 'ex:batch', batch,
        'bizTransactionList', jsonb_build_array(jsonb_build_object('type', 'po', 'bizTransaction', po)))
      || CASE type
        WHEN 'ObjectEvent' THEN jsonb_build_object('action', 'OBSERVE', 'epcList', to_jsonb(pieces),
          'quantityList', jsonb_build_array(jsonb_build_object('epcClass', lot, 'quantity', n % 100, 'uom', 'KGM')))
        WHEN 'TransactionEvent' THEN jsonb_build_object('action', 'OBSERVE', 'epcList', to_jsonb(pieces))
        WHEN 'AggregationEvent' THEN jsonb_build_object('action', 'OBSERVE', 'parentID', unit, 'childEPCs', to_jsonb(pieces))
        ELSE jsonb_build_object('inputQuantityList', jsonb_build_array(jsonb_build_object('epcClass', lot, 'quantity', n % 100,
          'uom', 'KGM')), 'outputEPCList', to_jsonb(pieces)) END
      || CASE WHEN n % 10 = 3 THEN jsonb_build_object('sensorElementList', jsonb_build_array(jsonb_build_object('sensorReport',
        jsonb_build_array(jsonb_build_object('type', 'Temperature', 'value', temperature, 'uom', 'CEL'))))) ELSE '{}' END,
      sha256(int8send(n))
    FROM made RETURNING id, hash, event_time
  )
  INSERT INTO event_thing (thing, event_time, event_id, role)
  SELECT thing, made.event_time, stored.id, role FROM made JOIN stored ON stored.hash = sha256(int8send(made.n))
  CROSS JOIN LATERAL (
    SELECT unnest(pieces) AS thing, CASE type WHEN 'AggregationEvent' THEN 3 WHEN 'TransformationEvent' THEN 5 ELSE 1 END AS role
    UNION ALL SELECT lot, CASE type WHEN 'ObjectEvent' THEN 6 ELSE 8 END WHERE type IN ('ObjectEvent', 'TransformationEvent')
    UNION ALL SELECT unit, 2 WHERE type = 'AggregationEvent') edge`;
