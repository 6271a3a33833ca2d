import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';

export interface Asked {
  /** Path and query. */
  readonly path: string;
  readonly body: string;
}

export interface Answer {
  readonly status: number;
  readonly body: Uint8Array;
}

/** Changes an answer, or leaves it as it is. */
export type Lie = (answer: Answer, asked: Asked) => Answer;

const honest: Lie = (answer) => answer;

/** Stands between an auditor and what it audits; passes everything on, and lies as it is told. */
export class LyingProxy {
  lie: Lie = honest;
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async before(target: string): Promise<LyingProxy> {
    const server = createServer();
    const proxy = new LyingProxy(server);
    server.on('request', (request, response) => {
      void proxy
        .#answer(target, request)
        .catch(() => ({ status: 502, body: new Uint8Array() }))
        .then(({ status, body }) => response.writeHead(status).end(body));
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return proxy;
  }

  get url(): string {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('the proxy does not listen');
    return `http://127.0.0.1:${String(address.port)}`;
  }

  honest(): void {
    this.lie = honest;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #answer(target: string, request: IncomingMessage): Promise<Answer> {
    const { method = 'GET', url: path = '/' } = request;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
    const body = Buffer.concat(chunks);
    const sent = body.length === 0 ? {} : { body, headers: { 'content-type': 'application/json' } };
    const response = await fetch(`${target}${path}`, { method, ...sent });
    const answer = { status: response.status, body: new Uint8Array(await response.arrayBuffer()) };
    return this.lie(answer, { path, body: body.toString('utf8') });
  }
}

/** Answers one path otherwise. */
export function onPath(path: string, change: (body: Uint8Array) => Uint8Array): Lie {
  return (answer, asked) => (asked.path === path ? { ...answer, body: change(answer.body) } : answer);
}

/** Has lost one path. */
export function lost(path: string): Lie {
  return (answer, asked) => (asked.path === path ? { status: 404, body: new Uint8Array() } : answer);
}

/** The same bytes, one of them changed. */
export function flipped(body: Uint8Array, at = 0): Uint8Array {
  return body.map((byte, index) => (index === at ? byte ^ 1 : byte));
}
