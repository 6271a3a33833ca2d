import { Interface, type ErrorDescription } from 'ethers';
import { interfaces } from './interfaces.ts';
import { roundStatuses, seriesStates } from './states.ts';

const standard = new Interface(['error Error(string reason)', 'error Panic(uint256 code)']);

const enums: Record<string, readonly string[]> = { SeriesState: seriesStates, RoundStatus: roundStatuses };

const wordsOf = (name: string): string => name.replaceAll(/(?<=[a-z])([A-Z])/g, ' $1').toLowerCase();

const sentence = (error: ErrorDescription): string => {
  const values: unknown[] = error.args.toArray();
  const parts = error.fragment.inputs.map((input, index) => {
    const value = values[index];
    const type = input.type === 'uint8' ? enumNameOf(error.name, input.name) : undefined;
    const text = (type === undefined ? undefined : enums[type]?.[Number(value)]) ?? String(value);
    return `${wordsOf(input.name)} ${text}`;
  });
  return parts.length === 0 ? wordsOf(error.name) : `${wordsOf(error.name)} (${parts.join(', ')})`;
};

const enumNameOf = (error: string, input: string): string | undefined => {
  if (input === 'status') return 'RoundStatus';
  const isState = input === 'state' || (error === 'TransitionRefused' && (input === 'from' || input === 'to'));
  return isState ? 'SeriesState' : undefined;
};

/**
 * Reads what a contract said when it refused.
 * @param data Revert data, 0x-hex.
 * @returns Name and words such as `size not growing (sealed size 8, new size 7)`; undefined if no contract of ours knows it.
 */
export const explainRevert = (data: string): { name: string; text: string } | undefined => {
  for (const candidate of [...Object.values(interfaces), standard]) {
    const error = data.length >= 10 ? candidate.parseError(data) : null;
    if (error !== null) return { name: error.name, text: sentence(error) };
  }
  return undefined;
};

/** Revert data inside an error of ethers or of a JSON-RPC client, however deep; undefined if there is none. */
export const revertDataOf = (error: unknown, depth = 0): string | undefined => {
  if (typeof error !== 'object' || error === null || depth > 5) return undefined;
  if ('data' in error && typeof error.data === 'string' && /^0x[0-9a-f]{8}/i.test(error.data)) return error.data;
  for (const key of ['data', 'error', 'info', 'cause'] as const) {
    const inner: unknown = key in error ? Reflect.get(error, key) : undefined;
    const found = revertDataOf(inner, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
};

/** One line on why a call or transaction failed: the contract's reason if it gave one. */
export const describeFailure = (error: unknown): string => {
  const data = revertDataOf(error);
  const explained = data === undefined ? undefined : explainRevert(data);
  if (explained !== undefined) return explained.text;
  return error instanceof Error ? error.message : String(error);
};
