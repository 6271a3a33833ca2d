import { numberOf, RpcRefusal, type Rpc } from './rpc.ts';

/** Questions for one search at most: a node that wants ranges this small is no use to a verifier. */
const maxRequests = 128;

export interface EventLog {
  readonly topics: readonly string[];
  /** 0x-hex. */
  readonly data: string;
  readonly blockNumber: number;
  readonly logIndex: number;
  /** Block time, seconds since 1970. */
  readonly recordedAt: number;
}

export interface LogFilter {
  readonly address: string;
  readonly topics: readonly (string | readonly string[])[];
}

type RawLog = Omit<EventLog, 'recordedAt'> & { readonly blockTimestamp: string | undefined };

/**
 * Every log that fits, from `fromBlock` to `toBlock`, in the order of the chain. The whole range is asked for at
 * once; where the node refuses a range as too large, each half of it, and so on.
 * @throws RpcRefusal when the node still refuses after 128 questions
 */
export const eventLogs = async (
  rpc: Rpc,
  filter: LogFilter,
  fromBlock: number,
  toBlock: number,
): Promise<EventLog[]> => {
  let requests = 0;
  const search = async (from: number, to: number): Promise<RawLog[]> => {
    requests += 1;
    try {
      return logsIn(await rpc('eth_getLogs', [{ ...filter, fromBlock: quantity(from), toBlock: quantity(to) }]));
    } catch (cause) {
      if (!(cause instanceof RpcRefusal) || from === to || requests >= maxRequests) throw cause;
      const middle = Math.floor((from + to) / 2);
      return [...(await search(from, middle)), ...(await search(middle + 1, to))];
    }
  };
  const logs = fromBlock > toBlock ? [] : await search(fromBlock, toBlock);
  const sorted = logs.toSorted((a, b) => a.blockNumber - b.blockNumber || a.logIndex - b.logIndex);
  const times = new Map<number, Promise<number>>();
  return Promise.all(
    sorted.map(async ({ blockTimestamp, ...log }) => {
      if (blockTimestamp !== undefined) return { ...log, recordedAt: numberOf(blockTimestamp.slice(2)) };
      const time = times.get(log.blockNumber) ?? blockTime(rpc, log.blockNumber);
      times.set(log.blockNumber, time);
      return { ...log, recordedAt: await time };
    }),
  );
};

const quantity = (value: number): string => `0x${value.toString(16)}`;

const blockTime = async (rpc: Rpc, blockNumber: number): Promise<number> => {
  const block = await rpc('eth_getBlockByNumber', [quantity(blockNumber), false]);
  return numberOf(textAt(block, 'timestamp').slice(2));
};

const logsIn = (result: unknown): RawLog[] => {
  if (!Array.isArray(result)) throw new Error('the chain gave no list of logs');
  return result.map((log: unknown) => ({
    topics: topicsOf(log),
    data: textAt(log, 'data'),
    blockNumber: numberOf(textAt(log, 'blockNumber').slice(2)),
    logIndex: numberOf(textAt(log, 'logIndex').slice(2)),
    blockTimestamp: memberOf(log, 'blockTimestamp') === undefined ? undefined : textAt(log, 'blockTimestamp'),
  }));
};

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null
    ? (Object.getOwnPropertyDescriptor(value, name)?.value ?? undefined)
    : undefined;

const textAt = (value: unknown, name: string): string => {
  const text = memberOf(value, name);
  if (typeof text === 'string' && /^0x[0-9a-fA-F]+$/.test(text)) return text;
  throw new Error(`the chain gave a log or block without ${name}`);
};

const topicsOf = (log: unknown): string[] => {
  const topics = memberOf(log, 'topics');
  if (Array.isArray(topics)) return topics.map(String);
  throw new Error('the chain gave a log without topics');
};
