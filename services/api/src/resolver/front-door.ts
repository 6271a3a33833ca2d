import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { Logger } from '@nestjs/common';
import helmet, { type HelmetOptions } from 'helmet';
import { isConnectionLoss } from '../platform/problem.filter.ts';
import { Problem } from '../platform/problems.ts';
import type { ResolverAnswer } from './resolver-answer.ts';
import type { ResolverService } from './resolver.service.ts';

/** Any web page may ask (CORS protocol of the Fetch standard), and read where it is led. */
const CORS = { 'access-control-allow-origin': '*', 'access-control-expose-headers': 'Link, Location' };
const METHODS = 'GET, HEAD, OPTIONS';
const PREFLIGHT = {
  ...CORS,
  allow: METHODS,
  'access-control-allow-methods': METHODS,
  'access-control-allow-headers': '*',
  'access-control-max-age': '86400',
};

/** Digital Links begin with an application identifier or the word of the own-domain scheme. */
const DIGITAL_LINK = /^\/(\d{2,4}|own)\//;
/** One segment of base 64, as compressed Digital Links are; the shortest, a GINC of four digits, has six characters. */
const COMPRESSED = /^\/[A-Za-z0-9_-]{6,}\/?$/;

/**
 * Answers requests for Digital Links in front of the application: the same server, without the work that requests of the
 * API need. Whatever is no Digital Link goes on to the application.
 */
export class FrontDoor {
  private readonly logger = new Logger('Resolver');
  private readonly secure: ReturnType<typeof helmet>;

  constructor(
    private readonly resolver: ResolverService,
    private readonly documents: ReadonlyMap<string, ResolverAnswer>,
    security: HelmetOptions,
  ) {
    this.secure = helmet(security);
  }

  handle(request: IncomingMessage, response: ServerResponse, application: RequestListener): void {
    // As proxies write it, with scheme and host, a target means the same (RFC 9112 section 3.2.2).
    if (request.url?.startsWith('/') === false) request.url = request.url.replace(/^https?:\/\/[^/?#]*\/?/i, '/');
    const { url = '/', method = 'GET' } = request;
    const mark = url.indexOf('?');
    const path = mark === -1 ? url : url.slice(0, mark);
    const document = this.documents.get(path);
    const isOurs =
      document !== undefined || DIGITAL_LINK.test(path) || (COMPRESSED.test(path) && this.resolver.reads(path));
    if (!isOurs) {
      application(request, response);
      return;
    }
    // Bodies mean nothing here; unread ones would hold the connection.
    request.resume();
    if (method === 'OPTIONS') {
      response.writeHead(204, PREFLIGHT).end();
      return;
    }
    if (method !== 'GET' && method !== 'HEAD') {
      response.setHeader('allow', METHODS);
      this.send(
        request,
        response,
        this.resolver.problem(new Problem('method-not-allowed', `Digital Links answer ${METHODS}.`)),
      );
      return;
    }
    this.answer(request, response, document);
  }

  private answer(request: IncomingMessage, response: ServerResponse, document: ResolverAnswer | undefined): void {
    try {
      const answer = document ?? this.resolver.answer(request.url ?? '/', request.headers);
      if (!(answer instanceof Promise)) this.send(request, response, answer);
      else
        answer.then(
          (late) => {
            this.send(request, response, late);
          },
          (error: unknown) => {
            this.fail(request, response, error);
          },
        );
    } catch (error) {
      this.fail(request, response, error);
    }
  }

  private send(request: IncomingMessage, response: ServerResponse, { status, headers, body }: ResolverAnswer): void {
    if (headers['content-type']?.startsWith('text/html') === true) this.secure(request, response, () => undefined);
    response.writeHead(status, { ...headers, ...CORS, 'content-length': Buffer.byteLength(body) });
    response.end(request.method === 'HEAD' ? undefined : body);
  }

  private fail(request: IncomingMessage, response: ServerResponse, error: unknown): void {
    const problem = new Problem(isConnectionLoss(error) ? 'unavailable' : 'internal');
    this.logger.error(`${request.url ?? ''} -> ${problem.code}`, error instanceof Error ? error.stack : String(error));
    this.send(request, response, this.resolver.problem(problem));
  }
}
