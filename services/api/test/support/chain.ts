import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { arch, platform } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';

const ARCHITECTURES: Record<string, string> = { x64: 'amd64', arm64: 'arm64' };

/** A port that is free at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** A fresh chain in memory, without fees. */
export class TestChain {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {}

  static async start(): Promise<TestChain> {
    const port = await freePort();
    const binary = createRequire(import.meta.url).resolve(
      `@foundry-rs/anvil-${platform()}-${ARCHITECTURES[arch()] ?? arch()}/bin/anvil`,
    );
    const args = [
      '--port',
      String(port),
      '--accounts',
      '1',
      '--silent',
      '--gas-price',
      '0',
      '--block-base-fee-per-gas',
      '0',
    ];
    const child = spawn(binary, args, { stdio: 'ignore' });
    const chain = new TestChain(child, `http://127.0.0.1:${port}`);
    await chain.ready();
    return chain;
  }

  /** One JSON-RPC call. */
  async call(method: string, params: readonly unknown[] = []): Promise<unknown> {
    const answer = await fetch(this.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
    });
    const body = (await answer.json()) as { result?: unknown; error?: { message: string } };
    if (body.error !== undefined) throw new Error(`${method}: ${body.error.message}`);
    return body.result;
  }

  stop(): void {
    this.child.kill('SIGKILL');
  }

  private async ready(): Promise<void> {
    for (let attempt = 0; attempt < 200; attempt++) {
      if (await this.call('eth_chainId').catch(() => undefined)) return;
      await pause(50);
    }
    throw new Error('the test chain did not start');
  }
}
