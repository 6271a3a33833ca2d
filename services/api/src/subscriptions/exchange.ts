import { request as requestHttp, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Destination } from './destination.ts';

const MAX_ANSWER_BYTES = 64 * 1024;
const MAX_ANSWER_HEADER_BYTES = 16 * 1024;

/** What the receiver answered. */
export interface Outcome {
  readonly status: number;
  /** Seconds that a 429 or 503 asks to wait, where it says so in seconds. */
  readonly retryAfter: number | undefined;
}

/**
 * Posts a message to exactly the address that was settled. A redirect is an answer like any other: it is not followed.
 * The answer's body is read so that the receiver can finish, up to 64 kB, and is not looked at.
 * @param signal ends the whole exchange, from the connection to the last byte of the answer
 * @throws Error of the network, or the signal's reason
 */
export function post(
  { url, address, family }: Destination,
  headers: Record<string, string>,
  body: string,
  signal: AbortSignal,
): Promise<Outcome> {
  const content = Buffer.from(body, 'utf8');
  const options: RequestOptions = {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json', 'content-length': content.length },
    agent: false,
    maxHeaderSize: MAX_ANSWER_HEADER_BYTES,
    signal,
    lookup: (_name, wanted, answer) => {
      if (wanted.all === true) answer(null, [{ address, family }]);
      else answer(null, address, family);
    },
  };
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const outgoing = request(url, options, (answer) => {
      drain(answer).then(() => {
        outgoing.destroy();
        resolve({ status: answer.statusCode ?? 0, retryAfter: retryAfter(answer) });
      }, reject);
    });
    outgoing.on('error', (error) => {
      reject(signal.aborted && signal.reason instanceof Error ? signal.reason : error);
    });
    outgoing.end(content);
  });
}

/** Reads an answer to its end or to the limit. */
async function drain(answer: IncomingMessage): Promise<void> {
  let bytes = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_ANSWER_BYTES) return;
  }
}

function retryAfter({ headers }: IncomingMessage): number | undefined {
  const text = headers['retry-after'];
  return text !== undefined && /^\d{1,6}$/.test(text) ? Number(text) : undefined;
}
