import { request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TestApplication } from '../support/application.ts';
import type { Json } from '../support/client.ts';

/** Bytes as they are, which no JSON library would send. */
function send(port: number, path: string, body: Uint8Array): Promise<{ status: number; body: Json['value'] }> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': body.length };
    const sent = request({ port, path, method: 'POST', headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('end', () => {
        const text = Buffer.concat(chunks).toString();
        resolve({ status: response.statusCode ?? 0, body: text === '' ? undefined : (JSON.parse(text) as unknown) });
      });
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

describe('JSON bodies', () => {
  let application: TestApplication;

  beforeAll(async () => {
    application = await TestApplication.start({ FIELDSEAL_PART: 'api', REQUEST_TIMEOUT_SECONDS: '1' });
  });

  afterAll(async () => {
    await application.stop();
  });

  const signIn = (text: string | Uint8Array) =>
    send(application.config.port, '/api/session', typeof text === 'string' ? Buffer.from(text) : text);
  const credentials = (email: string, extra = ''): string => `{"email":"${email}","password":"a password"${extra}}`;

  test('what is right is read: text of any script, white space, a byte order mark', async () => {
    const unknown = { status: 401, body: expect.objectContaining({ code: 'wrong-credentials' }) as unknown };
    expect(await signIn(credentials('nobody@test.example'))).toEqual(unknown);
    expect(await signIn(`\ufeff \n${credentials('nobody@test.example')}\r\n`)).toEqual(unknown);
    expect(await signIn(credentials('nob\\u006fdy@test.example'))).toEqual(unknown);
  });

  test.each([
    ['text that is not UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])],
    ['an overlong sequence', Buffer.from([0x22, 0xc0, 0x80, 0x22])],
    ['half a surrogate pair in bytes', Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22])],
    ['UTF-16', Buffer.from('{}', 'utf16le')],
    ['nothing', Buffer.alloc(0)],
    ['white space', Buffer.from(' \n')],
    ['half a document', Buffer.from('{"email":')],
    ['100,000 levels of lists', Buffer.from('['.repeat(100_000) + ']'.repeat(100_000))],
    ['100,000 levels of objects', Buffer.from('{"a":'.repeat(100_000) + '1' + '}'.repeat(100_000))],
    ['100,000 openings', Buffer.from('['.repeat(100_000))],
  ])('%s is refused', async (_, bytes) => {
    const { status, body } = await signIn(bytes);
    expect([status, body]).toEqual([400, expect.objectContaining({ code: 'invalid-input' })]);
  });

  test.each([
    ['9007199254740993', '/n'],
    ['-9007199254740993', '/n'],
    ['123456789012345678901234567890', '/n'],
    ['1e400', '/n'],
    ['-1e400', '/n'],
    ['1e-400', '/n'],
    ['4.1e-324', '/n'],
    ['1.23456789012345e-320', '/n'],
    ['0.1234567890123456789', '/n'],
    [`0.${'0'.repeat(1000)}1`, '/n'],
    ['[1, {"a/b": [1, 2, 18014398509481985]}]', '/n/1/a~1b/2'],
  ])('a number that is not held exactly is refused with its place: %s', async (number, pointer) => {
    const { status, body } = await signIn(credentials('a@test.example', `,"n":${number}`));
    expect(status).toBe(400);
    expect(body).toMatchObject({
      errors: [{ pointer, code: 'number', detail: expect.stringContaining('text') as unknown }],
    });
  });

  test.each([
    '9007199254740992',
    '-0.0',
    '1.50',
    '1e21',
    '123456789012345680000',
    '0.30000000000000004',
    '5e-324',
    '1.79769313486231e308',
    '2.2250738585072e-305',
    '0e999',
  ])('a number that is held exactly is let through: %s', async (number) => {
    const { status, body } = await signIn(credentials('a@test.example', `,"n":${number}`));
    expect([status, JSON.stringify(body)]).toEqual([400, expect.stringContaining('n')]);
    expect(JSON.stringify(body)).not.toContain('held exactly');
  });

  test.each([
    ['{"email":"a","email":"b"}', '/email'],
    ['{"x":[{"\\u0061":1,"b":{"a":1},"a":2}]}', '/x/0/a'],
    ['{"__proto__":{"email":"a"}}', '/__proto__'],
    ['{"x":{"\\u005f_proto__":1}}', '/x/__proto__'],
  ])('a name that cannot be kept is refused with its place: %s', async (text, pointer) => {
    const { status, body } = await signIn(text);
    expect(status).toBe(400);
    expect(body).toMatchObject({ errors: [{ pointer, code: 'name' }] });
  });

  test('names of the language are names like any other', async () => {
    const { status, body } = await signIn('{"constructor":{"prototype":{"x":1}},"toString":1,"hasOwnProperty":2}');
    expect([status, JSON.stringify(body)]).toEqual([400, expect.not.stringContaining('given twice')]);
  });

  test('a body above the limit is refused with the limit', async () => {
    const { status, body } = await signIn(credentials('x'.repeat(1024 * 1024)));
    expect([status, body]).toEqual([
      413,
      expect.objectContaining({ detail: expect.stringContaining('1048576') as unknown }),
    ]);
  });

  test('a body that may be large is read of those who signed in only', async () => {
    const type = { 'content-type': 'application/json' };
    const { status, body } = await application.visitor().send('POST', '/api/epcis/capture', '{"cut', type);
    expect([status, body.text('code')]).toEqual([401, 'not-signed-in']);
  });

  test('a body in another coding is refused by its name', async () => {
    const { status, body } = await application
      .visitor()
      .send('POST', '/api/session', '{}', { 'content-type': 'application/json', 'content-encoding': 'gzip' });
    expect([status, body.text('detail')]).toEqual([415, expect.stringContaining('gzip')]);
  });

  test('a client that dribbles is cut off, and others are served meanwhile', async () => {
    const closed = new Promise<string>((resolve) => {
      let answer = '';
      const socket = connect(application.config.port, '127.0.0.1', () => {
        socket.write(
          'POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9999\r\n\r\n{',
        );
      });
      const dribble = setInterval(() => socket.write(' '), 100);
      socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
      socket.on('error', () => undefined);
      socket.once('close', () => {
        clearInterval(dribble);
        resolve(answer);
      });
    });
    expect((await application.visitor().get('/api/health/live')).status).toBe(200);
    const answer = await closed;
    expect(answer).toMatch(/^HTTP\/1.1 408 [^]*content-type: application\/problem\+json/);
    expect(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')))).toMatchObject({
      status: 408,
      code: 'request-timeout',
    });
  });
});
