const wordHexDigits = 64;

export const hexOf = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

export const bytesOf = (hex: string): Uint8Array =>
  Uint8Array.from({ length: hex.length / 2 }, (_, index) => Number.parseInt(hex.slice(2 * index, 2 * index + 2), 16));

/** A number as a 32-byte word, 64 hex digits. */
export const wordOf = (value: number): string => value.toString(16).padStart(wordHexDigits, '0');

/** Number in hex digits without 0x. @throws RangeError when JavaScript cannot hold it exactly */
export const numberOf = (digits: string): number => {
  const value = Number(BigInt(`0x${digits}`));
  if (!Number.isSafeInteger(value)) throw new RangeError(`the chain answered ${digits}, which is no time or size`);
  return value;
};

/** Exactly `count` words of 0x-hex data; undefined when the data is of another length. */
export const wordsOf = (data: string, count: number): string[] | undefined => {
  const digits = data.slice(2);
  if (digits.length !== count * wordHexDigits) return undefined;
  return Array.from({ length: count }, (_, index) => digits.slice(index * wordHexDigits, (index + 1) * wordHexDigits));
};

/** The node answered and would not do it. */
export class RpcRefusal extends Error {
  override readonly name = 'RpcRefusal';
}

const resultOf = (answer: unknown, method: string): unknown => {
  if (typeof answer === 'object' && answer !== null) {
    if ('result' in answer && answer.result !== null) return answer.result;
    if ('error' in answer)
      throw new RpcRefusal(`the chain refused ${method}: ${JSON.stringify(answer.error).slice(0, 300)}`);
  }
  throw new Error(`the chain gave no result for ${method}`);
};

export type Rpc = (method: string, params: readonly unknown[]) => Promise<unknown>;

/** JSON-RPC over HTTP. Calls throw when the node is unreachable, and RpcRefusal when it refuses. */
export const rpcAt =
  (url: string, send: typeof fetch): Rpc =>
  async (method, params) => {
    const response = await send(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
    });
    if (!response.ok) throw new Error(`the chain at ${url} answered ${String(response.status)}`);
    const answer: unknown = await response.json();
    return resultOf(answer, method);
  };

/** A result that must be 0x-hex text. */
export const hexResult = async (rpc: Rpc, method: string, params: readonly unknown[]): Promise<string> => {
  const result = await rpc(method, params);
  if (typeof result === 'string' && /^0x[0-9a-fA-F]*$/.test(result)) return result;
  throw new Error(`the chain gave no result for ${method}`);
};
