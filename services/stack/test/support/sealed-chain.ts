import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deploy } from '@fieldseal/contracts';
import { bytesToHex, consistencyProof, publicKeyOfDid, serialiseBundle, type Stage } from '@fieldseal/provenance';
import { Wallet } from 'ethers';
import { type Anvil, richKey, startAnvil } from '../../../../contracts/test/support/anvil.ts';
import { everyRole, Season as Operator } from '../../../../contracts/test/support/season.ts';
import { type Sealed, seconds } from '../../../provenance/test/support/bundle.ts';
import { appraiser, assessor, factory, farm, warehouse } from '../../../provenance/test/support/keys.ts';

const START = '2026-01-01T00:00:00Z';
const hex = (bytes: Uint8Array): string => `0x${bytesToHex(bytes)}`;

/** Something that is written to the registry on a day of the season. */
export interface Deed {
  readonly on: string;
  readonly by: (calls: Operator['calls']) => Parameters<Operator['send']>[0];
}

export type Grant = Readonly<{ from?: string; until?: string }>;

/** The two contracts on a real node, whose clock follows the sample season; every play begins from the same block. */
export class SealedChain {
  readonly anvil: Anvil;
  readonly operator: Operator;
  private snapshot: unknown;

  private constructor(anvil: Anvil, operator: Operator, snapshot: unknown) {
    this.anvil = anvil;
    this.operator = operator;
    this.snapshot = snapshot;
  }

  static async start(): Promise<SealedChain> {
    const anvil = await startAnvil('--timestamp', String(seconds(START)));
    const wallet = new Wallet(richKey);
    const recordDir = await mkdtemp(join(tmpdir(), 'fieldseal-faults-'));
    const deployment = await deploy(anvil.provider, wallet, { recordDir, roles: everyRole(wallet.address) });
    const operator = new Operator(anvil, wallet, deployment);
    return new SealedChain(anvil, operator, await anvil.provider.send('evm_snapshot', []));
  }

  /** What a verifier trusts. */
  get contracts(): { chainId: number; sealLog: string; issuerRegistry: string } {
    const { chainId, sealLog, issuerRegistry } = this.operator.deployment;
    return { chainId, sealLog: sealLog.toLowerCase(), issuerRegistry: issuerRegistry.toLowerCase() };
  }

  /**
   * Accredits the issuers of the season, does the deeds, and seals the heads of a bundle on their days.
   * @param grants windows that differ from the usual one, by did:key
   * @returns the bundle, naming these contracts
   */
  async play({ bundle, chain, log }: Sealed, deeds: readonly Deed[] = [], grants = new Map<string, Grant>()) {
    await this.rewind();
    for (const [did, stage] of ISSUERS) await this.operator.send(this.accredit(did, stage, grants.get(did)));
    const heads = [...chain.sealed].map(([size, { root, sealedAt }]) => ({ size, root, at: sealedAt }));
    let before = 0;
    const works = [
      ...deeds.map(({ on, by }) => ({ at: seconds(on), call: () => Promise.resolve(by(this.operator.calls)) })),
      ...heads.map(({ size, root, at }) => ({
        at,
        call: async () => {
          const proof = before === 0 ? [] : (await consistencyProof(log, before, size)).map(hex);
          before = size;
          return this.operator.calls.sealLog.seal({ size, root: hex(root), proof });
        },
      })),
    ];
    for (const { at, call } of works.toSorted((a, b) => a.at - b.at)) {
      await this.anvil.provider.send('evm_setNextBlockTimestamp', [at]);
      await this.operator.send(await call());
    }
    return serialiseBundle({ ...bundle, chain: this.contracts });
  }

  accredit(did: string, stage: Stage, { from = START, until = '2028-01-01T00:00:00Z' }: Grant = {}) {
    const window = { from: seconds(from), until: seconds(until) };
    return this.operator.calls.issuerRegistry.accredit({ issuerKey: keyOf(did), stage, ...window });
  }

  stop(): Promise<void> {
    return this.anvil.stop();
  }

  /** A snapshot can be gone back to once. */
  private async rewind(): Promise<void> {
    await this.anvil.provider.send('evm_revert', [this.snapshot]);
    this.snapshot = await this.anvil.provider.send('evm_snapshot', []);
  }
}

const ISSUERS: readonly (readonly [did: string, stage: Stage])[] = [
  [farm.did, 0],
  [factory.did, 1],
  [appraiser.did, 1],
  [warehouse.did, 2],
  [assessor.did, 3],
];

/** The Ed25519 key of a did:key, as the registry names it. */
export function keyOf(did: string): string {
  const key = publicKeyOfDid(did);
  if (key === undefined) throw new Error(`${did} is no did:key`);
  return hex(key);
}
