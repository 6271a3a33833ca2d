import { Result, type Interface, type Provider } from 'ethers';

/** Calls a view function and decodes its answer. Throws if the address has no such contract. */
export const read = async (
  provider: Provider,
  contract: Interface,
  to: string,
  name: string,
  args: readonly unknown[] = [],
): Promise<Result> => {
  const answer = await provider.call({ to, data: contract.encodeFunctionData(name, [...args]) });
  if (answer === '0x') throw new Error(`no contract answers ${name} at ${to}: wrong chain, or it lost blocks`);
  return contract.decodeFunctionResult(name, answer);
};

const itemAt = (result: Result, key: number | string): unknown =>
  typeof key === 'number' ? result.toArray()[key] : result.getValue(key);

const mismatch = (key: number | string, wanted: string): TypeError =>
  new TypeError(`answer ${String(key)} is no ${wanted}: the contract is not of this version`);

export const bigintAt = (result: Result, key: number | string): bigint => {
  const value = itemAt(result, key);
  if (typeof value !== 'bigint') throw mismatch(key, 'integer');
  return value;
};

/** An integer that JavaScript holds exactly; times and sizes are such. */
export const numberAt = (result: Result, key: number | string): number => {
  const value = Number(bigintAt(result, key));
  if (!Number.isSafeInteger(value)) throw mismatch(key, 'safe integer');
  return value;
};

export const stringAt = (result: Result, key: number | string): string => {
  const value = itemAt(result, key);
  if (typeof value !== 'string') throw mismatch(key, 'text');
  return value;
};

export const boolAt = (result: Result, key: number | string): boolean => {
  const value = itemAt(result, key);
  if (typeof value !== 'boolean') throw mismatch(key, 'truth value');
  return value;
};

export const structAt = (result: Result, key: number | string): Result => {
  const value = itemAt(result, key);
  if (!(value instanceof Result)) throw mismatch(key, 'struct');
  return value;
};

/** Name of an enumeration's value. */
export const nameAt = <T extends string>(result: Result, key: number | string, names: readonly T[]): T => {
  const name = names[numberAt(result, key)];
  if (name === undefined) throw mismatch(key, `one of ${names.join(', ')}`);
  return name;
};
