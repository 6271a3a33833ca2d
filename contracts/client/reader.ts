import {
  accreditedTopic,
  accreditationSelector,
  reinstatedTopic,
  rootAtSelector,
  suspendedTopic,
} from './generated/selectors.ts';
import { eventLogs, type EventLog } from './eventLogs.ts';
import { bytesOf, hexOf, hexResult, numberOf, rpcAt, wordOf, wordsOf } from './rpc.ts';

/** What the registry recorded about a key and a stage; `recordedAt` is the block's time. All times in seconds. */
export type AccreditationEvent =
  | { kind: 'accredited'; recordedAt: number; from: number; until: number }
  | { kind: 'suspended'; recordedAt: number; at: number }
  | { kind: 'reinstated'; recordedAt: number };

interface Accreditation {
  from: number;
  until: number;
  suspendedAt: number | undefined;
}

/** What a verifier asks a chain. Browser-safe, no dependencies. */
export interface ChainReader {
  chainId(): Promise<number>;
  /** Root sealed at exactly this tree size, and its block time in seconds; undefined if none was. */
  sealedRoot(size: number): Promise<{ root: Uint8Array; sealedAt: number } | undefined>;
  /** Accreditation of an Ed25519 key (32 bytes) for a stage as it is now; undefined if none was given. */
  accreditation(issuerKey: Uint8Array, stage: 0 | 1 | 2 | 3): Promise<Accreditation | undefined>;
  /** Everything recorded about a key and a stage, in the order of the chain. Throws if it does not add up to the present. */
  accreditationHistory(issuerKey: Uint8Array, stage: 0 | 1 | 2 | 3): Promise<AccreditationEvent[]>;
}

export interface ReaderAddresses {
  sealLog: string;
  issuerRegistry: string;
  /** Block of the deployment, where the search for records begins; helps with nodes that refuse long ranges. */
  fromBlock?: number;
}

/**
 * Reads seals and accreditations straight from a node of the verifier's own choice.
 * @param rpcUrl JSON-RPC endpoint over HTTP.
 * @param addresses Contracts, 0x-hex. A `fromBlock` that is too late is noticed, since records are then missing.
 * @param send Fetch to use; the platform's by default.
 * @returns A reader whose calls throw when the node is unreachable, refuses, or has no such contract.
 */
export const chainReader = (rpcUrl: string, addresses: ReaderAddresses, send: typeof fetch = fetch): ChainReader => {
  const rpc = rpcAt(rpcUrl, send);
  const words = async (to: string, data: string, count: number, block = 'latest'): Promise<string[]> => {
    const answer = wordsOf(await hexResult(rpc, 'eth_call', [{ to, data }, block]), count);
    if (answer === undefined) throw new Error(`there is no such contract at ${to} on the chain at ${rpcUrl}`);
    return answer;
  };
  const accreditation = async (issuerKey: Uint8Array, stage: number, block?: string) => {
    if (issuerKey.length !== 32) throw new RangeError(`an issuer key has 32 bytes, not ${String(issuerKey.length)}`);
    const data = accreditationSelector + hexOf(issuerKey) + wordOf(stage);
    const [from = '', until = '', suspendedAt = ''] = await words(addresses.issuerRegistry, data, 3, block);
    if (numberOf(until) === 0) return undefined;
    return { from: numberOf(from), until: numberOf(until), suspendedAt: numberOf(suspendedAt) || undefined };
  };

  return {
    async chainId() {
      return numberOf((await hexResult(rpc, 'eth_chainId', [])).slice(2));
    },
    async sealedRoot(size) {
      if (!Number.isSafeInteger(size) || size < 0) throw new RangeError(`tree size ${String(size)} is no count`);
      const [root = '', sealedAt = ''] = await words(addresses.sealLog, rootAtSelector + wordOf(size), 2);
      return numberOf(sealedAt) === 0 ? undefined : { root: bytesOf(root), sealedAt: numberOf(sealedAt) };
    },
    accreditation: (issuerKey, stage) => accreditation(issuerKey, stage),
    async accreditationHistory(issuerKey, stage) {
      const block = await hexResult(rpc, 'eth_blockNumber', []);
      const topics = [
        [accreditedTopic, suspendedTopic, reinstatedTopic],
        `0x${hexOf(issuerKey)}`,
        `0x${wordOf(stage)}`,
      ];
      const filter = { address: addresses.issuerRegistry, topics };
      const [present, logs] = await Promise.all([
        accreditation(issuerKey, stage, block),
        eventLogs(rpc, filter, addresses.fromBlock ?? 0, numberOf(block.slice(2))),
      ]);
      const history = logs.map(accreditationEvent);
      if (!isSame(presentOf(history), present)) {
        throw new Error(
          `the chain at ${rpcUrl} leaves out records of the issuer registry: ask a node that keeps them all`,
        );
      }
      return history;
    },
  };
};

const accreditationEvent = ({ topics, data, recordedAt }: EventLog): AccreditationEvent => {
  const [topic] = topics;
  const numbers = (count: number): number[] => {
    const words = wordsOf(data, count);
    if (words === undefined) throw new Error('the chain gave a record of the issuer registry that makes no sense');
    return words.map(numberOf);
  };
  if (topic === accreditedTopic) {
    const [from = 0, until = 0] = numbers(2);
    return { kind: 'accredited', recordedAt, from, until };
  }
  const [at = 0] = numbers(1);
  return topic === suspendedTopic ? { kind: 'suspended', recordedAt, at } : { kind: 'reinstated', recordedAt };
};

/** What the registry must say now, if that was all that happened. */
const presentOf = (history: readonly AccreditationEvent[]): Accreditation | undefined => {
  const window = history.findLast((event) => event.kind === 'accredited');
  if (window === undefined) return undefined;
  const change = history.findLast(({ kind }) => kind !== 'accredited');
  return {
    from: window.from,
    until: window.until,
    suspendedAt: change?.kind === 'suspended' ? change.at : undefined,
  };
};

const isSame = (a: Accreditation | undefined, b: Accreditation | undefined): boolean =>
  a?.from === b?.from && a?.until === b?.until && a?.suspendedAt === b?.suspendedAt;
