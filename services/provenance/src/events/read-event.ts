import { isJsonObject } from '../json.ts';
import type { JsonObject } from '../json.ts';
import { utf8 } from '../bytes.ts';
import { isUri, MAX_TEXT } from '../text-schemas.ts';
import { expandName, namespacesOf, standaloneContext } from './event-context.ts';
import { eventFacets, MAX_FACETS } from './event-facets.ts';
import { eventHash } from './event-hash.ts';
import { isStandardType } from './event-type.ts';
import { jsonPointer } from './faults.ts';
import type { EventFault } from './faults.ts';
import { boundsFault } from './json-bounds.ts';
import { normaliseEvent } from './normalise.ts';
import { epcisEventSchema, extensionEventSchema } from './schema.ts';
import type { AnyEvent } from './schema.ts';
import { schemaFaults } from './schema-faults.ts';

/** One valid event as it is stored. */
export interface CapturedEvent {
  /**
   * Normalised; carries an eventID and no recordTime, and its own `@context` when its extensions need one. An eventID
   * the sender gave is kept, even one in the form of a hash that other rules made: only `hash` is ever relied on.
   */
  readonly document: AnyEvent & { readonly eventID: string };
  /** Its CBV event hash id: `ni:///sha-256;<64 hex>?ver=CBV2.0`. */
  readonly hash: string;
  /** What queries ask of it by equality (`eventFacets`). */
  readonly facets: readonly string[];
}

export type EventReading =
  | { readonly event: CapturedEvent; readonly faults?: undefined }
  | { readonly event?: undefined; readonly faults: readonly EventFault[] };

/**
 * Reads one event as somebody sent it: valid, it comes back in stored form with its hash; else with every reason why
 * not, pointing into the event. Never throws.
 * @param documentContext the `@context` of the document around it, when it has one
 */
export function readEvent(input: unknown, documentContext?: unknown): EventReading {
  const unbounded = boundsFault(input);
  if (unbounded) return { faults: [unbounded] };
  if (!isJsonObject(input))
    return { faults: [{ pointer: '', code: 'wrong-type', detail: 'an event must be an object' }] };
  const parsed = parse(normaliseEvent(input));
  if (!parsed.event) return parsed;

  const { event } = parsed;
  delete event.recordTime;
  const context = standaloneContext(event, documentContext);
  const named = context === undefined ? event : { ...event, '@context': context };
  const tooLong = nameFault(named);
  if (tooLong) return { faults: [tooLong] };
  const hash = eventHash(named);
  const document = { ...named, eventID: named.eventID ?? hash };
  const facets = eventFacets(document);
  if (facets.length > MAX_FACETS) {
    const detail = `has more than ${String(MAX_FACETS)} searchable values in its lists and extensions`;
    return { faults: [{ pointer: '', code: 'too-many', detail }] };
  }
  return { event: { document, hash, facets } };
}

/** An event is found by the full names of these, which a prefix can make far longer than what stands here. */
const NAMED = ['type', 'bizStep', 'disposition'] as const;

function nameFault(event: AnyEvent): EventFault | undefined {
  const namespaces = namespacesOf(event['@context']);
  for (const field of NAMED) {
    const name = expandName(event[field] ?? '', namespaces);
    // A text has at most three bytes for each of its UTF-16 units.
    if (3 * name.length <= MAX_TEXT || utf8(name).length <= MAX_TEXT) continue;
    const detail = `its full name is longer than ${String(MAX_TEXT)} bytes`;
    return { pointer: jsonPointer([field]), code: 'too-long', detail };
  }
  return undefined;
}

type Parsed =
  | { readonly event: AnyEvent; readonly faults?: undefined }
  | { readonly event?: undefined; readonly faults: readonly EventFault[] };

function parse(event: JsonObject): Parsed {
  const { type } = event;
  if (type === undefined) return { faults: [{ pointer: '/type', code: 'missing', detail: 'is required' }] };
  if (typeof type !== 'string' || !(isStandardType(type) || isUri(type))) {
    const detail = 'must be an event type of EPCIS, or the URI or prefixed name of your own';
    return { faults: [{ pointer: '/type', code: 'wrong-value', detail }] };
  }
  const schema = isStandardType(type) ? epcisEventSchema : extensionEventSchema;
  const result = schema.safeParse(event);
  return result.success ? { event: result.data } : { faults: schemaFaults(result.error.issues, event) };
}
