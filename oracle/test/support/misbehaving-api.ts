import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Fault = '500' | '404' | 'hang' | 'rubbish' | 'wrong-shape' | 'close' | 'half-body' | 'huge';

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly body: Record<string, unknown>;
}

/** The services' reporter routes on a real socket, with faults to be taken before it answers properly. */
export class MisbehavingApi {
  rounds: unknown[] = [];
  readonly received: Received[] = [];
  readonly faults: Record<string, Fault[]> = { GET: [], PUT: [], POST: [] };
  readonly met: Fault[] = [];
  polls = 0;
  private readonly server = createServer((request, response) => {
    void this.serve(request, response);
  });

  async start(port = 0): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(port, '127.0.0.1', resolve));
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  observations(): Received[] {
    return this.received.filter(({ method }) => method === 'POST');
  }

  progress(): Received[] {
    return this.received.filter(({ method }) => method === 'PUT');
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const fault = this.faults[request.method ?? '']?.shift();
    if (fault !== undefined) {
      this.met.push(fault);
      misbehave(fault, response);
      return;
    }
    if (request.method === 'GET') {
      this.polls += 1;
      response.end(JSON.stringify({ rounds: this.rounds }));
      return;
    }
    const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, unknown>;
    this.received.push({ method: request.method ?? '', path: request.url ?? '', body });
    response.writeHead(204).end();
  }
}

function misbehave(fault: Fault, response: ServerResponse): void {
  switch (fault) {
    case '500':
      response.writeHead(500).end('{"type":"about:blank"}');
      break;
    case '404':
      response.writeHead(404).end('no such round');
      break;
    case 'hang':
      break;
    case 'rubbish':
      response.end('<html>gateway</html>');
      break;
    case 'wrong-shape':
      response.end('{"rounds":"many"}');
      break;
    case 'close':
      response.destroy();
      break;
    case 'half-body':
      response.writeHead(200, { 'content-length': '1000' });
      response.write('{"rounds":');
      setTimeout(() => response.destroy(), 5);
      break;
    case 'huge':
      response.end('x'.repeat(9 * 1024 * 1024));
      break;
  }
}
