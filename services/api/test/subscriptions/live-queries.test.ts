import { once } from 'node:events';
import { request as requestHttp } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { DataSource } from 'typeorm';
import { WebSocket } from 'ws';
import { TestApplication } from '../support/application.ts';
import { accepted, Json, type TestClient } from '../support/client.ts';
import { eventIds } from '../support/receiver.ts';
import { createCast } from '../support/season.ts';
import { captureEvent, nameQuery } from '../support/standing-queries.ts';

describe('subscriptions by WebSocket', () => {
  let application: TestApplication;
  let farm: TestClient;
  let cookie: string;
  /** Every test has its own query for its own business step: what others captured does not match. */
  let step: string;
  let EVENTS: string;
  let STREAM: string;
  let count = 0;
  const open: WebSocket[] = [];

  const signIn = async (): Promise<string> => {
    const credentials = { email: 'farm@test.example', password: 'a long enough password' };
    const { headers } = await accepted(application.visitor().post('/api/session', credentials));
    return headers.getSetCookie()[0]?.split(';')[0] ?? '';
  };

  beforeAll(async () => {
    application = await TestApplication.start();
    ({ farm } = (await createCast(application)).people);
    cookie = await signIn();
  });

  beforeEach(async () => {
    count += 1;
    step = `https://example.com/steps/${count}`;
    EVENTS = `/api/epcis/queries/live-${count}/events`;
    STREAM = `${EVENTS}?stream=true`;
    await nameQuery(farm, `live-${count}`, step);
  });

  afterEach(async () => {
    for (const socket of open.splice(0).filter(({ readyState }) => readyState === WebSocket.OPEN)) {
      socket.close();
      await once(socket, 'close');
    }
  });

  afterAll(async () => {
    await application.stop();
  });

  const dial = (path: string, headers: Record<string, string> = { cookie }): WebSocket => {
    const socket = new WebSocket(`ws://127.0.0.1:${application.config.port}${path}`, { headers });
    open.push(socket);
    return socket;
  };

  const listen = async (path: string, headers?: Record<string, string>): Promise<WebSocket> => {
    const socket = dial(path, headers);
    await once(socket, 'open');
    return socket;
  };

  const message = async (socket: WebSocket): Promise<string> => {
    const [data] = (await once(socket, 'message')) as [Buffer];
    return data.toString();
  };

  const closing = async (socket: WebSocket): Promise<string> => {
    const [code, reason] = (await once(socket, 'close')) as [number, Buffer];
    return `${code} ${reason.toString()}`;
  };

  /** Status and problem of a handshake that is refused. */
  const refusal = (path: string, headers?: Record<string, string>): Promise<{ status: number; body: Json }> =>
    new Promise((resolve, reject) => {
      const socket = dial(path, headers);
      socket.on('open', () => {
        reject(new Error('it was accepted'));
      });
      socket.on('error', () => undefined);
      socket.on('unexpected-response', (_, answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          resolve({ status: answer.statusCode ?? 0, body: new Json(JSON.parse(text)) });
        });
      });
    });

  test('events captured after connecting are sent, others are not', async () => {
    await captureEvent(farm, step);
    await application.app.get(DataSource).query(`UPDATE event SET record_time = now() - interval '1 hour'`);
    const socket = await listen(STREAM);
    const first = message(socket);
    await captureEvent(farm, 'shipping');
    const eventID = await captureEvent(farm, step);
    expect(eventIds(await first)).toEqual([eventID]);
    const second = message(socket);
    const next = await captureEvent(farm, step);
    expect(eventIds(await second)).toEqual([next]);
  });

  test('a token with the scope opens one too', async () => {
    const { body } = await accepted(farm.post('/api/tokens', { name: 'line 1', scopes: ['events:read'] }));
    const socket = await listen(STREAM, { authorization: `Bearer ${body.text('token')}` });
    const first = message(socket);
    const eventID = await captureEvent(farm, step);
    expect(eventIds(await first)).toEqual([eventID]);
  });

  test('the initial record time brings earlier events', async () => {
    const eventID = await captureEvent(farm, step);
    const since = encodeURIComponent(new Date(Date.now() - 3_600_000).toISOString());
    const socket = await listen(`${STREAM}&initialRecordTime=${since}`);
    expect(eventIds(await message(socket))).toContain(eventID);
  });

  test('a schedule reports at its times, also that there is nothing', async () => {
    const socket = await listen(`${EVENTS}?second=[0-59]&reportIfEmpty=true`);
    expect(eventIds(await message(socket))).toEqual([]);
  });

  test('signing out closes it', async () => {
    const session = await signIn();
    const socket = await listen(STREAM, { cookie: session });
    const closed = closing(socket);
    await application.visitor().send('DELETE', '/api/session', undefined, { cookie: session });
    await captureEvent(farm, step);
    expect(await closed).toBe('1008 the session has ended');
  });

  test('deleting the query closes it', async () => {
    const socket = await listen(STREAM);
    const closed = closing(socket);
    await accepted(farm.send('DELETE', EVENTS.replace(/\/events$/, '')));
    await captureEvent(farm, step);
    expect(await closed).toBe('1008 the query was deleted');
  });

  test('a client that talks too much is closed', async () => {
    const socket = await listen(STREAM);
    const closed = closing(socket);
    socket.send('x'.repeat(2000));
    expect(await closed).toMatch(/^1009/);
  });

  test('who is not signed in, or comes from another site, is refused', async () => {
    expect((await refusal(STREAM, {})).status).toBe(401);
    expect((await refusal(STREAM, { cookie, origin: 'https://evil.example' })).status).toBe(403);
    expect((await refusal(STREAM, { cookie, origin: 'null' })).status).toBe(403);
    await listen(STREAM, { cookie, origin: application.config.publicUrl });
  });

  test('a token without the scope is refused', async () => {
    const { body } = await accepted(farm.post('/api/tokens', { name: 'line 2', scopes: ['products:read'] }));
    expect((await refusal(STREAM, { authorization: `Bearer ${body.text('token')}` })).status).toBe(403);
  });

  test.each([
    ['', /either stream=true/],
    ['?stream=true&hour=1', /either stream=true/],
    ['?stream=false', /stream/],
    ['?hour=24', /schedule\/hour: 24 is not within 0 to 23/],
    ['?stream=true&initialRecordTime=yesterday', /initialRecordTime/],
  ])('the parameters "%s" are refused with their reason', async (parameters, reason) => {
    const { status, body } = await refusal(EVENTS + parameters);
    expect(status).toBe(400);
    expect(body.text('detail')).toMatch(reason);
  });

  test('an unknown query is not found', async () => {
    expect((await refusal('/api/epcis/queries/unknown/events?stream=true')).status).toBe(404);
  });

  test('a person may keep ten open', async () => {
    for (let i = 0; i < 10; i += 1) await listen(STREAM);
    const { status, body } = await refusal(STREAM);
    expect([status, body.text('detail')]).toEqual([429, expect.stringContaining('10')]);
  });

  test('requests to upgrade to anything else are answered as if they had not asked', async () => {
    const ask = (path: string, upgrade: string): Promise<number | undefined> =>
      new Promise((resolve, reject) => {
        const headers = { connection: 'Upgrade', upgrade };
        const request = requestHttp({ port: application.config.port, path, headers, agent: false });
        request.on('response', (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        });
        request.on('error', reject);
        request.end();
      });
    expect(await ask('/api/health/live', 'h2c')).toBe(200);
    expect(await ask('/api/health/live', 'websocket')).toBe(200);
    expect(await ask('/api/epcis/queries/%/events?stream=true', 'websocket')).toBeLessThan(500);
  });

  test('stopping the service closes it in order', async () => {
    const socket = await listen(STREAM);
    const closed = closing(socket);
    await application.restart();
    expect(await closed).toBe('1001 the server stops');
  });
});
