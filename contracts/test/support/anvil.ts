import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import { JsonRpcProvider } from 'ethers';

const require = createRequire(import.meta.url);

export interface Anvil {
  url: string;
  provider: JsonRpcProvider;
  /** Moves the clock of the chain and mines a block. */
  warp(seconds: number): Promise<void>;
  /** Time of the newest block, seconds. */
  now(): Promise<number>;
  stop(): Promise<void>;
}

/** First account of anvil's well-known test mnemonic. */
export const richKey = '0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80';

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || address === null) throw new Error('no free port');
  return address.port;
};

const waitUntilUp = async (url: string, child: ChildProcess): Promise<void> => {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`anvil ended with ${String(child.exitCode)}`);
    const up = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"jsonrpc":"2.0","id":1,"method":"eth_chainId","params":[]}',
    }).then(
      (response) => response.ok,
      () => false,
    );
    if (up) return;
    await sleep(50);
  }
  throw new Error('anvil did not start within 10 s');
};

export const startAnvil = async (...flags: string[]): Promise<Anvil> => {
  const port = await freePort();
  const bin = require.resolve('@foundry-rs/anvil/bin.mjs');
  const child = spawn(process.execPath, [bin, '--port', String(port), '--silent', ...flags], { stdio: 'ignore' });
  const url = `http://127.0.0.1:${String(port)}`;
  await waitUntilUp(url, child);
  const provider = new JsonRpcProvider(url, undefined, { cacheTimeout: -1, pollingInterval: 20, staticNetwork: true });
  return {
    url,
    provider,
    async warp(seconds) {
      await provider.send('evm_increaseTime', [seconds]);
      await provider.send('evm_mine', []);
    },
    async now() {
      const block = await provider.getBlock('latest');
      return block?.timestamp ?? 0;
    },
    async stop() {
      provider.destroy();
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
};
