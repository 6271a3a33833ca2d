import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TestApplication } from './support/application.ts';
import { Json } from './support/client.ts';
import { type RawAnswer, sendRaw } from './support/raw-http.ts';
import { type Cast, createCast } from './support/season.ts';

const MEGABYTE = 1024 * 1024;

describe('hostile requests', () => {
  let application: TestApplication;
  let cast: Cast;

  beforeAll(async () => {
    application = await TestApplication.start({ FIELDSEAL_PART: 'api' });
    cast = await createCast(application);
  });

  afterAll(async () => {
    await application.stop();
  });

  const raw = (...parts: (string | Uint8Array)[]) => sendRaw(application.config.port, parts);
  const one = async (...parts: (string | Uint8Array)[]) =>
    (await raw(...parts))[0] ?? { status: 0, head: '', body: '' };
  const request = (line: string, ...headers: string[]): string =>
    [`${line} HTTP/1.1`, 'Host: localhost', ...headers, '', ''].join('\r\n');
  const last = 'Connection: close';

  /** Status and code of a problem (RFC 9457). */
  const problemOf = ({ status, head, body }: RawAnswer): unknown[] => {
    expect(head).toMatch(/^content-type: application\/problem\+json/im);
    const problem = new Json(JSON.parse(body));
    expect(problem.number('status')).toBe(status);
    return [status, problem.text('code')];
  };

  const isAlive = async (): Promise<boolean> => (await application.visitor().get('/api/health/live')).status === 200;

  test.each(['/api/plots', '/api/harvests', '/api/products'])('ten megabytes for %s are refused', async (path) => {
    const content = JSON.stringify({ name: 'x'.repeat(10 * MEGABYTE) });
    const { status, body } = await cast.people.farm.send('POST', path, content, { 'content-type': 'application/json' });
    expect([status, body.text('code')]).toEqual([413, 'too-large']);
    expect(body.text('detail')).toMatch(/\d/);
  });

  test('a length that is announced too large is refused before it is sent', async () => {
    const headers = ['Content-Type: application/json', `Content-Length: ${50 * MEGABYTE}`];
    expect((await one(request('POST /api/session', ...headers), '{')).status).toBe(413);
  });

  test('a body that nobody reads does not hold up the next request of the connection', async () => {
    const body = new Uint8Array(MEGABYTE / 2);
    const first = request('POST /api/photos', 'Content-Type: multipart/form-data', `Content-Length: ${body.length}`);
    const answers = await raw(first, body, request('GET /api/health/live', last));
    expect(answers.map(({ status }) => status)).toEqual([expect.any(Number), 200]);
    expect(answers[0]?.status).toBeGreaterThanOrEqual(400);
  });

  test.each([
    ['two lengths', ['Content-Length: 2', 'Content-Length: 3']],
    ['a length and chunks', ['Content-Length: 2', 'Transfer-Encoding: chunked']],
    ['a negative length', ['Content-Length: -1']],
    ['a length in words', ['Content-Length: ten']],
    ['an unknown transfer coding', ['Transfer-Encoding: chunked, identity']],
    ['a header over several lines', ['X-A: b', ' c: d\u0000']],
    ['a space before the colon', ['X-A : b']],
  ])('%s is refused as a bad request, and what follows is not taken for another request', async (_, headers) => {
    const smuggled = request('GET /api/chain', last);
    const answers = await raw(
      request('POST /api/session', 'Content-Type: application/json', ...headers),
      '{}',
      smuggled,
    );
    expect(answers.map(problemOf)).toEqual([[400, 'invalid-input']]);
  });

  test('without a host a request is refused', async () => {
    expect(problemOf(await one('GET /api/health/live HTTP/1.1\r\n\r\n'))).toEqual([400, 'invalid-input']);
  });

  test.each(['GET', '\u0016\u0003\u0001', 'BREW /api/chain HTTP/1.1', 'GET /api/chain HTTP/9.9', 'GET  HTTP/1.1'])(
    'the line %j is no request, and the answer is a problem all the same',
    async (line) => {
      expect(problemOf(await one(`${line}\r\nHost: localhost\r\n\r\n`))).toEqual([400, 'invalid-input']);
      expect(await isAlive()).toBe(true);
    },
  );

  test('a foreign host is never repeated in an answer', async () => {
    for (const path of [
      '/api/chain',
      '/.well-known/gs1resolver',
      '/01/06901234567908',
      '/api/openapi.json',
      '/api/epcis',
    ])
      for (const header of ['Host: evil.example', 'Host: localhost\r\nX-Forwarded-Host: evil.example']) {
        const { head, body } = await one([`GET ${path} HTTP/1.1`, header, last, '', ''].join('\r\n'));
        expect(head + body).not.toContain('evil.example');
      }
  });

  test.each([
    ['a cookie', `Cookie: fieldseal_session=${'x'.repeat(100_000)}`],
    ['many cookies', `Cookie: ${'a=b; '.repeat(20_000)}`],
    ['a header name', `${'x'.repeat(100_000)}: y`],
  ])('%s of a hundred kilobytes is refused', async (_, header) => {
    expect(problemOf(await one(request('GET /api/session', header)))).toEqual([431, 'headers-too-large']);
    expect(await isAlive()).toBe(true);
  });

  test('cookies that are no session are nobody', async () => {
    for (const value of ['%00', '%ff', '"', '=', "' OR 1=1", '__proto__=1; constructor', 'a'.repeat(4000)]) {
      const { status } = await one(request('GET /api/session', `Cookie: fieldseal_session=${value}`, last));
      expect([value, status]).toEqual([value, 401]);
    }
  });

  const SEGMENTS = [
    '%00',
    '%ff',
    '%c0%af',
    '%ed%a0%80',
    '%',
    '%zz',
    '..',
    '%2e%2e',
    '..%2f..%2fetc%2fpasswd',
    '..%5c..%5cwin.ini',
    '%27%20OR%201%3D1--',
    "';DROP%20TABLE%20item;--",
    '*',
    ';a=b',
    '%3Cscript%3E',
    '{{7*7}}',
    '\\',
    '%F0%9F%8D%B5',
    '%0d%0aSet-Cookie:%20a=b',
    '__proto__',
    'constructor',
    'x'.repeat(6000),
    '9'.repeat(1000),
  ];
  const PATHS = [
    '/*',
    '/01/*',
    '/01/06901234567908/*/*',
    '/01/06901234567908/21/*',
    '/01/06901234567908/21/A?linkType=*',
    '/01/06901234567908?17=*',
    '/own/*/*',
    '/.well-known/*',
    '/api/*',
    '/api/items/*/A',
    '/api/items/06901234567908/*',
    '/api/items/06901234567908/*/photo',
    '/api/labels/06901234567908/*.svg',
    '/api/transactions/*',
    '/api/epcis/*',
    '/api/epcis/events/*',
    '/api/epcis/epcs/*/events',
    '/api/epcis/events?EQ_bizStep=*',
    '/api/epcis/queries/*',
  ];

  test.each(PATHS)('whatever stands in %s, the answer is no failure', async (path) => {
    const { farm } = cast.people;
    const cookie = `Cookie: ${farm.session}`;
    const failures: string[] = [];
    for (const segment of SEGMENTS) {
      const { status, head, body } = await one(request(`GET ${path.replaceAll('*', segment)}`, cookie, last));
      const isProblem = status < 400 || /^content-type: application\/problem\+json/im.test(head);
      const isSafe =
        status >= 200 && status < 500 && isProblem && !/^set-cookie:/im.test(head) && !body.includes('root:x');
      if (!isSafe) failures.push(`${segment.slice(0, 40)} -> ${status} ${head.slice(0, 200)} ${body.slice(0, 200)}`);
    }
    expect(failures).toEqual([]);
  });

  test.each(['TRACE', 'CONNECT', 'PROPFIND', 'FOO', 'get', 'GET\u0000'])(
    'the method %j fails nothing',
    async (method) => {
      const { status } = await one(request(`${method} /api/chain`, last));
      expect(status < 500 || status === 501).toBe(true);
      expect(await isAlive()).toBe(true);
    },
  );
});
