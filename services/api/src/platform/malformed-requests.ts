import { randomUUID } from 'node:crypto';
import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { Problem, type ProblemCode } from './problems.ts';

const PROBLEM = 'application/problem+json';

/** Says no on a connection that no answer belongs to, and ends it. @param epcis as of `Problem.document` */
export function refuseConnection(socket: Duplex, problem: Problem, epcis = false): void {
  const body = JSON.stringify(problem.document(randomUUID(), epcis));
  const headers = {
    ...problem.headers,
    'content-type': PROBLEM,
    'content-length': Buffer.byteLength(body),
    'x-content-type-options': 'nosniff',
    connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.end([`HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? ''}`, ...lines, '', body].join('\r\n'));
}

/** What Node's parser says (its own error codes), and what that is to the client. */
const REASONS: Readonly<Record<string, readonly [ProblemCode, string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: ['request-timeout', 'The request did not arrive in time; send it again, faster.'],
  HPE_HEADER_OVERFLOW: ['headers-too-large', 'The headers of the request are too large together; send smaller ones.'],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: ['too-large', 'The extensions of a chunk are too large; send none.'],
};

/** Answers bytes that are no request, which no route ever sees (RFC 9112 section 2.2 and 9). */
export function refuseMalformed(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  if (!socket.writable) {
    socket.destroy(error);
    return;
  }
  const [code, detail] = REASONS[error.code ?? ''] ?? [
    'invalid-input',
    'This is not a request of HTTP/1.1 (RFC 9112).',
  ];
  refuseConnection(socket, new Problem(code, detail));
}

/** RFC 9112 section 3.2: without a host it cannot be said what the request is for. @returns whether it was refused */
export function refusesWithoutHost({ headers, httpVersion }: IncomingMessage, response: ServerResponse): boolean {
  if (headers.host !== undefined || httpVersion !== '1.1') return false;
  const problem = new Problem('invalid-input', 'The request has no Host header.');
  const body = JSON.stringify(problem.document(randomUUID()));
  const length = Buffer.byteLength(body);
  response
    .writeHead(problem.status, { 'content-type': PROBLEM, 'content-length': length, connection: 'close' })
    .end(body);
  return true;
}
