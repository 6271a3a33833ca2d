import { hash as hashOf } from 'node:crypto';
import {
  canonicalJson,
  canonicalIdentifier,
  type CapturedEvent,
  eventThings,
  expandName,
  namespacesOf,
  type Proof,
} from '@fieldseal/provenance';

/** An event to be stored; with the proof where it was signed here. */
export interface NewRecord extends CapturedEvent {
  readonly proof?: Proof | Proof[];
}

/** An event as the database takes it; hashes in hexadecimal, the document as canonical JSON text. */
export interface EventRow {
  readonly hash: string;
  readonly declaration: string;
  readonly givenId: string | null;
  /** The fields of the row but for its document and proof. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly document: string;
  readonly proof: string;
}

const HASH_START = 'ni:///sha-256;'.length;
const HASH_LENGTH = 64;

const sha256 = (text: string): string => hashOf('sha256', text, 'hex');

/** The 64 digits in a CBV event hash id. */
export function hashDigits(id: string): string {
  return id.slice(HASH_START, HASH_START + HASH_LENGTH);
}

/** The CBV event hash id that has these 64 digits. */
export function hashId(digits: string): string {
  return `ni:///sha-256;${digits}?ver=CBV2.0`;
}

/** Computes everything that queries, tracing and the seal log need of an event. */
export function eventRow({ document, hash, facets, proof }: NewRecord): EventRow {
  const event: Readonly<Record<string, unknown>> = document;
  const canonical = canonicalJson(document);
  const signed = proof === undefined ? canonical : canonicalJson({ ...document, proof });
  const { errorDeclaration, eventID } = event;
  const declaration = errorDeclaration === undefined ? '' : sha256(canonicalJson(errorDeclaration));
  const givenId = typeof eventID === 'string' && eventID !== hash ? eventID : null;
  const things = eventThings(document);
  const namespaces = namespacesOf(event['@context']);
  const fullName = (word: unknown): unknown => (typeof word === 'string' ? expandName(word, namespaces) : word);
  return {
    hash: hashDigits(hash),
    declaration,
    givenId,
    fields: {
      hash: hashDigits(hash),
      declaration,
      given_id: givenId,
      type: fullName(event.type),
      action: event.action,
      event_time: microseconds(String(event.eventTime)),
      biz_step: fullName(event.bizStep),
      disposition: fullName(event.disposition),
      read_point: placeOf(event.readPoint),
      biz_location: placeOf(event.bizLocation),
      transformation_id: identifierOf(event.transformationID),
      facets,
      digest: sha256(signed),
      things: things.map(({ thing }) => thing),
      roles: things.map(({ role }) => role),
    },
    document: canonical,
    proof: proof === undefined ? 'null' : JSON.stringify(proof),
  };
}

/** PostgreSQL rounds beyond microseconds, which could carry a time into another year. */
function microseconds(time: string): string {
  return time.replace(/(\.\d{6})\d+/, '$1');
}

function placeOf(place: unknown): string | undefined {
  return typeof place === 'object' && place !== null && 'id' in place ? identifierOf(place.id) : undefined;
}

function identifierOf(value: unknown): string | undefined {
  return typeof value === 'string' ? canonicalIdentifier(value) : undefined;
}
