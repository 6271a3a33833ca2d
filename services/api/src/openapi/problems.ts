import { z } from 'zod';

/** `application/problem+json` (RFC 9457) as every error answers. */
export const ProblemDocument = z.object({
  type: z.string().describe('a URI that stays the same for the same kind of error'),
  title: z.string(),
  status: z.int().min(400).max(599),
  code: z.string(),
  detail: z.string().describe('what to do about it'),
  errors: z.array(
    z.object({ pointer: z.string().describe('RFC 6901, into the body'), code: z.string(), detail: z.string() }),
  ),
  requestId: z.string(),
  translationKey: z.string(),
});

/** Problems that routes have in common: the name of the shared answer (RFC 9110 section 15) and when it comes. */
export const PROBLEMS = {
  400: { name: 'BadRequest', description: 'The request does not have the expected form; errors[] says where.' },
  401: { name: 'Unauthorized', description: 'Neither a valid session nor a valid token.' },
  403: { name: 'Forbidden', description: 'The role, the scopes of the token or an accreditation do not allow it.' },
  404: {
    name: 'NotFound',
    description: 'Something that the request names does not exist, or not for this organisation.',
  },
  406: { name: 'NotAcceptable', description: 'The answer cannot be given in the form asked for.' },
  409: { name: 'Conflict', description: 'It contradicts what is recorded, or the same request is being worked on.' },
  413: { name: 'ContentTooLarge', description: 'The body is larger than allowed; the answer names the limit.' },
  415: { name: 'UnsupportedMediaType', description: 'The body is of another media type.' },
  422: {
    name: 'UnprocessableContent',
    description: 'The Idempotency-Key was used with another request, or the photograph cannot be used.',
  },
  429: { name: 'TooManyRequests', description: 'Too many attempts; the answer says when to try again.' },
  503: {
    name: 'ServiceUnavailable',
    description: 'The database or the chain does not answer; nothing happened, try again.',
  },
} as const;

export type ProblemStatus = keyof typeof PROBLEMS;

export const isProblemStatus = (status: number): status is ProblemStatus => status in PROBLEMS;

/** Headers that come with a problem. */
type Headers = Record<string, { readonly schema: { readonly type: 'string' }; readonly description: string }>;
const HEADERS: Partial<Record<ProblemStatus, Headers>> = {
  401: { 'WWW-Authenticate': { schema: { type: 'string' }, description: 'RFC 6750: bearer tokens do' } },
  429: { 'Retry-After': { schema: { type: 'string' }, description: 'seconds' } },
  503: { 'Retry-After': { schema: { type: 'string' }, description: 'seconds' } },
};

interface ProblemAnswer {
  readonly description: string;
  readonly headers?: Headers;
  readonly content: Record<string, { readonly schema: { readonly $ref: string } }>;
}

/** One shared answer for the components of the document. */
export function problemAnswer(status: ProblemStatus, schema: { readonly $ref: string }): ProblemAnswer {
  const headers = HEADERS[status];
  return {
    description: PROBLEMS[status].description,
    ...(headers === undefined ? {} : { headers }),
    content: { 'application/problem+json': { schema } },
  };
}
