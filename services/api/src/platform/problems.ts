/** The problem type that EPCIS 2.0 has for this (section 12.4, OpenAPI), for requests of EPCIS. */
type EpcisException = `epcisException:${string}Exception`;

interface Entry {
  readonly status: number;
  readonly title: string;
  readonly level: 'info' | 'warn' | 'error';
  readonly epcis?: EpcisException;
  /** After how many seconds the same request may well be taken (RFC 9110 section 10.2.3). */
  readonly retryAfterSeconds?: number;
}

/**
 * The closed catalogue of errors that cross the HTTP boundary (RFC 9457).
 * `level` is the log level; the translation key of a code is `problem.<code>`.
 */
const CATALOGUE = {
  'invalid-input': {
    status: 400,
    title: 'The request does not have the expected form',
    level: 'info',
    epcis: 'epcisException:ValidationException',
  },
  'not-signed-in': {
    status: 401,
    title: 'Sign in first',
    level: 'info',
    epcis: 'epcisException:SecurityException',
  },
  'wrong-credentials': {
    status: 401,
    title: 'E-mail address or password is wrong',
    level: 'warn',
    epcis: 'epcisException:SecurityException',
  },
  'not-allowed': {
    status: 403,
    title: 'Your role may not do this',
    level: 'warn',
    epcis: 'epcisException:SecurityException',
  },
  'not-found': {
    status: 404,
    title: 'There is no such thing here',
    level: 'info',
    epcis: 'epcisException:NoSuchResourceException',
  },
  'not-sealed-yet': { status: 404, title: 'The certificates are not sealed on the chain yet', level: 'info' },
  'subscription-refused': {
    status: 400,
    title: 'The subscription cannot be made like this',
    level: 'info',
    epcis: 'epcisException:SubscriptionControlsException',
  },
  'method-not-allowed': { status: 405, title: 'This method is not answered here', level: 'info' },
  'not-acceptable': {
    status: 406,
    title: 'The answer cannot be given in the form asked for',
    level: 'info',
    epcis: 'epcisException:NotAcceptableException',
  },
  conflict: {
    status: 409,
    title: 'This contradicts what is already recorded',
    level: 'info',
    epcis: 'epcisException:ResourceAlreadyExistsException',
  },
  'query-parameter': {
    status: 400,
    title: 'A parameter of the query is wrong',
    level: 'info',
    epcis: 'epcisException:QueryParameterException',
  },
  'query-too-large': {
    status: 413,
    title: 'The query finds more events than allowed',
    level: 'info',
    epcis: 'epcisException:QueryTooLargeException',
  },
  'query-too-complex': {
    status: 413,
    title: 'The query costs more than allowed',
    level: 'warn',
    epcis: 'epcisException:QueryTooComplexException',
  },
  'request-in-flight': { status: 409, title: 'The same request is being worked on', level: 'info' },
  'too-large': {
    status: 413,
    title: 'The upload is larger than allowed',
    level: 'info',
    epcis: 'epcisException:CaptureLimitExceededException',
  },
  'unsupported-media-type': {
    status: 415,
    title: 'This media type is not accepted here',
    level: 'info',
    epcis: 'epcisException:UnsupportedMediaTypeException',
  },
  'idempotency-key-reused': { status: 422, title: 'The Idempotency-Key was used with another body', level: 'warn' },
  'photo-refused': { status: 422, title: 'The photograph cannot be used', level: 'info' },
  'already-enrolled': { status: 409, title: 'This surface already has an identity', level: 'warn' },
  'not-accredited': { status: 403, title: 'The organisation is not accredited for this stage', level: 'warn' },
  'request-timeout': { status: 408, title: 'The request took too long to arrive', level: 'info' },
  'headers-too-large': { status: 431, title: 'The headers are larger than allowed', level: 'info' },
  'too-many-requests': {
    status: 429,
    title: 'Too many attempts; wait a little',
    level: 'warn',
    retryAfterSeconds: 10,
  },
  'chain-refused': { status: 502, title: 'The chain refused the request', level: 'error' },
  unavailable: {
    status: 503,
    title: 'A part of the system is not available; try again',
    level: 'error',
    epcis: 'epcisException:ImplementationException',
    retryAfterSeconds: 1,
  },
  internal: {
    status: 500,
    title: 'Something went wrong on our side',
    level: 'error',
    epcis: 'epcisException:ImplementationException',
  },
} as const satisfies Record<string, Entry>;

export type ProblemCode = keyof typeof CATALOGUE;

/** One fault in the request; `pointer` is a JSON pointer (RFC 6901) into the body. */
export interface ProblemFault {
  readonly pointer: string;
  readonly code: string;
  readonly detail: string;
}

/** An error of the catalogue; `detail` is a sentence the reader can act on. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly faults: readonly ProblemFault[];
  private readonly retryAfterSeconds: number | undefined;

  /** @param retryAfterSeconds where more is known than the catalogue says */
  constructor(
    code: ProblemCode,
    detail?: string,
    faults: readonly ProblemFault[] = [],
    { retryAfterSeconds }: { retryAfterSeconds?: number } = {},
  ) {
    super(detail ?? CATALOGUE[code].title);
    const entry: Entry = CATALOGUE[code];
    this.code = code;
    this.faults = faults;
    this.retryAfterSeconds = retryAfterSeconds ?? entry.retryAfterSeconds;
  }

  get status(): number {
    return CATALOGUE[this.code].status;
  }

  get level(): 'info' | 'warn' | 'error' {
    return CATALOGUE[this.code].level;
  }

  /** What the answer says beside the document. */
  get headers(): Readonly<Record<string, string>> {
    return {
      ...(this.retryAfterSeconds === undefined ? {} : { 'retry-after': String(this.retryAfterSeconds) }),
      ...(this.status === 401 ? { 'www-authenticate': 'Bearer realm="fieldseal"' } : {}),
    };
  }

  /** The `application/problem+json` document. @param epcis whether the request is one of EPCIS, which has its own types */
  document(requestId: string, epcis = false): Record<string, unknown> {
    const entry: Entry = CATALOGUE[this.code];
    return {
      type: (epcis ? entry.epcis : undefined) ?? `https://fieldseal.org/problems/${this.code}`,
      title: CATALOGUE[this.code].title,
      status: this.status,
      code: this.code,
      detail: this.message,
      errors: this.faults,
      requestId,
      translationKey: `problem.${this.code}`,
    };
  }
}

/** Returns `value`, or throws `not-found` naming what was looked for. */
export function found<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Problem('not-found', `${what} was not found.`);
  return value;
}
