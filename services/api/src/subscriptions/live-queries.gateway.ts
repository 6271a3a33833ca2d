import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { type WebSocket, WebSocketServer } from 'ws';
import { CONFIG, type Config } from '../config.ts';
import { refuseConnection } from '../platform/malformed-requests.ts';
import { Problem } from '../platform/problems.ts';
import { LiveSocket } from './live-socket.ts';
import { type Listener, LiveListeners } from './live-listeners.service.ts';
import { ReportsService } from './reports.service.ts';

/** How often the sockets look for what is new: one small statement for all of them. */
const LOOK_EVERY_MS = 500;
/** Fewer than one reader's searches at once, so that a crowd of sockets does not stand in the way of other searches. */
const LOOKS_AT_ONCE = 2;
const MOST_SOCKETS = 1000;
const MOST_PER_PERSON = 10;
/** Clients have nothing to say but pings and pongs. */
const MAX_MESSAGE_BYTES = 1024;
const GOODBYE_MS = 500;

interface Kept {
  readonly personId: string;
  readonly live: LiveSocket;
}

/** Subscriptions by WebSocket: `GET /api/epcis/queries/{queryName}/events` with an upgrade (EPCIS 2.0 section 12). */
@Injectable()
export class LiveQueriesGateway implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(LiveQueriesGateway.name);
  private readonly server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: MAX_MESSAGE_BYTES,
  });
  private readonly sockets = new Map<WebSocket, Kept>();
  private looking = false;
  private opening = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly host: HttpAdapterHost,
    private readonly listeners: LiveListeners,
    private readonly reports: ReportsService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.config.servesApi) return;
    const server: Server = this.host.httpAdapter.getHttpServer() as Server;
    server.on('upgrade', (request, socket, head) => void this.open(request, socket, head));
    this.timer = setInterval(() => void this.look(), LOOK_EVERY_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    const sockets = [...this.sockets.keys()];
    await Promise.all(sockets.map((socket) => goodbye(socket)));
  }

  /** Never rejects. */
  private async open(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const ignore = (): void => undefined;
    socket.on('error', ignore);
    this.opening += 1;
    try {
      const listener = await this.listeners.admit(request);
      const { personId } = listener.actor;
      this.refuseTooMany(personId);
      socket.off('error', ignore);
      const tell = (headers: string[]): unknown =>
        headers.push(`GS1-Query-Min-Record-Time: ${listener.from.toISOString()}`);
      this.server.once('headers', tell);
      this.server.handleUpgrade(request, socket, head, (client) => {
        this.keep(client, listener);
      });
      this.server.off('headers', tell);
    } catch (error) {
      refuseConnection(socket, error instanceof Problem ? error : new Problem('unavailable'), true);
    } finally {
      this.opening -= 1;
    }
  }

  private keep(client: WebSocket, { source, plan, cursor, actor }: Listener): void {
    this.sockets.set(client, {
      personId: actor.personId,
      live: new LiveSocket(client, source, plan, cursor, Date.now()),
    });
    client.on('close', () => this.sockets.delete(client));
    client.on('error', () => {
      client.terminate();
    });
  }

  private refuseTooMany(personId: string): void {
    const own = [...this.sockets.values()].filter((socket) => socket.personId === personId).length;
    if (own >= MOST_PER_PERSON)
      throw new Problem('too-many-requests', `A person may have ${MOST_PER_PERSON} live queries open at once.`);
    if (this.sockets.size + this.opening > MOST_SOCKETS)
      throw new Problem('too-many-requests', `The server keeps ${MOST_SOCKETS} live queries open at most.`);
  }

  /** Looks after all sockets, a few at a time. Never rejects. */
  private async look(): Promise<void> {
    if (this.sockets.size === 0 || this.looking) return;
    this.looking = true;
    try {
      const newest = await this.reports.now();
      const waiting = this.sockets.values();
      await Promise.all(Array.from({ length: LOOKS_AT_ONCE }, () => this.lookAfter(waiting, newest)));
    } catch (error) {
      this.warn(error);
    } finally {
      this.looking = false;
    }
  }

  private async lookAfter(sockets: Iterable<Kept>, newest: string): Promise<void> {
    for (const { live } of sockets)
      try {
        await live.look(newest, Date.now());
      } catch (error) {
        this.warn(error);
      }
  }

  private warn(error: unknown): void {
    this.logger.warn(`live queries: ${error instanceof Error ? error.message : String(error)}; trying again`);
  }
}

function goodbye(socket: WebSocket): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      socket.terminate();
    }, GOODBYE_MS);
    socket.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
    socket.close(1001, 'the server stops');
  });
}
