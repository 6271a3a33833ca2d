import { AbiCoder, concat, type JsonRpcProvider, type Wallet } from 'ethers';
import { ensureContract, ensureDeployer, hasCode } from './create2.ts';
import { ensureRoles } from './configure.ts';
import { readDeployment, writeDeployment, type Deployment } from './deployment.ts';
import {
  accessManagerBytecode,
  coverSeriesBytecode,
  cropCoverBytecode,
  issuerRegistryBytecode,
  riskPoolBytecode,
  sealLogBytecode,
  testSettlementTokenBytecode,
  weatherIndexOracleBytecode,
} from './generated/bytecode.ts';
import type { BusinessRole } from './roles.ts';
import { walletSender, type Sender, type Fees } from './sender.ts';

export interface DeployOptions {
  /** Folder of the records, one `<chainId>.json` per chain. */
  recordDir: string;
  /** First holders of the roles; none by default. */
  roles?: Partial<Record<BusinessRole, readonly string[]>>;
  /** Accounts that may grant roles later, besides the deployer. */
  administrators?: readonly string[];
  /** Execution delay of those grants, seconds; 0 by default. */
  roleDelaySeconds?: number;
  /** How the deployer pays; `market` by default. */
  fees?: Fees;
}

const initCode = (bytecode: string, args: readonly string[]): string =>
  concat([
    bytecode,
    AbiCoder.defaultAbiCoder().encode(
      args.map(() => 'address'),
      args,
    ),
  ]);

/**
 * Brings the contracts onto a chain, or finds them there. Every step looks before it writes: calling again, also after a
 * crash at any instant or on a chain that lost blocks, completes what is missing and gives the same addresses.
 * @param provider The chain.
 * @param deployer Pays, and becomes administrator of the AccessManager; another deployer means other addresses.
 * @returns The deployment, also written to `<recordDir>/<chainId>.json`.
 * @throws Error saying which step failed and the chain's reason.
 */
export const deploy = async (
  provider: JsonRpcProvider,
  deployer: Wallet,
  options: DeployOptions,
): Promise<Deployment> => {
  const chainId = Number((await provider.getNetwork()).chainId);
  const sender = walletSender(deployer.connect(provider), options.fees ?? 'market');
  const recorded = await readDeployment(options.recordDir, chainId);
  if (recorded !== undefined && recorded.admin !== deployer.address) {
    throw new Error(
      `chain ${String(chainId)} was deployed by ${recorded.admin}, not by ${deployer.address}: use that key, ` +
        `or another record folder than ${options.recordDir} for a deployment of your own`,
    );
  }
  // A record wins over newer bytecode while its contracts are there: what they hold must not be left behind.
  const recordHolds = recorded !== undefined && (await isDeployed(provider, recorded));
  const addresses = recordHolds ? recorded : await createAll(provider, sender, deployer.address);
  await ensureRoles(
    provider,
    sender,
    addresses,
    options.roles ?? {},
    options.roleDelaySeconds ?? 0,
    options.administrators ?? [],
  );
  if (recordHolds) return recorded;
  const blockNumber = await provider.getBlockNumber();
  const deployment: Deployment = { chainId, blockNumber, admin: deployer.address, ...addresses };
  await writeDeployment(options.recordDir, deployment);
  return deployment;
};

type Addresses = Omit<Deployment, 'chainId' | 'blockNumber' | 'admin'>;

/** Puts every contract that is not there yet at the address that its bytecode and the administrator give. */
const createAll = async (provider: JsonRpcProvider, sender: Sender, admin: string): Promise<Addresses> => {
  await ensureDeployer(provider, sender);
  const create = (bytecode: string, ...args: string[]): Promise<string> =>
    ensureContract(provider, sender, initCode(bytecode, args));
  const accessManager = await create(accessManagerBytecode, admin);
  const token = await create(testSettlementTokenBytecode, accessManager);
  const sealLog = await create(sealLogBytecode, accessManager);
  const issuerRegistry = await create(issuerRegistryBytecode, accessManager);
  const oracle = await create(weatherIndexOracleBytecode, accessManager);
  const riskPool = await create(riskPoolBytecode, token, accessManager);
  const coverSeries = await create(coverSeriesBytecode, accessManager, oracle, riskPool);
  const cropCover = await create(cropCoverBytecode, accessManager, coverSeries, oracle, riskPool, token);
  return { accessManager, token, sealLog, issuerRegistry, oracle, riskPool, coverSeries, cropCover };
};

/** Whether everything of a record is on the chain still: false after the chain lost blocks or was replaced. */
export const isDeployed = async (provider: JsonRpcProvider, deployment: Deployment): Promise<boolean> => {
  const { accessManager, token, sealLog, issuerRegistry, oracle, riskPool, coverSeries, cropCover } = deployment;
  const all = [accessManager, token, sealLog, issuerRegistry, oracle, riskPool, coverSeries, cropCover];
  return (await Promise.all(all.map((address) => hasCode(provider, address)))).every(Boolean);
};
