import { concat, getCreate2Address, keccak256, parseEther, zeroPadValue, type JsonRpcProvider } from 'ethers';
import type { Sender } from './sender.ts';

/** Deterministic deployer of Arachnid's proxy, the same address on every chain. */
export const deployerAddress = '0x4e59b44847b379578588920cA78FbF26c0B4956C';

const publisher = '0x3fAB184622Dc19b6109349B94811493BF2a45362';
/** Its fee, 100 gwei x 100,000 gas, is fixed in the presigned transaction. */
const publishingCost = parseEther('0.01');
const publishingTransaction =
  '0xf8a58085174876e800830186a08080b853604580600e600039806000f350fe7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe03601600081602082378035828234f58015156039578182fd5b8082525050506014600cf31ba02222222222222222222222222222222222222222222222222222222222222222a02222222222222222222222222222222222222222222222222222222222222222';

const salt = zeroPadValue('0x01', 32);

/** Address that a contract's creation bytes will have on any chain. */
export const create2Address = (initCode: string): string =>
  getCreate2Address(deployerAddress, salt, keccak256(initCode));

export const hasCode = async (provider: JsonRpcProvider, address: string): Promise<boolean> =>
  (await provider.getCode(address)) !== '0x';

/** Publishes the deterministic deployer where the chain has none, by its well-known presigned transaction. */
export const ensureDeployer = async (provider: JsonRpcProvider, sender: Sender): Promise<void> => {
  if (await hasCode(provider, deployerAddress)) return;
  const missing = publishingCost - (await provider.getBalance(publisher));
  try {
    if (missing > 0n) await sender.send({ to: publisher, data: '0x', value: missing });
    const sent = await provider.broadcastTransaction(publishingTransaction);
    await sent.wait();
  } catch (cause) {
    throw new Error(
      `the chain has no deterministic deployer at ${deployerAddress} and refused its presigned transaction ` +
        '(it needs 0.01 of the native coin and a node that accepts transactions without chain id): ' +
        'put its code into the genesis block, or allow unprotected transactions once',
      { cause },
    );
  }
};

/** Creates a contract unless it is there. Safe to repeat after a crash at any instant. */
export const ensureContract = async (provider: JsonRpcProvider, sender: Sender, initCode: string): Promise<string> => {
  const address = create2Address(initCode);
  if (await hasCode(provider, address)) return address;
  try {
    await sender.send({ to: deployerAddress, data: concat([salt, initCode]) });
  } catch (error) {
    // A transaction from before a crash may have been mined meanwhile: then this one has nothing left to create.
    if (!(await hasCode(provider, address))) throw error;
  }
  if (!(await hasCode(provider, address))) throw new Error(`no code at ${address} after its creation was mined`);
  return address;
};
