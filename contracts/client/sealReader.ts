import { eventLogs, type EventLog } from './eventLogs.ts';
import { headSelector, rootAtSelector, sealedTopic } from './generated/selectors.ts';
import { bytesOf, hexResult, numberOf, rpcAt, wordOf, wordsOf } from './rpc.ts';

/** One head of the log as the chain holds it. */
export interface SealedHead {
  /** Leaves under the root. */
  readonly size: number;
  /** 32 bytes. */
  readonly root: Uint8Array;
  /** Block time, seconds since 1970. */
  readonly sealedAt: number;
}

/** What an auditor of the log asks a chain, always as of one block. Browser-safe, no dependencies. */
export interface SealReader {
  chainId(): Promise<number>;
  /** Number of the newest block. */
  blockNumber(): Promise<number>;
  /** Hash of a block, 0x-hex; throws when the chain has none of this number. */
  blockHash(number: number): Promise<string>;
  /** Newest head as of a block; undefined before the first. */
  headAt(block: number): Promise<SealedHead | undefined>;
  /** Head that was sealed at exactly this size, as of a block. */
  rootAt(size: number, block: number): Promise<SealedHead | undefined>;
  /** Every head that was sealed from one block to another, both included, in the order of the chain. */
  sealedBetween(fromBlock: number, toBlock: number): Promise<SealedHead[]>;
}

/**
 * Reads the heads of a SealLog from a node of the auditor's own choice.
 * @param rpcUrl JSON-RPC endpoint over HTTP.
 * @param sealLog Address of the contract, 0x-hex.
 * @param send Fetch to use; the platform's by default.
 * @returns A reader whose calls throw when the node is unreachable, refuses, or has no such contract.
 */
export const sealReader = (rpcUrl: string, sealLog: string, send: typeof fetch = fetch): SealReader => {
  const rpc = rpcAt(rpcUrl, send);
  const words = async (data: string, count: number, block: number): Promise<string[]> => {
    const answer = wordsOf(await hexResult(rpc, 'eth_call', [{ to: sealLog, data }, quantity(block)]), count);
    if (answer === undefined) throw new Error(`there is no such contract at ${sealLog} on the chain at ${rpcUrl}`);
    return answer;
  };
  return {
    async chainId() {
      return numberOf((await hexResult(rpc, 'eth_chainId', [])).slice(2));
    },
    async blockNumber() {
      return numberOf((await hexResult(rpc, 'eth_blockNumber', [])).slice(2));
    },
    blockHash: async (number) => hashOf(await rpc('eth_getBlockByNumber', [quantity(number), false])),
    async headAt(block) {
      const [size = '', root = '', sealedAt = ''] = await words(headSelector, 3, block);
      return headOf(numberOf(size), root, sealedAt);
    },
    async rootAt(size, block) {
      const [root = '', sealedAt = ''] = await words(rootAtSelector + wordOf(size), 2, block);
      return headOf(size, root, sealedAt);
    },
    async sealedBetween(fromBlock, toBlock) {
      const logs = await eventLogs(rpc, { address: sealLog, topics: [sealedTopic] }, fromBlock, toBlock);
      return logs.map(sealedHead);
    },
  };
};

const quantity = (value: number): string => `0x${value.toString(16)}`;

const headOf = (size: number, root: string, sealedAt: string): SealedHead | undefined =>
  numberOf(sealedAt) === 0 ? undefined : { size, root: bytesOf(root), sealedAt: numberOf(sealedAt) };

const sealedHead = ({ topics, data }: EventLog): SealedHead => {
  const [size, [root = '', sealedAt = ''] = []] = [topics[1], wordsOf(data, 2)];
  const head = size === undefined || sealedAt === '' ? undefined : headOf(numberOf(size.slice(2)), root, sealedAt);
  if (head === undefined) throw new Error('the chain gave a record of the seal log that makes no sense');
  return head;
};

const hashOf = (block: unknown): string => {
  const hash: unknown =
    typeof block === 'object' && block !== null ? Object.getOwnPropertyDescriptor(block, 'hash')?.value : undefined;
  if (typeof hash === 'string' && /^0x[0-9a-f]{64}$/.test(hash)) return hash;
  throw new Error('the chain gave a block without hash');
};
