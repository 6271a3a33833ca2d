import { setTimeout as pause } from 'node:timers/promises';
import type { z } from 'zod';

/** The services said no, with their reason. */
export class ApiRefusal extends Error {
  override name = 'ApiRefusal';
  readonly status: number;
  readonly code: string;

  constructor(what: string, status: number, code: string, detail: string) {
    super(`${what} answered ${String(status)} ${code}: ${detail}`);
    this.status = status;
    this.code = code;
  }
}

export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly key: string | undefined;
  readonly answer: unknown;
}

export interface ClientOptions {
  readonly baseUrl: string;
  /** How long an unreachable server is asked again before giving up. */
  readonly patienceMs: number;
  /** Called for every creating request that was acknowledged. */
  readonly onAcknowledged?: (sent: Sent) => void;
}

interface Body {
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const RETRY_STATUS = new Set([408, 425, 429, 500, 502, 503, 504]);
const BOUNDARY = 'fieldseal-sample-season';

/**
 * One person (or nobody) at the HTTP API. A request whose answer got lost is sent again with the same
 * Idempotency-Key, so it happens once however often the connection breaks.
 */
export class SeasonClient {
  readonly #options: ClientOptions;
  #cookie: string | undefined;

  constructor(options: ClientOptions) {
    this.#options = options;
  }

  async signIn(email: string, password: string): Promise<void> {
    const response = await this.#send('POST', '/session', jsonBody({ email, password }));
    const cookie = response.headers.getSetCookie().find((value) => value.startsWith('fieldseal_session='));
    if (cookie === undefined) throw new Error('Signing in gave no session.');
    this.#cookie = cookie.split(';', 1)[0];
  }

  async get<T>(path: string, schema: z.ZodType<T>): Promise<T> {
    return schema.parse(await (await this.#send('GET', path)).json());
  }

  async bytes(path: string): Promise<Uint8Array> {
    return new Uint8Array(await (await this.#send('GET', path)).arrayBuffer());
  }

  /** A creating request. @param key the same for the same thing, in every attempt and every start */
  async post<T>(path: string, body: object, key: string, schema: z.ZodType<T>): Promise<T> {
    return this.#create(path, jsonBody(body), key, schema);
  }

  async postPhoto<T>(path: string, photo: Uint8Array, key: string, schema: z.ZodType<T>): Promise<T> {
    return this.#create(path, photoBody(photo), key, schema);
  }

  async #create<T>(path: string, body: Body, key: string, schema: z.ZodType<T>): Promise<T> {
    const response = await this.#send('POST', path, body, key);
    const answer = schema.parse(await response.json());
    this.#options.onAcknowledged?.({ method: 'POST', path, key, answer });
    return answer;
  }

  async #send(method: string, path: string, body?: Body, key?: string): Promise<Response> {
    const deadline = Date.now() + this.#options.patienceMs;
    for (let attempt = 0; ; attempt += 1) {
      const outcome = await this.#attempt(method, path, body, key);
      if (outcome instanceof Response) return outcome;
      if (Date.now() > deadline) throw outcome;
      await pause(Math.min(100 * 2 ** attempt, 1_000));
    }
  }

  /** The response; or the reason for another attempt. @throws ApiRefusal when another attempt is no use */
  async #attempt(method: string, path: string, body?: Body, key?: string): Promise<Response | Error> {
    const headers = new Headers({ accept: 'application/json' });
    if (body !== undefined) headers.set('content-type', body.type);
    if (key !== undefined) headers.set('idempotency-key', key);
    if (this.#cookie !== undefined) headers.set('cookie', this.#cookie);
    const request: RequestInit = { method, headers, signal: AbortSignal.timeout(30_000) };
    if (body !== undefined) request.body = body.bytes;
    let response: Response;
    try {
      response = await fetch(`${this.#options.baseUrl}/api${path}`, request);
      // The body is read here, so that a connection lost half way counts as an attempt that failed.
      response = new Response(await response.arrayBuffer(), response);
    } catch (error) {
      return new Error(`${method} ${path}: ${error instanceof Error ? error.message : String(error)}`);
    }
    if (response.ok) return response;
    const problem = await problemOf(response);
    const refusal = new ApiRefusal(`${method} ${path}`, response.status, problem.code, problem.detail);
    if (RETRY_STATUS.has(response.status) || isInFlight(response.status, problem.code)) return refusal;
    throw refusal;
  }
}

function isInFlight(status: number, code: string): boolean {
  return status === 409 && /flight|progress/.test(code);
}

async function problemOf(response: Response): Promise<{ code: string; detail: string }> {
  try {
    const { code, detail, errors } = (await response.json()) as { code?: string; detail?: string; errors?: unknown };
    const more = errors === undefined ? '' : ` ${JSON.stringify(errors)}`;
    return { code: code ?? '', detail: `${detail ?? ''}${more}` };
  } catch {
    return { code: '', detail: 'no problem document' };
  }
}

function jsonBody(body: object): Body {
  return { type: 'application/json', bytes: new TextEncoder().encode(JSON.stringify(body)) };
}

/** Multipart with a fixed boundary: the same photograph is the same request to the byte. */
function photoBody(photo: Uint8Array): Body {
  const head = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="photo"; filename="photo.jpg"\r\nContent-Type: image/jpeg\r\n\r\n`;
  const bytes = Buffer.concat([Buffer.from(head), photo, Buffer.from(`\r\n--${BOUNDARY}--\r\n`)]);
  return { type: `multipart/form-data; boundary=${BOUNDARY}`, bytes: new Uint8Array(bytes) };
}
