import { id, Wallet, type TransactionReceipt } from 'ethers';
import {
  acceptanceTypedData,
  callsFor,
  observationTypedData,
  permitTypedData,
  premiumFor,
  quoteTypedData,
  readersFor,
  walletSender,
  type Calls,
  type Deployment,
  type Observation,
  type Purchase,
  type Readers,
  type SeriesTerms,
  type SignedObservation,
  type UnsignedCall,
} from '../../client/index.ts';
import type { Anvil } from './anvil.ts';

export const underwriter = new Wallet(id('underwriter'));

/** All roles for one holder; the underwriter is an insurer too. */
export const everyRole = (holder: string) => ({
  sealer: [holder],
  accreditor: [holder],
  oracleManager: [holder],
  arbiter: [holder],
  insurer: [holder, underwriter.address],
  guardian: [holder],
  minter: [holder],
});

export const sumInsured = 1_000_000_001n;
export const premiumRate = 80_000n;
export const capital = 200_000_000_000n;

const wallets = (count: number): Wallet[] =>
  Array.from({ length: count }, (_, n) => new Wallet(id(`reporter ${String(n)}`)));

/** One sample season on a deployment: an operator with every role, an underwriter, four reporters on two sources. */
export class Season {
  readonly deployment: Deployment;
  readonly calls: Calls;
  readonly read: Readers;
  readonly reporters = wallets(4);
  readonly #anvil: Anvil;
  readonly #operator: Wallet;
  #nonce = 0n;

  constructor(anvil: Anvil, operator: Wallet, deployment: Deployment) {
    this.#anvil = anvil;
    this.#operator = operator;
    this.deployment = deployment;
    this.calls = callsFor(deployment);
    this.read = readersFor(anvil.provider, deployment);
  }

  /** Sends as the operator unless told otherwise. */
  send(call: UnsignedCall, by: Wallet = this.#operator): Promise<TransactionReceipt> {
    return walletSender(by.connect(this.#anvil.provider), 'market').send(call);
  }

  async fundPool(): Promise<void> {
    await this.send(this.calls.token.mint(this.#operator.address, capital));
    await this.send(this.calls.token.approve(this.deployment.riskPool, capital));
    await this.send(this.calls.riskPool.deposit(capital, this.#operator.address));
  }

  async registerReporters(): Promise<void> {
    for (const [index, reporter] of this.reporters.entries()) {
      await this.send(this.calls.oracle.registerReporter(reporter.address, this.#sourceOf(index)));
    }
  }

  /** Opens round and series of this name; sales end in 1000 s, the round runs from 2000 s to 3000 s. */
  async openSeries(name: string): Promise<{ seriesId: string; terms: SeriesTerms }> {
    const now = await this.#anvil.now();
    const [seriesId, roundKey] = [id(`series ${name}`), id(`round ${name}`)];
    const terms: SeriesTerms = {
      termsHash: id(`terms ${name}`),
      cell: id('cell'),
      perilSeason: id(`peril season ${name}`),
      roundKey,
      triggerMilli: 101_488n,
      exitMilli: 43_492n,
      side: 'below',
      salesEnd: now + 1000,
      riskStart: now + 1000,
      exposureCap: 500_000_000_000n,
      premiumRate,
      underwriter: underwriter.address,
    };
    await this.send(
      this.calls.oracle.openRound(roundKey, {
        quorum: 3,
        minSources: 2,
        toleranceMilli: 5000n,
        disputeSeconds: 100,
        notBefore: now + 2000,
        deadline: now + 3000,
      }),
    );
    await this.#anvil.provider.send('anvil_setBalance', [underwriter.address, '0xde0b6b3a7640000']);
    await this.send(this.calls.coverSeries.create(seriesId, terms), underwriter);
    await this.send(this.calls.coverSeries.open(seriesId), underwriter);
    return { seriesId, terms };
  }

  /** A purchase that underwriter and holder signed, with the premium minted to the holder. */
  async signedPurchase(seriesId: string, holder: Wallet, plot: string): Promise<Purchase> {
    const deadline = (await this.#anvil.now()) + 900;
    const premium = premiumFor(sumInsured, premiumRate);
    const quote = {
      seriesId,
      holder: holder.address,
      plotKey: id(plot),
      sumInsured,
      premium,
      nonce: this.#nonce++,
      deadline,
    };
    await this.send(this.calls.token.mint(holder.address, premium));
    const offer = quoteTypedData(this.deployment, quote);
    const acceptance = acceptanceTypedData(this.deployment, quote);
    const permit = permitTypedData(this.deployment, {
      owner: holder.address,
      spender: this.deployment.cropCover,
      value: premium,
      nonce: await this.read.permitNonce(holder.address),
      deadline,
    });
    return {
      quote,
      quoteSignature: await underwriter.signTypedData(offer.domain, offer.types, offer.value),
      holderSignature: await holder.signTypedData(acceptance.domain, acceptance.types, acceptance.value),
      permit: {
        value: premium,
        deadline,
        signature: await holder.signTypedData(permit.domain, permit.types, permit.value),
      },
    };
  }

  observe(roundKey: string, values: readonly bigint[], observedAt: number): Promise<SignedObservation[]> {
    return Promise.all(
      values.map(async (valueMilli, index) => {
        const reporter = this.reporters[index];
        if (reporter === undefined) throw new Error('more values than reporters');
        const observation: Observation = {
          roundKey,
          valueMilli,
          missingDays: index,
          rawDataHash: id(`data ${String(index)}`),
          sourceId: this.#sourceOf(index),
          observedAt,
        };
        const data = observationTypedData(this.deployment, observation);
        const signature = await reporter.signTypedData(data.domain, data.types, data.value);
        return { observation, signer: reporter.address, signature };
      }),
    );
  }

  /** From sales to a final index: closes, waits, proposes, waits, finalises. */
  async decide(seriesId: string, roundKey: string, values: readonly bigint[]): Promise<TransactionReceipt> {
    await this.#anvil.warp(1001);
    await this.send(this.calls.coverSeries.close(seriesId));
    await this.#anvil.warp(1001);
    const signed = await this.observe(roundKey, values, await this.#anvil.now());
    const proposed = await this.send(this.calls.oracle.propose(roundKey, signed));
    await this.#anvil.warp(101);
    await this.send(this.calls.oracle.finalize(roundKey));
    return proposed;
  }

  #sourceOf(index: number): string {
    return id(index % 2 === 0 ? 'era5' : 'power');
  }
}
