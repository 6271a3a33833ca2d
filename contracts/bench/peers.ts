import { hexlify, Interface, randomBytes, type JsonRpcProvider } from 'ethers';
import { ensureContract } from '../client/create2.ts';
import type { Sender } from '../client/index.ts';
import { certificateTokenBytecode, digestStoreBytecode } from './generated/peers.ts';

const functions = new Interface([
  'function mint(address holder, bytes32 digest)',
  'function store(uint256 number, bytes32 digest)',
]);

/** Gas of putting one certificate on a chain by itself, for each of two simpler ways. */
export interface PeerGas {
  /** One OpenZeppelin ERC-721 token, for a holder who has some already. */
  readonly mintedToken: number;
  /** One word stored under the certificate's number. */
  readonly storedDigest: number;
}

/**
 * Brings both peers onto a chain that has the deterministic deployer, and measures each.
 * @returns the median of `samples` calls, after a first one that costs more
 */
export const peerGas = async (provider: JsonRpcProvider, sender: Sender, samples: number): Promise<PeerGas> => {
  const token = await ensureContract(provider, sender, certificateTokenBytecode);
  const store = await ensureContract(provider, sender, digestStoreBytecode);
  const gasOf = async (to: string, name: string, args: readonly unknown[]): Promise<number> => {
    const { gasUsed } = await sender.send({ to, data: functions.encodeFunctionData(name, args) });
    return Number(gasUsed);
  };
  const minted: number[] = [];
  const stored: number[] = [];
  for (let number = 0; number <= samples; number += 1) {
    minted.push(await gasOf(token, 'mint', [sender.address, hexlify(randomBytes(32))]));
    stored.push(await gasOf(store, 'store', [number, hexlify(randomBytes(32))]));
  }
  return { mintedToken: median(minted.slice(1)), storedDigest: median(stored.slice(1)) };
};

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
