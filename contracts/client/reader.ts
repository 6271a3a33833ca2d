import { accreditationSelector, rootAtSelector } from './generated/selectors.ts';

/** What a verifier asks a chain. Browser-safe, no dependencies. */
export interface ChainReader {
  chainId(): Promise<number>;
  /** Root sealed at exactly this tree size, and its block time in seconds; undefined if none was. */
  sealedRoot(size: number): Promise<{ root: Uint8Array; sealedAt: number } | undefined>;
  /** Accreditation of an Ed25519 key (32 bytes) for a stage; undefined if none was given. Times in seconds. */
  accreditation(
    issuerKey: Uint8Array,
    stage: 0 | 1 | 2 | 3,
  ): Promise<{ from: number; until: number; suspendedAt: number | undefined } | undefined>;
}

export interface ReaderAddresses {
  sealLog: string;
  issuerRegistry: string;
}

const wordHexDigits = 64;

const hexOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

const bytesOf = (hex: string): Uint8Array =>
  Uint8Array.from({ length: hex.length / 2 }, (_, index) => Number.parseInt(hex.slice(2 * index, 2 * index + 2), 16));

const wordOf = (value: number): string => value.toString(16).padStart(wordHexDigits, '0');

const numberOf = (word: string): number => {
  const value = Number(BigInt(`0x${word}`));
  if (!Number.isSafeInteger(value)) throw new RangeError(`the chain answered ${word}, which is no time or size`);
  return value;
};

const resultOf = (answer: unknown, method: string): string => {
  if (typeof answer === 'object' && answer !== null) {
    if ('result' in answer && typeof answer.result === 'string') return answer.result;
    if ('error' in answer)
      throw new Error(`the chain refused ${method}: ${JSON.stringify(answer.error).slice(0, 300)}`);
  }
  throw new Error(`the chain gave no result for ${method}`);
};

/**
 * Reads seals and accreditations straight from a node of the verifier's own choice.
 * @param rpcUrl JSON-RPC endpoint over HTTP.
 * @param addresses Contracts, 0x-hex.
 * @param send Fetch to use; the platform's by default.
 * @returns A reader whose calls throw when the node is unreachable, refuses, or has no such contract.
 */
export const chainReader = (rpcUrl: string, addresses: ReaderAddresses, send: typeof fetch = fetch): ChainReader => {
  const request = async (method: string, params: readonly unknown[]): Promise<string> => {
    const response = await send(rpcUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
    });
    if (!response.ok) throw new Error(`the chain at ${rpcUrl} answered ${String(response.status)}`);
    const answer: unknown = await response.json();
    return resultOf(answer, method);
  };
  const words = async (to: string, data: string, count: number): Promise<string[]> => {
    const hex = (await request('eth_call', [{ to, data }, 'latest'])).slice(2);
    if (hex.length !== count * wordHexDigits)
      throw new Error(`there is no such contract at ${to} on the chain at ${rpcUrl}`);
    return Array.from({ length: count }, (_, index) => hex.slice(index * wordHexDigits, (index + 1) * wordHexDigits));
  };

  return {
    async chainId() {
      return numberOf((await request('eth_chainId', [])).slice(2));
    },
    async sealedRoot(size) {
      if (!Number.isSafeInteger(size) || size < 0) throw new RangeError(`tree size ${String(size)} is no count`);
      const [root = '', sealedAt = ''] = await words(addresses.sealLog, rootAtSelector + wordOf(size), 2);
      return numberOf(sealedAt) === 0 ? undefined : { root: bytesOf(root), sealedAt: numberOf(sealedAt) };
    },
    async accreditation(issuerKey, stage) {
      if (issuerKey.length !== 32) throw new RangeError(`an issuer key has 32 bytes, not ${String(issuerKey.length)}`);
      const data = accreditationSelector + hexOf(issuerKey) + wordOf(stage);
      const [from = '', until = '', suspendedAt = ''] = await words(addresses.issuerRegistry, data, 3);
      if (numberOf(until) === 0) return undefined;
      return { from: numberOf(from), until: numberOf(until), suspendedAt: numberOf(suspendedAt) || undefined };
    },
  };
};
