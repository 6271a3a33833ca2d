import type { TransactionReceipt, Wallet } from 'ethers';
import { describeFailure } from './explain.ts';

/** A transaction without sender, nonce, gas and fee: whoever sends it adds those. */
export interface UnsignedCall {
  to: string;
  data: string;
}

export interface Sender {
  address: string;
  /** Sends one transaction and waits until it is mined. Throws with the contract's reason if it fails. */
  send(call: UnsignedCall & { value?: bigint }): Promise<TransactionReceipt>;
}

/** `market`: what the node suggests. `zero`: gas price 0, for consortium chains without a coin. */
export type Fees = 'market' | 'zero';

/** Sends one transaction at a time from a wallet that is connected to a provider. */
export const walletSender = (wallet: Wallet, fees: Fees): Sender => ({
  address: wallet.address,
  async send(call) {
    try {
      const sent = await wallet.sendTransaction(fees === 'zero' ? { ...call, type: 0, gasPrice: 0n } : call);
      const receipt = await sent.wait();
      if (receipt === null) throw new Error(`transaction ${sent.hash} was dropped`);
      return receipt;
    } catch (cause) {
      throw new Error(`transaction to ${call.to} failed: ${describeFailure(cause)}`, { cause });
    }
  },
});
