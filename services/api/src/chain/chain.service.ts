import { Inject, Injectable, Logger } from '@nestjs/common';
import { type Deployment, deploy } from '@fieldseal/contracts';
import { JsonRpcProvider, Network, Wallet } from 'ethers';
import { z } from 'zod';
import { CONFIG, type Config } from '../config.ts';
import { Problem } from '../platform/problems.ts';
import { Secrets } from '../platform/secrets.ts';

const CHAIN_TIMEOUT_MS = 5_000;

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
    const { provider } = await this.connect();
    this.connected = Promise.resolve({ provider, deployment: await this.deployOn(provider) });
  }

  private async open(): Promise<{ provider: JsonRpcProvider; deployment: Deployment }> {
    const network = Network.from(await this.chainId());
    const options = { staticNetwork: network, pollingInterval: 100, cacheTimeout: -1 };
    const provider = new JsonRpcProvider(this.config.rpcUrl, network, options);
    try {
      return { provider, deployment: await this.deployOn(provider) };
    } catch (error) {
      provider.destroy();
      throw error;
    }
  }

  private async deployOn(provider: JsonRpcProvider): Promise<Deployment> {
    return deploy(provider, this.deployer.connect(provider), {
      recordDir: this.config.deploymentsDir,
      roles: { sealer: [this.operator.address], minter: [this.operator.address] },
      administrators: [this.operator.address],
      fees: await this.fees(provider),
    });
  }

  /** Asked by hand: a provider that finds no node would go on asking by itself for ever. */
  private async chainId(): Promise<bigint> {
    const answer = await fetch(this.config.rpcUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'eth_chainId', params: [] }),
      signal: AbortSignal.timeout(CHAIN_TIMEOUT_MS),
    });
    return BigInt(z.object({ result: z.string() }).parse(await answer.json()).result);
  }

  /** `zero` on a consortium chain without a coin, where blocks have no base fee. */
  async fees(provider: JsonRpcProvider): Promise<'zero' | 'market'> {
    const block = await provider.getBlock('latest');
    return block?.baseFeePerGas === 0n ? 'zero' : 'market';
  }
}
