import { Inject, Injectable, Logger } from '@nestjs/common';
import { type Deployment, deploy } from '@fieldseal/contracts';
import { JsonRpcProvider, Network, Wallet } from 'ethers';
import { CONFIG, type Config } from '../config.ts';
import { Problem } from '../platform/problems.ts';
import { Secrets } from '../platform/secrets.ts';

/** The connection to the chain, the platform's own accounts, and where the contracts are. */
@Injectable()
export class ChainService {
  private readonly logger = new Logger(ChainService.name);
  readonly operator: Wallet;
  private readonly deployer: Wallet;
  private connected: Promise<{ provider: JsonRpcProvider; deployment: Deployment }> | undefined;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    secrets: Secrets,
  ) {
    const key = (name: string): Wallet => new Wallet(secrets.file(name, () => Wallet.createRandom().privateKey));
    this.operator = key('operator.key');
    this.deployer = key('deployer.key');
  }

  /** @throws Problem unavailable while the chain cannot be reached or refuses the deployment */
  async connect(): Promise<{ provider: JsonRpcProvider; deployment: Deployment }> {
    this.connected ??= this.open();
    try {
      return await this.connected;
    } catch (error) {
      this.connected = undefined;
      this.logger.warn(`chain: ${error instanceof Error ? error.message : String(error)}`);
      throw new Problem('unavailable', 'The chain cannot be reached at the moment; nothing is lost, try again.');
    }
  }

  get provider(): Promise<JsonRpcProvider> {
    return this.connect().then(({ provider }) => provider);
  }

  get deployment(): Promise<Deployment> {
    return this.connect().then(({ deployment }) => deployment);
  }

  /** Puts the contracts back when the chain lost them too; the addresses stay the same. */
  async redeploy(): Promise<void> {
    this.connected = undefined;
    await this.connect();
  }

  private async open(): Promise<{ provider: JsonRpcProvider; deployment: Deployment }> {
    const probe = new JsonRpcProvider(this.config.rpcUrl, undefined, { batchMaxCount: 1, cacheTimeout: -1 });
    const chainId = BigInt((await probe.send('eth_chainId', [])) as string);
    probe.destroy();
    const network = Network.from(chainId);
    const provider = new JsonRpcProvider(this.config.rpcUrl, network, {
      staticNetwork: network,
      pollingInterval: 100,
      cacheTimeout: -1,
    });
    const deployment = await deploy(provider, this.deployer.connect(provider), {
      recordDir: this.config.deploymentsDir,
      roles: { sealer: [this.operator.address], minter: [this.operator.address] },
      administrators: [this.operator.address],
      fees: await this.fees(provider),
    });
    return { provider, deployment };
  }

  /** `zero` on a consortium chain without a coin, where blocks have no base fee. */
  async fees(provider: JsonRpcProvider): Promise<'zero' | 'market'> {
    const block = await provider.getBlock('latest');
    return block?.baseFeePerGas === 0n ? 'zero' : 'market';
  }
}
