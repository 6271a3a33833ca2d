/** Whose keys these are: current or former ones of organisations, or those of their phones. */
export const SIGNERS = `
  SELECT d.did, o.name_zh AS zh, o.name_en AS en, k.id IS NOT NULL AS phone
  FROM unnest($1::text[]) AS d (did)
  LEFT JOIN device_key k ON k.did = d.did
  LEFT JOIN former_key f ON f.did = d.did
  JOIN organisation o ON o.did = d.did OR o.id = k.organisation_id OR o.id = f.organisation_id`;

/** Signed events by their hashes, with when any party declared one of them wrong. */
export const EVENTS = `
  SELECT encode(e.hash, 'hex') AS hash,
    min(e.document ->> 'bizStep') AS step,
    min(e.document ->> 'eventTime') AS time,
    min(e.document -> 'errorDeclaration' ->> 'declarationTime') AS wrong
  FROM unnest($1::text[]) AS cited (hash)
  JOIN event e ON e.hash = decode(cited.hash, 'hex')
  GROUP BY e.hash`;

/** In the order in which they are cited. */
export const PREDECESSORS = `
  SELECT c.id, c.document, cited.digest, o.name_zh AS zh, o.name_en AS en
  FROM unnest($1::text[]) WITH ORDINALITY AS cited (digest, place)
  JOIN certificate c ON c.digest = decode(cited.digest, 'hex')
  JOIN organisation o ON o.id = c.organisation_id
  ORDER BY cited.place`;

export const SEAL = `
  SELECT l.leaf_index AS leaf, s.tree_size AS size, s.root, t.hash, t.mined_at AS mined
  FROM seal_leaf l
  JOIN seal s ON s.tree_size > l.leaf_index
  JOIN chain_transaction t ON t.id = s.transaction_id AND t.status = 'mined'
  WHERE l.digest = $1
  ORDER BY s.tree_size LIMIT 1`;

/** The latest change of a certificate's status, and the organisation that made it. */
export const CHANGE = `
  SELECT c.changed_at AS at, c.reason, o.name_zh AS zh, o.name_en AS en
  FROM status_change c
  JOIN person p ON p.id = c.person_id
  JOIN organisation o ON o.id = p.organisation_id
  WHERE c.certificate_id = $1
  ORDER BY c.id DESC LIMIT 1`;

/** The event as its certificate's issuer signed it, else as another party did. */
export const SIGNED_EVENT = `
  SELECT e.document || jsonb_build_object('proof', e.proof) AS document, e.digest
  FROM event e JOIN organisation o ON o.id = e.organisation_id
  WHERE e.hash = decode($1, 'hex') AND e.proof IS NOT NULL AND e.declaration = ''
  ORDER BY (o.id = $2) DESC, e.id LIMIT 1`;
