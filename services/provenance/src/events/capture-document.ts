import { isJsonObject } from '../json.ts';
import type { JsonObject } from '../json.ts';
import { documentShell, queryDocumentShell } from './document-schema.ts';
import { jsonPointer } from './faults.ts';
import type { EventFault, EventFaultCode } from './faults.ts';
import { boundsFault } from './json-bounds.ts';
import { schemaFaults } from './schema-faults.ts';

/** What a capture sends: the context its events share, and the events, still unread. */
export interface CaptureDocument {
  readonly context: unknown;
  readonly events: readonly { readonly pointer: string; readonly value: unknown }[];
}

export type DocumentReading =
  | { readonly document: CaptureDocument; readonly faults?: undefined }
  | { readonly document?: undefined; readonly faults: readonly EventFault[] };

/**
 * Reads what surrounds events: an EPCISDocument, an EPCISQueryDocument, or one bare event (EPCIS 2.0 section 10.1).
 * Each event is then read with `readEvent`, which judges it alone. Never throws.
 */
export function readCaptureDocument(input: unknown): DocumentReading {
  if (!isJsonObject(input)) return refuse('', 'wrong-type', 'must be an object: an EPCISDocument or one event');
  switch (input.type) {
    case 'EPCISDocument':
      return read(input, documentShell, ['epcisBody', 'eventList']);
    case 'EPCISQueryDocument':
      return read(input, queryDocumentShell, ['epcisBody', 'queryResults', 'resultsBody', 'eventList']);
    default:
      if (input['@context'] === undefined) return refuse('/@context', 'missing', 'is required');
      return { document: { context: undefined, events: [{ pointer: '', value: input }] } };
  }
}

type Shell = typeof documentShell | typeof queryDocumentShell;

/** Events are taken out first: the schema of what surrounds them is not to walk through thousands of them. */
function read(input: JsonObject, shell: Shell, path: readonly string[]): DocumentReading {
  const list = path.reduce<unknown>((value, name) => (isJsonObject(value) ? value[name] : undefined), input);
  const surroundings = withoutEvents(input, path);
  const unbounded = boundsFault(surroundings);
  if (unbounded) return { faults: [unbounded] };
  const result = shell.safeParse(surroundings);
  if (!result.success) return { faults: schemaFaults(result.error.issues, surroundings) };
  const values: readonly unknown[] = Array.isArray(list) ? list : [];
  const events = values.map((value, index) => ({ pointer: jsonPointer([...path, index]), value }));
  return { document: { context: result.data['@context'], events } };
}

function withoutEvents(value: JsonObject, [name = '', ...deeper]: readonly string[]): JsonObject {
  const item = value[name];
  if (deeper.length === 0) return Array.isArray(item) ? { ...value, [name]: [] } : value;
  return isJsonObject(item) ? { ...value, [name]: withoutEvents(item, deeper) } : value;
}

function refuse(pointer: string, code: EventFaultCode, detail: string): DocumentReading {
  return { faults: [{ pointer, code, detail }] };
}
