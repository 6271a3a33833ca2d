import { Signature } from 'ethers';
import type { Deployment } from './deployment.ts';
import { interfaces, type ContractName } from './interfaces.ts';
import { grantRoleCall, revokeRoleCall, type Role } from './roles.ts';
import type { UnsignedCall } from './sender.ts';
import { sides, type Side } from './states.ts';
import type { Observation, Quote } from './typedData.ts';

export type Stage = 0 | 1 | 2 | 3;

export interface RoundRules {
  quorum: number;
  minSources: number;
  toleranceMilli: bigint;
  disputeSeconds: number;
  notBefore: number;
  deadline: number;
}

/** What a series is. Hashes 0x-hex of 32 bytes, amounts in the token's smallest unit, times whole seconds. */
export interface SeriesTerms {
  termsHash: string;
  cell: string;
  perilSeason: string;
  roundKey: string;
  triggerMilli: bigint;
  exitMilli: bigint;
  side: Side;
  salesEnd: number;
  riskStart: number;
  exposureCap: bigint;
  /** Basis points x 100. */
  premiumRate: bigint;
  underwriter: string;
}

export interface SignedObservation {
  observation: Observation;
  /** Account that signed, or contract that answers for it. */
  signer: string;
  /** 0x-hex: 65 bytes of an account, or what the ERC-1271 check of a contract asks. */
  signature: string;
}

/** A signed permit: value and deadline as signed. */
export interface SignedPermit {
  value: bigint;
  deadline: number;
  signature: string;
}

export interface Purchase {
  quote: Quote;
  quoteSignature: string;
  /** Signature of {@link acceptanceTypedData}; absent when the holder sends the transaction. */
  holderSignature?: string;
  /** Absent when the holder has approved the premium already. */
  permit?: SignedPermit;
}

const permitArgument = (permit: SignedPermit | undefined): object => {
  if (permit === undefined)
    return { value: 0n, deadline: 0, v: 0, r: `0x${'00'.repeat(32)}`, s: `0x${'00'.repeat(32)}` };
  const { v, r, s } = Signature.from(permit.signature);
  return { value: permit.value, deadline: permit.deadline, v, r, s };
};

/** The contract wants observations sorted by signer; their order of arrival does not matter. */
const bundle = (signed: readonly SignedObservation[]): SignedObservation[] =>
  signed.toSorted((a, b) => (BigInt(a.signer) < BigInt(b.signer) ? -1 : 1));

/** Unsigned calls of every write on a deployment. Nothing is sent: whoever keeps the journal signs and sends them. */
export const callsFor = (deployment: Deployment) => {
  const call = (contract: ContractName, name: string, args: readonly unknown[]): UnsignedCall => ({
    to: deployment[contract],
    data: interfaces[contract].encodeFunctionData(name, [...args]),
  });
  return {
    accessManager: {
      grantRole: (role: Role, account: string, delaySeconds = 0): UnsignedCall =>
        grantRoleCall(deployment.accessManager, role, account, delaySeconds),
      revokeRole: (role: Role, account: string): UnsignedCall =>
        revokeRoleCall(deployment.accessManager, role, account),
    },
    sealLog: {
      seal: (head: { size: number; root: string; proof: readonly string[] }): UnsignedCall =>
        call('sealLog', 'seal', [head.size, head.root, head.proof]),
    },
    issuerRegistry: {
      accredit: (grant: { issuerKey: string; stage: Stage; from: number; until: number }): UnsignedCall =>
        call('issuerRegistry', 'accredit', [grant.issuerKey, grant.stage, grant.from, grant.until]),
      suspend: (issuerKey: string, stage: Stage, at: number): UnsignedCall =>
        call('issuerRegistry', 'suspend', [issuerKey, stage, at]),
      reinstate: (issuerKey: string, stage: Stage): UnsignedCall =>
        call('issuerRegistry', 'reinstate', [issuerKey, stage]),
    },
    token: {
      mint: (to: string, amount: bigint): UnsignedCall => call('token', 'mint', [to, amount]),
      approve: (spender: string, amount: bigint): UnsignedCall => call('token', 'approve', [spender, amount]),
      transfer: (to: string, amount: bigint): UnsignedCall => call('token', 'transfer', [to, amount]),
    },
    riskPool: {
      deposit: (assets: bigint, receiver: string): UnsignedCall => call('riskPool', 'deposit', [assets, receiver]),
      withdraw: (assets: bigint, receiver: string, owner: string): UnsignedCall =>
        call('riskPool', 'withdraw', [assets, receiver, owner]),
    },
    oracle: {
      registerReporter: (reporter: string, sourceId: string): UnsignedCall =>
        call('oracle', 'registerReporter', [reporter, sourceId]),
      removeReporter: (reporter: string): UnsignedCall => call('oracle', 'removeReporter', [reporter]),
      openRound: (roundKey: string, rules: RoundRules): UnsignedCall => call('oracle', 'openRound', [roundKey, rules]),
      propose: (roundKey: string, signed: readonly SignedObservation[]): UnsignedCall =>
        call('oracle', 'propose', [roundKey, bundle(signed)]),
      dispute: (roundKey: string): UnsignedCall => call('oracle', 'dispute', [roundKey]),
      resolve: (roundKey: string, signed: readonly SignedObservation[]): UnsignedCall =>
        call('oracle', 'resolve', [roundKey, bundle(signed)]),
      finalize: (roundKey: string): UnsignedCall => call('oracle', 'finalize', [roundKey]),
    },
    coverSeries: {
      create: (seriesId: string, terms: SeriesTerms): UnsignedCall =>
        call('coverSeries', 'create', [seriesId, { ...terms, side: sides.indexOf(terms.side) }]),
      open: (seriesId: string): UnsignedCall => call('coverSeries', 'open', [seriesId]),
      close: (seriesId: string): UnsignedCall => call('coverSeries', 'close', [seriesId]),
      cancel: (seriesId: string): UnsignedCall => call('coverSeries', 'cancel', [seriesId]),
    },
    cropCover: {
      purchase: (purchase: Purchase): UnsignedCall =>
        call('cropCover', 'purchase', [
          purchase.quote,
          purchase.quoteSignature,
          purchase.holderSignature ?? '0x',
          permitArgument(purchase.permit),
        ]),
      settle: (seriesId: string): UnsignedCall => call('cropCover', 'settle', [seriesId]),
      pay: (seriesId: string, policyIds: readonly number[]): UnsignedCall =>
        call('cropCover', 'pay', [seriesId, policyIds]),
      pauseSales: (): UnsignedCall => call('cropCover', 'pauseSales', []),
      resumeSales: (): UnsignedCall => call('cropCover', 'resumeSales', []),
    },
  };
};

export type Calls = ReturnType<typeof callsFor>;
