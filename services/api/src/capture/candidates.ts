import { setImmediate as breath } from 'node:timers/promises';
import { type CaptureDocument, type CapturedEvent, readCaptureDocument, readEvent } from '@fieldseal/provenance';
import { CAPTURE_LIMIT } from '../epcis/protocol.ts';
import { type EventRow, eventRow } from '../events/event-row.ts';
import { Problem, type ProblemFault } from '../platform/problems.ts';

/** An event of a capture that is fit to be stored, or why it is not. */
export interface Candidate {
  /** Where it stands in the document. */
  readonly pointer: string;
  readonly row: EventRow | undefined;
  /** What the row was made of. */
  readonly event: CapturedEvent | undefined;
  /** The id it is stored under, or would have been. */
  readonly eventID: string | undefined;
  /** Pointers are into the document. */
  readonly faults: readonly ProblemFault[];
  /** Ids of the events that put this one right, when it declares an error. */
  readonly corrective: readonly string[];
}

/** Milliseconds of reading in one go; in between, other requests get their turn. */
const SPELL_MS = 20;
const MAX_FAULTS = 20;

/**
 * Reads all events of a capture, and nothing is stored yet.
 * @throws Problem invalid-input for a document that holds no events to be read, too-large for one with too many
 */
export async function readCandidates(body: unknown): Promise<Candidate[]> {
  const reading = readCaptureDocument(body);
  if (reading.document === undefined) throw new Problem('invalid-input', summary(reading.faults), reading.faults);
  const { events, context } = reading.document;
  if (events.length > CAPTURE_LIMIT)
    throw new Problem('too-large', `A capture may have ${CAPTURE_LIMIT} events; this one has ${events.length}.`);
  const candidates: Candidate[] = [];
  let started = performance.now();
  for (const event of events) {
    if (performance.now() - started > SPELL_MS) {
      await breath();
      started = performance.now();
    }
    candidates.push(readCandidate(event, context));
  }
  return candidates;
}

/** What is wrong in one sentence: the first fault, with its place. */
export function summary([first]: readonly ProblemFault[]): string | undefined {
  return first === undefined ? undefined : `${first.pointer || 'The document'}: ${first.detail}`;
}

function readCandidate({ pointer, value }: CaptureDocument['events'][number], context: unknown): Candidate {
  const { event, faults } = readEvent(value, context);
  if (event === undefined) {
    const located = faults.slice(0, MAX_FAULTS).map((fault) => ({ ...fault, pointer: `${pointer}${fault.pointer}` }));
    const id = memberOf(value, 'eventID');
    const eventID = typeof id === 'string' ? id : undefined;
    return { pointer, row: undefined, event, eventID, faults: located, corrective: correctiveIds(value) };
  }
  const { document } = event;
  return {
    pointer,
    row: eventRow(event),
    event,
    eventID: document.eventID,
    faults: [],
    corrective: correctiveIds(document),
  };
}

/** Also of an event that is not valid: those that correct it must not be stored without it. */
function correctiveIds(event: unknown): string[] {
  const declaration = memberOf(event, 'errorDeclaration');
  const ids = memberOf(declaration, 'correctiveEventIDs');
  return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [];
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? new Map(Object.entries(value)).get(name) : undefined;
}
