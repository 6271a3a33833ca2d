import { Agent, request as httpRequest } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { Route } from './document.ts';
import { isRecord } from './document.ts';
import type { BodyPlan, RequestPlan } from './requests.ts';
import { Raw, type Seen } from './seen.ts';

const PATIENCE_MS = 60_000;
const DEPTH = 100_000;
const BOUNDARY = 'fuzzfuzzfuzz';

/** A request as it goes over the wire. */
export interface WireRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | undefined;
  /** The JSON value of the body, where it is sent whole. */
  readonly json: unknown;
}

export interface WireAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** The plan with everything filled in and encoded. */
export function onWire(route: Route, plan: RequestPlan, seen: Seen, photo: Buffer): WireRequest {
  const bound = plan.binding === undefined ? {} : (seen.bound(route.path, plan.binding)?.parameters ?? {});
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    segment(bound[name] ?? seen.fill(plan.path[name] ?? name)),
  );
  const query = plan.query.map(([name, value]) => `${encode(name)}=${encode(text(seen.fill(value)))}`).join('&');
  const json = plan.body === undefined ? undefined : seen.fill(plan.body.value);
  const body = plan.body === undefined ? undefined : bytesOf(plan.body, json, photo);
  const headers = Object.entries(plan.headers).map(
    ([name, value]) => [name, headerText(text(seen.fill(value)))] as const,
  );
  return {
    method: route.method,
    path: query === '' ? path : `${path}?${query}`,
    headers: {
      ...Object.fromEntries(headers),
      ...(plan.body === undefined ? {} : { 'content-type': contentType(plan.body) }),
    },
    body,
    json: plan.body?.damage === 'none' && plan.body.mediaType.includes('json') ? json : undefined,
  };
}

function contentType({ mediaType, damage }: BodyPlan): string {
  return mediaType === 'multipart/form-data' && damage !== 'wrong-type'
    ? `${mediaType}; boundary=${BOUNDARY}`
    : mediaType;
}

function bytesOf({ mediaType, damage, at }: BodyPlan, json: unknown, photo: Buffer): Buffer {
  const whole =
    mediaType === 'multipart/form-data'
      ? form(json, photo, at)
      : Buffer.from(json === undefined ? '' : JSON.stringify(json));
  const place = whole.length === 0 ? 0 : at % whole.length;
  switch (damage) {
    case 'truncate':
      return whole.subarray(0, place);
    case 'broken-utf8':
      return Buffer.concat([whole.subarray(0, place), Buffer.from([0xff, 0xc0, 0x80]), whole.subarray(place)]);
    case 'empty':
      return Buffer.alloc(0);
    case 'deep':
      return Buffer.from('[{"a":'.repeat(DEPTH) + '1' + '}]'.repeat(DEPTH));
    case 'twice':
      return Buffer.concat([whole, whole]);
    default:
      return whole;
  }
}

/** Each field of the value is a part; the file is a photograph, a damaged one or something else. */
function form(json: unknown, photo: Buffer, at: number): Buffer {
  const files = [photo, photo, photo.subarray(0, at % photo.length), Buffer.from('no photograph'), Buffer.alloc(0)];
  const file = files[at % files.length] ?? photo;
  const parts = Object.keys(isRecord(json) ? json : { photo: '' }).flatMap((name) => [
    Buffer.from(
      `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name}"; filename="a.jpg"\r\ncontent-type: image/jpeg\r\n\r\n`,
    ),
    file,
    Buffer.from('\r\n'),
  ]);
  return Buffer.concat([...parts, Buffer.from(`--${BOUNDARY}--\r\n`)]);
}

const text = (value: unknown): string =>
  typeof value === 'string' ? value : value instanceof Raw ? value.text : JSON.stringify(value);
const encode = (value: string): string => encodeURIComponent(value.toWellFormed());
/** Never empty: a path that ends in an empty segment is another route's. */
const segment = (value: unknown): string => (value instanceof Raw ? value.text : encode(text(value))) || '%20';
/** What Node will put into a header at all (RFC 9110 section 5.5). */
const headerText = (value: string): string => value.replace(/[^\t\x20-\x7e\x80-\xff]/g, '?').slice(0, 4000);

/** A request in words, short enough to read. */
export function describeRequest({ method, path, headers, body }: WireRequest): string {
  const said =
    headers['content-type']?.startsWith('multipart/') === true
      ? `${body?.length ?? 0} bytes`
      : (body?.toString() ?? '');
  return [`${method} ${path}`, JSON.stringify(headers), said].map((line) => line.slice(0, 700)).join('\n');
}

/** Speaks HTTP over a few kept connections; of a stream that never ends only the head is read. */
export class Wire {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 4 });

  constructor(private readonly port: number) {}

  send({ method, path, headers, body }: Omit<WireRequest, 'json'>): Promise<WireAnswer> {
    return new Promise((resolve, reject) => {
      const options = {
        host: '127.0.0.1',
        port: this.port,
        agent: this.agent,
        method,
        path,
        headers,
        timeout: PATIENCE_MS,
      };
      const request = httpRequest(options, (answer) => {
        const chunks: Buffer[] = [];
        const finish = (): void => {
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) });
        };
        if ((answer.headers['content-type'] ?? '').startsWith('text/event-stream')) {
          finish();
          request.destroy();
          return;
        }
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.once('end', finish).once('error', reject);
      });
      request.once('timeout', () => request.destroy(new Error(`no answer within ${PATIENCE_MS} ms`)));
      request.once('error', reject);
      if (body !== undefined) request.setHeader('content-length', body.length);
      request.end(body);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}
