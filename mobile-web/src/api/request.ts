import type { Problem } from './model.ts';

/** The server's reasoned refusal (RFC 9457). */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly problem: Problem;
  constructor(problem: Problem) {
    const details = (problem.errors ?? []).map((error) => error.detail).join(' ');
    super(details === '' ? (problem.detail ?? problem.title ?? problem.code) : details);
    this.problem = problem;
  }
}

/** No answer at all: no network, no server, or none in time. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError';
}

export interface RequestOptions {
  method?: 'GET' | 'POST' | 'DELETE';
  json?: unknown;
  form?: FormData;
  /** Sent as it is, under its own type. */
  file?: Blob;
  idempotencyKey?: string;
  timeoutMs?: number;
}

const TIMEOUT_MS = 20_000;

/**
 * One call to `/api`. Throws {@link ProblemError} for any answer above 399 and {@link UnreachableError} without one.
 * @param path below `/api`, starting with a slash
 */
export async function send(path: string, options: RequestOptions = {}): Promise<Response> {
  const headers = new Headers({ accept: 'application/json' });
  if (options.json !== undefined) headers.set('content-type', 'application/json');
  if (options.idempotencyKey !== undefined) headers.set('idempotency-key', options.idempotencyKey);
  const body = options.form ?? options.file ?? (options.json === undefined ? undefined : JSON.stringify(options.json));
  let response: Response;
  try {
    response = await fetch(`/api${path}`, {
      method: options.method ?? 'GET',
      headers,
      credentials: 'same-origin',
      cache: 'no-store',
      signal: AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS),
      ...(body === undefined ? {} : { body }),
    });
  } catch (error) {
    throw new UnreachableError(error instanceof Error ? error.message : 'no answer');
  }
  if (!response.ok) throw new ProblemError(await readProblem(response));
  return response;
}

/** A path from parts, each escaped: `path('items', gtin, serial)`. */
export function path(...segments: string[]): string {
  return segments.map((segment) => `/${encodeURIComponent(segment)}`).join('');
}

async function readProblem(response: Response): Promise<Problem> {
  const fallback = { status: response.status, code: `http-${String(response.status)}`, title: response.statusText };
  const text = await response.text().catch(() => '');
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null ? { ...fallback, ...body, status: response.status } : fallback;
  } catch {
    return fallback;
  }
}
