import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { WebSocket, WebSocketServer } from 'ws';
import {
  LiveSocket,
  type LivePlan,
  type LiveSource,
  PACING,
  type Pacing,
} from '../../src/subscriptions/live-socket.ts';

const STREAM: LivePlan = { schedule: undefined, reportIfEmpty: false };
const START = Date.parse('2026-03-01T00:00:00Z');
/** For tests that jump through time and are not about pings. */
const PATIENT: Pacing = { slow: Infinity, ping: Infinity, entitlement: Infinity };
const MEGABYTE = 1_000_000;

/** Cursors count messages: there is one message for each. */
class Source implements LiveSource {
  asked = 0;
  refused: string | undefined;

  constructor(
    private readonly bytes: number,
    private readonly events = 1,
    /** Messages with something behind them. */
    private readonly followed = 0,
  ) {}

  refusal(): Promise<string | undefined> {
    return Promise.resolve(this.refused);
  }

  next(cursor: string): Promise<{ body: string; events: number; cursor: string; more: boolean }> {
    this.asked += 1;
    return Promise.resolve({
      body: 'x'.repeat(this.bytes),
      events: this.events,
      cursor: String(Number(cursor) + 1),
      more: Number(cursor) < this.followed,
    });
  }
}

describe('a live socket', () => {
  let server: WebSocketServer;
  let client: WebSocket;
  let socket: WebSocket;

  beforeEach(async () => {
    server = new WebSocketServer({ port: 0, perMessageDeflate: false });
    await once(server, 'listening');
    const connected = once(server, 'connection');
    client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
    await once(client, 'open');
    [socket] = (await connected) as [WebSocket];
  });

  afterEach(async () => {
    client.terminate();
    server.close();
    await once(server, 'close');
  });

  test('a client that does not read gets no more than one message beyond what is on its way, and is cut off', async () => {
    const source = new Source(MEGABYTE);
    const live = new LiveSocket(socket, source, STREAM, '0', START);
    client.pause();
    let now = START;
    while (socket.bufferedAmount === 0) await live.look('1000', (now += 1));
    const asked = source.asked;
    for (let look = 0; look < 20; look += 1) await live.look('1000', (now += 1));
    expect([source.asked, socket.bufferedAmount <= 2 * MEGABYTE]).toEqual([asked, true]);
    const closed = once(socket, 'close');
    await live.look('1000', now + PACING.slow);
    await closed;
    expect(socket.readyState).toBe(WebSocket.CLOSED);
  });

  test('a client that takes what it is sent goes on getting more', async () => {
    const live = new LiveSocket(socket, new Source(10), STREAM, '0', START);
    const got: string[] = [];
    client.on('message', (data: Buffer) => got.push(data.toString()));
    for (let look = 0; got.length < 5; look += 1) {
      await live.look('5', START + look);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(got).toHaveLength(5);
  });

  test('a client that keeps up is sent in one look all that there is', async () => {
    const source = new Source(10, 1, 4);
    await new LiveSocket(socket, source, STREAM, '0', START).look('5', START + 1);
    expect(source.asked).toBe(5);
  });

  test('a stream that has seen everything asks for nothing', async () => {
    const source = new Source(10);
    await new LiveSocket(socket, source, STREAM, '7', START).look('7', START + 1);
    expect(source.asked).toBe(0);
  });

  test('a client that leaves a ping unanswered is cut off', async () => {
    const live = new LiveSocket(socket, new Source(10), STREAM, '0', START);
    client.pause();
    const closed = once(socket, 'close');
    await live.look('0', START + PACING.ping);
    expect(socket.readyState).toBe(WebSocket.OPEN);
    await live.look('0', START + 2 * PACING.ping);
    await closed;
    expect(socket.readyState).toBe(WebSocket.CLOSED);
  });

  test('a client that answers pings stays', async () => {
    const live = new LiveSocket(socket, new Source(10), STREAM, '0', START);
    for (let ping = 1; ping < 4; ping += 1) {
      const answered = once(socket, 'pong');
      await live.look('0', START + ping * PACING.ping);
      await answered;
    }
    expect(socket.readyState).toBe(WebSocket.OPEN);
  });

  test('nothing is sent to a client that may not listen any more', async () => {
    const source = new Source(10);
    source.refused = 'the session has ended';
    const live = new LiveSocket(socket, source, STREAM, '0', START);
    const closed = once(client, 'close');
    await live.look('1', START + 1);
    expect([((await closed) as [number])[0], source.asked]).toEqual([1008, 0]);
  });

  test('a schedule asks at its times only', async () => {
    const source = new Source(10);
    const plan = { schedule: { minute: '5' }, reportIfEmpty: false };
    const live = new LiveSocket(socket, source, plan, '0', START, PATIENT);
    await live.look('1', START + 4 * 60_000);
    expect(source.asked).toBe(0);
    await live.look('1', START + 5 * 60_000);
    await live.look('1', START + 6 * 60_000);
    expect(source.asked).toBe(1);
    await live.look('1', START + 65 * 60_000);
    expect(source.asked).toBe(2);
  });

  test.each([
    [true, 1],
    [false, 0],
  ])('an empty report is sent when wanted: %s', async (reportIfEmpty, count) => {
    const plan = { schedule: { minute: '5' }, reportIfEmpty };
    const got: Buffer[] = [];
    client.on('message', (data: Buffer) => got.push(data));
    await new LiveSocket(socket, new Source(10, 0), plan, '0', START, PATIENT).look('1', START + 5 * 60_000);
    socket.close();
    await once(client, 'close');
    expect(got).toHaveLength(count);
  });
});
