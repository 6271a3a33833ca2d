import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import type { Cut } from './moments.ts';

/** What passes from the services to database and chain, and is cut off at one moment, once. */
export class Wires {
  databasePort = 0;
  chainPort = 0;
  private cut: Cut | undefined;
  private kill: () => void = () => undefined;
  private readonly servers: Server[] = [];

  static async open(database: URL, chain: string): Promise<Wires> {
    const wires = new Wires();
    wires.databasePort = await wires.listen(
      createServer({ noDelay: true }, (socket) => {
        wires.passDatabase(socket, database);
      }),
    );
    wires.chainPort = await wires.listen(
      createHttpServer((request, response) => {
        const chunks: Buffer[] = [];
        request.on('data', (chunk: Buffer) => chunks.push(chunk));
        request.on('end', () => {
          wires.passCall(Buffer.concat(chunks), chain).then(
            (answer) => response.end(answer),
            () => response.destroy(),
          );
        });
      }),
    );
    return wires;
  }

  /** From now on the moment is waited for; `kill` ends the services there and then. */
  arm(cut: Cut, kill: () => void): void {
    [this.cut, this.kill] = [cut, kill];
  }

  close(): void {
    for (const server of this.servers) server.close();
  }

  private async listen(server: Server): Promise<number> {
    this.servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return (server.address() as AddressInfo).port;
  }

  private passDatabase(services: Socket, { hostname, port }: URL): void {
    const database = connect({ host: hostname, port: Number(port), noDelay: true });
    let isAwaited = false;
    let isCut = false;
    services.on('data', (bytes) => {
      const cut = this.cut?.wire === 'database' ? this.cut : undefined;
      const isNow = cut !== undefined && (isAwaited ? bytes.includes('COMMIT') : bytes.includes(cut.sends));
      if (isNow && cut.commit === true && !isAwaited) isAwaited = true;
      else if (isNow) {
        isCut = true;
        if (cut.side === 'before') {
          this.strike();
          return;
        }
      }
      database.write(bytes);
    });
    database.on('data', (bytes) => {
      if (isCut) this.strike();
      else services.write(bytes);
    });
    for (const [one, other] of [
      [services, database],
      [database, services],
    ] as const) {
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
    }
  }

  private async passCall(body: Buffer, chain: string): Promise<string> {
    const cut = this.cut?.wire === 'chain' && body.includes(this.cut.sends) ? this.cut : undefined;
    if (cut?.side === 'before') {
      this.strike();
      throw new Error('cut off');
    }
    const headers = { 'content-type': 'application/json' };
    const answer = await (await fetch(chain, { method: 'POST', headers, body: new Uint8Array(body) })).text();
    if (cut !== undefined) {
      this.strike();
      throw new Error('cut off');
    }
    return answer;
  }

  private strike(): void {
    this.cut = undefined;
    this.kill();
  }
}
