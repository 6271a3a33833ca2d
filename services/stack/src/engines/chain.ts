import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ChainState } from './chain-state.ts';
import { Supervised } from './process.ts';

export const CHAIN_ID = 31337;
const COPY_EVERY_MS = 2_000;

const PACKAGES = new Map([
  ['linux-x64', '@foundry-rs/anvil-linux-amd64'],
  ['linux-arm64', '@foundry-rs/anvil-linux-arm64'],
  ['darwin-x64', '@foundry-rs/anvil-darwin-amd64'],
  ['darwin-arm64', '@foundry-rs/anvil-darwin-arm64'],
]);

export interface Chain {
  readonly url: string;
  readonly process: Supervised;
  /** Starts, and from then on keeps a whole copy of the state beside the chain's own file. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * An EVM chain on this machine alone, its state on disk. Gas is free and no account is funded or unlocked: whoever
 * sends has signed with a key of its own.
 */
export function chain(stateDir: string, port: number, say: (text: string) => void): Chain {
  const folder = join(stateDir, 'chain');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const state = new ChainState(join(folder, 'state.json'));
  const url = `http://127.0.0.1:${String(port)}`;
  const fees = ['--block-base-fee-per-gas', '0', '--gas-price', '0', '--disable-min-priority-fee'];
  const disk = ['--state', state.file, '--state-interval', '1'];
  const process = new Supervised(
    {
      name: 'chain',
      command: anvil(),
      args: [
        '--host',
        '127.0.0.1',
        '--port',
        String(port),
        '--chain-id',
        String(CHAIN_ID),
        '--accounts',
        '0',
        '--quiet',
        ...fees,
        ...disk,
      ],
      logFile: join(stateDir, 'logs', 'chain.log'),
      pidFile: join(stateDir, 'run', 'chain.json'),
      stopSignal: 'SIGINT',
      stopMs: 10_000,
      readyMs: 30_000,
      prepare: () => {
        state.repair(say);
        return Promise.resolve();
      },
      isReady: () => answersAsChain(url),
    },
    say,
  );
  let copying: NodeJS.Timeout | undefined;
  return {
    url,
    process,
    async start() {
      await process.start();
      copying = setInterval(() => {
        state.keepCopy();
      }, COPY_EVERY_MS);
    },
    async stop() {
      clearInterval(copying);
      await process.stop();
      state.keepCopy();
    },
  };
}

function anvil(): string {
  const name = PACKAGES.get(`${process.platform}-${process.arch}`);
  if (name === undefined) throw new Error(`There is no chain program for ${process.platform}-${process.arch}.`);
  const wrapper = createRequire(import.meta.resolve('@foundry-rs/anvil/package.json'));
  return wrapper.resolve(`${name}/bin/anvil`);
}

async function answersAsChain(url: string): Promise<boolean> {
  try {
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'eth_chainId', params: [] });
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(2_000) });
    const answer = (await response.json()) as { result?: string };
    return Number(answer.result) === CHAIN_ID;
  } catch {
    return false;
  }
}
