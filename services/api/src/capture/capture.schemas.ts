import { z } from 'zod';

/** What happens to the valid events of a capture when others are not: nothing is stored, or the valid ones are. */
export const Behaviour = z.enum(['rollback', 'proceed']);
export type Behaviour = z.infer<typeof Behaviour>;

const JsonDocument = z.record(z.string(), z.unknown());

const EVENT = {
  '@context': 'https://ref.gs1.org/standards/epcis/epcis-context.jsonld',
  type: 'ObjectEvent',
  eventTime: '2026-04-05T08:30:00+08:00',
  eventTimeZoneOffset: '+08:00',
  action: 'OBSERVE',
  epcList: ['https://id.gs1.org/01/09521234543213/21/400'],
  bizStep: 'shipping',
  readPoint: { id: 'https://id.gs1.org/414/9521321000010' },
};

export const EventID = z.string().min(1).max(2048);

/** One event with its `@context` (EPCIS 2.0 section 10); read by the provenance package. */
export const EventBody = JsonDocument.meta({ description: 'An EPCIS event', examples: [EVENT] });

/** Events in a document; read by the provenance package. */
export const CaptureBody = JsonDocument.meta({
  description: 'An EPCISDocument or EPCISQueryDocument with its events, or one event',
  examples: [
    {
      '@context': EVENT['@context'],
      type: 'EPCISDocument',
      schemaVersion: '2.0',
      creationDate: '2026-04-05T08:31:00+08:00',
      epcisBody: { eventList: [{ ...EVENT, '@context': undefined }] },
    },
  ],
});

const Fault = z.object({
  pointer: z.string().describe('JSON pointer into what was sent'),
  code: z.string(),
  detail: z.string(),
});

const EventResult = z.object({
  index: z.number().int().describe('place in the document, from 0'),
  status: z.enum(['accepted', 'duplicate', 'rejected']),
  eventID: z.string().optional().describe('of an event that is stored now'),
  errors: z.array(Fault),
});
export type EventResult = z.infer<typeof EventResult>;

const JobProblem = z.object({ type: z.string(), title: z.string(), status: z.number().int(), detail: z.string() });

/** A capture job as EPCIS 2.0 describes it; it is over when it is answered for the first time. */
export const CaptureJobSummary = z.object({
  captureID: z.string(),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  running: z.literal(false),
  success: z.boolean().describe('false when at least one event was rejected'),
  captureErrorBehaviour: Behaviour,
  errors: z.array(JobProblem).describe('one for each rejected event, the first hundred'),
  accepted: z.number().int(),
  duplicates: z.number().int(),
  rejected: z.number().int(),
});
export type CaptureJobSummary = z.infer<typeof CaptureJobSummary>;

export const CaptureJobView = CaptureJobSummary.extend({ results: z.array(EventResult) });
export type CaptureJobView = z.infer<typeof CaptureJobView>;

export const CaptureJobList = z.array(CaptureJobSummary);
