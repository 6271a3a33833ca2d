import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Json } from './client.ts';

/** A request that a subscriber got. */
export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

type Answer = (response: ServerResponse, message: Received) => void;

const accept: Answer = (response) => response.writeHead(204).end();

/** A subscriber's server: keeps what it gets, and answers as the test wants. */
export class Receiver {
  readonly messages: Received[] = [];
  answer: Answer = accept;
  private readonly waiting = new Set<() => void>();

  private constructor(private readonly server: Server) {
    server.on('request', (request, response: ServerResponse) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { url = '', headers } = request;
        const message = { path: url, headers, text: Buffer.concat(chunks).toString() };
        this.messages.push(message);
        this.answer(response, message);
        for (const look of this.waiting) look();
      });
    });
  }

  static async start(): Promise<Receiver> {
    const server = createServer().listen(0);
    await once(server, 'listening');
    return new Receiver(server);
  }

  /** Of `127.0.0.1` or of another name of this machine. */
  url(path: string, host = '127.0.0.1'): string {
    return `http://${host}:${(this.server.address() as AddressInfo).port}${path}`;
  }

  /** The messages at a path, as soon as there are so many. */
  async at(path: string, count: number): Promise<Received[]> {
    const found = (): Received[] => this.messages.filter((message) => message.path === path);
    while (found().length < count)
      await new Promise<void>((resolve) => {
        this.waiting.add(resolve);
      });
    return found();
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}

/** The identifiers of the events in an EPCISQueryDocument. */
export function eventIds(text: string): string[] {
  return new Json(JSON.parse(text))
    .at('epcisBody')
    .at('queryResults')
    .at('resultsBody')
    .list('eventList')
    .map((event) => event.text('eventID'));
}

export const refuseWith =
  (status: number, headers: Record<string, string> = {}): Answer =>
  (response) =>
    response.writeHead(status, headers).end();

export const acceptAll = accept;

/** Never answers. */
export const hang: Answer = () => undefined;
