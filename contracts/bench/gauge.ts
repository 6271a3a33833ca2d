import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JsonRpcProvider, Wallet } from 'ethers';
import { callsFor, deploy, walletSender } from '../client/index.ts';
import { peerGas, type PeerGas } from './peers.ts';

/** A head to be sealed: root and consistency proof 0x-hex. */
export interface SealedHead {
  readonly size: number;
  readonly root: string;
  readonly proof: readonly string[];
}

/** Gas of what one account does on contracts of its own, deployed as they always are. */
export interface GasGauge {
  /** Seals a head. @returns gas of the whole transaction */
  seal(head: SealedHead): Promise<number>;
  peers(samples: number): Promise<PeerGas>;
}

/**
 * Deploys everything anew for a new account, lets it measure, and forgets it.
 * @param rpcUrl A chain without fees, or none where the account could pay them.
 */
export const withGauge = async <Found>(
  rpcUrl: string,
  measure: (gauge: GasGauge) => Promise<Found>,
): Promise<Found> => {
  const provider = new JsonRpcProvider(rpcUrl, undefined, { cacheTimeout: -1, pollingInterval: 20 });
  const recordDir = await mkdtemp(join(tmpdir(), 'gauge-'));
  try {
    const wallet = new Wallet(Wallet.createRandom().privateKey, provider);
    const sender = walletSender(wallet, 'zero');
    const deployment = await deploy(provider, wallet, { recordDir, roles: { sealer: [wallet.address] }, fees: 'zero' });
    const { sealLog } = callsFor(deployment);
    return await measure({
      seal: async (head) => Number((await sender.send(sealLog.seal({ ...head, proof: [...head.proof] }))).gasUsed),
      peers: (samples) => peerGas(provider, sender, samples),
    });
  } finally {
    provider.destroy();
    await rm(recordDir, { recursive: true, force: true });
  }
};
