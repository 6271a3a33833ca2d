import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isEpcis } from '../epcis/protocol.ts';
import { Problem, type ProblemCode } from './problems.ts';

const BY_STATUS: Record<number, ProblemCode> = {
  400: 'invalid-input',
  401: 'not-signed-in',
  403: 'not-allowed',
  404: 'not-found',
  406: 'not-acceptable',
  409: 'conflict',
  413: 'too-large',
  415: 'unsupported-media-type',
  429: 'too-many-requests',
  503: 'unavailable',
};

/** Names the limit that was passed: of a file in a form, or of the body of this very route. */
function tooLarge({ headers, routeOptions }: FastifyRequest): Problem {
  const isForm = headers['content-type']?.startsWith('multipart/') === true;
  const detail = isForm
    ? 'A photograph may have 20 megabytes.'
    : `A body may have ${routeOptions.bodyLimit} bytes here.`;
  return new Problem('too-large', detail);
}

function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  if (typeof error === 'object' && error !== null && 'statusCode' in error && typeof error.statusCode === 'number')
    return error.statusCode;
  return undefined;
}

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';

/** PostgreSQL undid this transaction since it and another waited for each other (SQLSTATE 40P01). */
export const isDeadlock = (error: unknown): boolean => codeOf(error) === '40P01';

/** Lost database connections and deadlocks are told apart: the client may simply try again. */
export function isConnectionLoss(error: unknown): boolean {
  const code = codeOf(error);
  if (/^(08|40|57P|53)/.test(code) || code === 'ECONNREFUSED' || code === 'ECONNRESET' || code === 'EPIPE') return true;
  return (
    error instanceof Error &&
    /connection terminated|connection timeout|connection is closed|driver not connected/i.test(error.message)
  );
}

/** What PostgreSQL refuses: a row that a request at the same time was faster to write, or a value it cannot hold. */
function databaseProblem(error: unknown): Problem | undefined {
  const code = codeOf(error);
  if (code === '23505') return new Problem('conflict', 'Another request recorded this at the same moment.');
  return /^(22|54)/.test(code) ? new Problem('invalid-input', 'A value has a form that cannot be stored.') : undefined;
}

/** Forms that end too early or lack their boundary come as plain errors from the parser. */
const BROKEN_FORM = /unexpected end of (form|multipart data)|boundary not found|malformed part header/i;

function toProblem(error: unknown, request: FastifyRequest): Problem {
  if (error instanceof Problem) return error;
  const refused = databaseProblem(error);
  if (refused !== undefined) return refused;
  if (error instanceof Error && BROKEN_FORM.test(error.message)) return new Problem('invalid-input', error.message);
  const status = statusOf(error);
  const code = status === undefined ? undefined : BY_STATUS[status];
  if (code === 'too-large') return tooLarge(request);
  if (code !== undefined) return new Problem(code, error instanceof Error ? error.message : undefined);
  return new Problem(isConnectionLoss(error) ? 'unavailable' : 'internal');
}

/** The one place where an error becomes an answer; unknown errors never leak what they say. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Problem');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const problem = toProblem(error, request);
    const line = `${request.method} ${request.url} -> ${problem.code}: ${problem.message}`;
    if (problem.level === 'error') this.logger.error(line, error instanceof Error ? error.stack : String(error));
    else this.logger.log(line);
    if (reply.sent) return;
    // What is left of a body that nobody reads would hold up the next request on the same connection.
    if (!request.raw.complete) request.raw.unpipe().resume();
    void reply
      .status(problem.status)
      .headers(problem.headers)
      .type('application/problem+json')
      .send(problem.document(request.id, isEpcis(request.url)));
  }
}
