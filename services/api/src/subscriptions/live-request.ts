import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { Problem } from '../platform/problems.ts';
import { QUERY_TIME_FIELDS } from './schedule-field.ts';
import { QuerySchedule } from './schedule.ts';

const PATH = /^\/api\/epcis\/queries\/(?<name>[^/?]{1,1000})\/events\/?(?:\?(?<parameters>.*))?$/;

/** What a WebSocket's opening request asks for, in its query string. */
const LiveParameters = z
  .object({
    stream: z.literal('true').optional(),
    schedule: QuerySchedule.optional(),
    reportIfEmpty: z.enum(['true', 'false']).default('false'),
    initialRecordTime: z.iso
      .datetime({ offset: true, message: 'a time with zone, such as 2026-04-05T08:30:00%2B08:00' })
      .optional(),
  })
  .refine(
    ({ stream, schedule }) => (stream === undefined) !== (schedule === undefined),
    'give either stream=true or a schedule such as hour=1&minute=5, so that it is clear when to report',
  );
type LiveParameters = z.infer<typeof LiveParameters>;

export interface LiveRequest {
  readonly queryName: string;
  /** Not judged yet. */
  readonly parameters: unknown;
}

/**
 * The subscription that an upgrade to WebSocket asks for; undefined where the request is about something else, and is
 * then answered as if it had not asked for an upgrade (RFC 9110 section 7.8).
 */
export function liveRequest({ method, url, headers }: IncomingMessage): LiveRequest | undefined {
  if (method !== 'GET' || headers.upgrade?.toLowerCase() !== 'websocket') return undefined;
  const { name, parameters } = PATH.exec(url ?? '')?.groups ?? {};
  const queryName = name === undefined ? undefined : decoded(name);
  if (queryName === undefined) return undefined;
  const given: Record<string, string> = Object.fromEntries(new URLSearchParams(parameters ?? ''));
  const schedule = QUERY_TIME_FIELDS.flatMap((field) => {
    const value = given[field];
    return value === undefined ? [] : [[field, value] as const];
  });
  return {
    queryName,
    parameters: schedule.length === 0 ? given : { ...given, schedule: Object.fromEntries(schedule) },
  };
}

/** @throws Problem naming the parameter at fault */
export function readLiveParameters(parameters: unknown): LiveParameters {
  const { data, error } = LiveParameters.safeParse(parameters);
  if (data !== undefined) return data;
  const faults = error.issues.map(({ path, message }) => ({
    pointer: path.map((name) => `/${String(name)}`).join(''),
    code: 'invalid',
    detail: message.slice(0, 300),
  }));
  const reasons = faults.map(({ pointer, detail }) => `${pointer || 'The query string'}: ${detail}`);
  throw new Problem('subscription-refused', reasons[0], faults);
}

/** Whether to answer with a WebSocket; for the HTTP server's `shouldUpgradeCallback`. */
export const isLiveRequest = (request: IncomingMessage): boolean => liveRequest(request) !== undefined;

function decoded(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
