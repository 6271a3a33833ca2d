import { openRoundsSchema } from './round.ts';

const MAX_ANSWER_BYTES = 8 * 1024 * 1024;
const EXCERPT = 300;

/** An answer that is not what was asked for. */
class ApiError extends Error {
  override name = 'ApiError';
}

export interface ApiClient {
  /** Rounds that wait for observations, each unread. */
  openRounds(signal: AbortSignal): Promise<unknown[]>;
  putProgress(roundKey: string, body: object, signal: AbortSignal): Promise<void>;
  postObservation(roundKey: string, body: object, signal: AbortSignal): Promise<void>;
}

/** The services' routes for reporters. Every call ends within `timeoutMs`, whatever the other side does. */
export function apiClient(apiUrl: string, timeoutMs = 5000): ApiClient {
  const base = apiUrl.replace(/\/+$/, '');

  async function call(method: string, path: string, signal: AbortSignal, body?: object): Promise<string> {
    const response = await fetch(`${base}${path}`, {
      method,
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
      ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const text = await boundedText(response);
    if (response.ok) return text;
    throw new ApiError(`${method} ${path} answered ${String(response.status)}: ${text.slice(0, EXCERPT)}`);
  }

  async function deliver(method: string, path: string, signal: AbortSignal, body: object): Promise<void> {
    const answer = await call(method, path, signal, body);
    // A gateway's page with status 200 is no acknowledgement.
    if (answer !== '') parseJson(answer);
  }

  return {
    async openRounds(signal) {
      const path = '/oracle/rounds?status=open';
      const answer = openRoundsSchema.safeParse(parseJson(await call('GET', path, signal)));
      if (!answer.success) throw new ApiError(`GET ${path} did not answer with {"rounds": [..]}`);
      return answer.data.rounds;
    },
    async putProgress(roundKey, body, signal) {
      await deliver('PUT', `/oracle/rounds/${roundKey}/progress`, signal, body);
    },
    async postObservation(roundKey, body, signal) {
      await deliver('POST', `/oracle/rounds/${roundKey}/observations`, signal, body);
    },
  };
}

async function boundedText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (response.body === null) return '';
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > MAX_ANSWER_BYTES) throw new ApiError(`the answer is larger than ${String(MAX_ANSWER_BYTES)} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError(`the answer is not JSON: ${text.slice(0, EXCERPT)}`);
  }
}
