import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { isExhausted, retryDelay } from '../../src/subscriptions/backoff.ts';
import { resolveDestination } from '../../src/subscriptions/destination.ts';
import { post } from '../../src/subscriptions/exchange.ts';
import { newSignatureToken, signedHeaders } from '../../src/subscriptions/signature.ts';

describe('an exchange with a receiver', () => {
  const servers: Server[] = [];

  afterEach(async () => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    }
  });

  const listen = async (answer: RequestListener): Promise<string> => {
    const server = createServer(answer).listen(0, '127.0.0.1');
    servers.push(server);
    await once(server, 'listening');
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  };

  const send = async (url: string, signal = new AbortController().signal) =>
    post(await resolveDestination(url, true), { 'webhook-id': 'one' }, '{"a":"茶"}', signal);

  test('the body arrives as it is, with its length and headers', async () => {
    const seen: unknown[] = [];
    const url = await listen((request, answer) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { headers } = request;
        seen.push(Buffer.concat(chunks).toString(), headers['webhook-id'], headers['content-type'], headers.host);
        answer.end('ok');
      });
    });
    expect(await send(url)).toEqual({ status: 200, retryAfter: undefined });
    expect(seen).toEqual(['{"a":"茶"}', 'one', 'application/json', new URL(url).host]);
  });

  test('the connection goes to the settled address, whatever the name means by then', async () => {
    const url = await listen((request, answer) => {
      answer.statusCode = request.headers.host?.startsWith('receiver.invalid') === true ? 204 : 500;
      answer.end();
    });
    const named = new URL(url);
    named.hostname = 'receiver.invalid';
    const destination = { url: named, address: '127.0.0.1', family: 4 } as const;
    expect(await post(destination, {}, '{}', new AbortController().signal)).toMatchObject({ status: 204 });
  });

  test('a redirect is not followed', async () => {
    let calls = 0;
    const url = await listen((_, answer) => {
      calls += 1;
      answer.writeHead(307, { location: 'http://127.0.0.1:1/' }).end();
    });
    expect([await send(url), calls]).toEqual([{ status: 307, retryAfter: undefined }, 1]);
  });

  test('an answer without end is read no further than it must', async () => {
    let close: () => void = () => undefined;
    const closed = new Promise<void>((resolve) => (close = resolve));
    const url = await listen((_, answer) => {
      answer.on('close', close);
      const pour = (): void => {
        while (!answer.destroyed && answer.write(Buffer.alloc(65_536)));
        if (!answer.destroyed) answer.once('drain', pour);
      };
      pour();
    });
    expect(await send(url)).toMatchObject({ status: 200 });
    await closed;
  });

  test('the signal ends an exchange that hangs, before and after the answer began', async () => {
    for (const begin of [false, true]) {
      const stop = new AbortController();
      const url = await listen((_, answer) => {
        if (begin) answer.writeHead(200, { 'content-length': '10' }).write('half');
        setImmediate(() => {
          stop.abort(new Error('long enough'));
        });
      });
      await expect(send(url, stop.signal)).rejects.toThrow();
    }
  });

  test('a receiver that asks to wait says for how long', async () => {
    const url = await listen((_, answer) => answer.writeHead(503, { 'retry-after': '120' }).end());
    expect(await send(url)).toEqual({ status: 503, retryAfter: 120 });
  });
});

describe('signatures', () => {
  const body = '{"type":"EPCISQueryDocument"}';

  test("the peer's library accepts ours, and refuses another body, id or key", () => {
    const token = newSignatureToken();
    const headers = signedHeaders(token, 'msg_1', body, new Date());
    const peer = new Webhook(token);
    expect(peer.verify(body, headers)).toEqual({ type: 'EPCISQueryDocument' });
    expect(() => peer.verify(`${body} `, headers)).toThrow();
    expect(() => peer.verify(body, { ...headers, 'webhook-id': 'msg_2' })).toThrow();
    expect(() => new Webhook(newSignatureToken()).verify(body, headers)).toThrow();
  });

  test('a token of any other form is used as it is written', () => {
    const token = '13df38d8275b13f05704629e5f1cf3d45d6132d5';
    const headers = signedHeaders(token, 'msg_1', body, new Date());
    expect(new Webhook(token, { format: 'raw' }).verify(body, headers)).toBeTruthy();
  });

  test('GS1-Signature is the HMAC-SHA256 of the body (value from OpenSSL)', () => {
    const headers = signedHeaders('key key key key key', 'msg_1', 'The quick brown fox', new Date(0));
    expect(headers['gs1-signature']).toBe('8nowigPJ90B38d3qpTjPOwxee+Rez9AV7nOgCEH9UvY=');
    expect(headers['webhook-timestamp']).toBe('0');
  });
});

describe('retries', () => {
  test('wait twice as long each time up to an hour, within a random half', () => {
    expect([1, 2, 3, 10, 11, 500].map((failures) => retryDelay(failures, 1) / 1000)).toEqual([
      5, 10, 20, 2560, 3600, 3600,
    ]);
    expect(retryDelay(1, 0)).toBe(2500);
  });

  test('go on for more than a day', () => {
    const first = new Date('2026-01-01T00:00:00Z');
    expect(isExhausted(first, new Date('2026-01-02T12:00:00Z'))).toBe(false);
    expect(isExhausted(first, new Date('2026-01-04T00:00:00Z'))).toBe(true);
  });
});
