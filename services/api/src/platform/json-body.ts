import { isUtf8 } from 'node:buffer';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { faultOf, type JsonFault } from './json-faults.ts';
import { Problem } from './problems.ts';

const MEDIA_TYPES = ['application/json', 'application/ld+json'];
const BYTE_ORDER_MARK = '\ufeff';

export interface BodyOptions {
  /** Bytes a body may have where it is not the server's default, by route, `METHOD /path`. */
  readonly limits: Readonly<Record<string, number | undefined>>;
  /** Media types that a route reads by itself while they arrive, by route, `METHOD /path`. */
  readonly streams: Readonly<Record<string, readonly string[] | undefined>>;
  /** Routes that take a form with a file instead, `METHOD /path`; whoever sent one to others would get around this reader. */
  readonly forms: readonly string[];
  /** Asked before a body is read that may be larger than the server's default; throws to refuse the request. */
  readonly admit: (request: FastifyRequest) => Promise<void>;
}

/**
 * The one reader of JSON bodies. What it lets through is exactly what was sent: text is UTF-8 (RFC 8259 section 8.1), names
 * are unique and numbers are held without loss (RFC 7493 sections 2.2 and 2.3), and nothing is nested too deeply to walk.
 */
export function addJsonBodies(fastify: FastifyInstance, { limits, streams, forms, admit }: BodyOptions): void {
  fastify.addHook('onRoute', (route) => {
    const limit = [route.method].flat().map((method) => limits[`${method} ${route.url}`]);
    const largest = limit.find((bytes) => bytes !== undefined);
    if (largest === undefined) return;
    route.bodyLimit = largest;
    route.onRequest = [...[route.onRequest ?? []].flat(), admit];
  });
  fastify.addHook('onRequest', (request, _reply, done) => {
    const type = request.headers['content-type'] ?? '';
    const isForm = /^\s*multipart\//i.test(type) && !request.is404;
    const isRefused = isForm && !forms.includes(`${request.method} ${request.routeOptions.url ?? ''}`);
    done(isRefused ? new Problem('unsupported-media-type', reasonAgainst(type)) : undefined);
  });
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser(MEDIA_TYPES, { parseAs: 'buffer' }, (request, bytes: Buffer, done) => {
    try {
      done(null, readJson(request, bytes));
    } catch (error) {
      done(error instanceof Error ? error : new Error(String(error)));
    }
  });
  fastify.addContentTypeParser(
    [...new Set(Object.values(streams).flatMap((types) => types ?? []))],
    (request, payload, done) => {
      const type = request.headers['content-type'] ?? '';
      const isTaken = streams[`${request.method} ${request.routeOptions.url ?? ''}`] !== undefined;
      if (isTaken) done(null, payload);
      else done(new Problem('unsupported-media-type', reasonAgainst(type)));
    },
  );
  fastify.addContentTypeParser('*', (request, _payload, done) => {
    done(new Problem('unsupported-media-type', reasonAgainst(request.headers['content-type'] ?? '')));
  });
}

function readJson(request: FastifyRequest, bytes: Buffer): unknown {
  const coding = request.headers['content-encoding'] ?? 'identity';
  if (coding !== 'identity')
    throw new Problem('unsupported-media-type', `Send the body as it is, not coded as ${coding.slice(0, 40)}.`);
  const charset = /;\s*charset="?([^";\s]+)/i.exec(request.headers['content-type'] ?? '')?.[1];
  if (charset !== undefined && !/^utf-?8$/i.test(charset))
    throw new Problem('unsupported-media-type', `JSON is UTF-8, not ${charset.slice(0, 40)}.`);
  return parseJson(bytes);
}

/** @throws Problem invalid-input pointing at what cannot be held exactly */
export function parseJson(bytes: Buffer): unknown {
  if (!isUtf8(bytes)) throw new Problem('invalid-input', 'The body is not UTF-8 text.');
  const text = bytes.toString('utf8');
  const content = text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
  if (content.trim() === '') throw new Problem('invalid-input', 'The body is empty; JSON was expected.');
  const fault = faultOf(content);
  if ('fault' in fault) throw refusal(fault.fault);
  return fault.value;
}

function refusal({ pointer, code, detail }: JsonFault): Problem {
  return new Problem('invalid-input', `${pointer || 'The body'}: ${detail}`, [{ pointer, code, detail }]);
}

function reasonAgainst(type: string): string {
  const accepted = `Send JSON as ${MEDIA_TYPES.join(' or ')}.`;
  return /[/+]xml\b/i.test(type)
    ? `XML is not read here; EPCIS 2.0 has the same content in JSON. ${accepted}`
    : `${type.slice(0, 100)} is not read here. ${accepted}`;
}
