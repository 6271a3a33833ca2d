import type { Provider, Result } from 'ethers';
import type { RoundRules, SeriesTerms, Stage } from './calls.ts';
import { bigintAt, boolAt, nameAt, numberAt, read, stringAt, structAt } from './decode.ts';
import type { Deployment } from './deployment.ts';
import { interfaces, type ContractName } from './interfaces.ts';
import { roleIds, type Role } from './roles.ts';
import {
  outcomes,
  policyStatuses,
  roundStatuses,
  seriesStates,
  sides,
  type Outcome,
  type PolicyStatus,
  type RoundStatus,
  type SeriesState,
} from './states.ts';

export interface SealHead {
  size: number;
  root: string;
  sealedAt: number;
}

export interface Accreditation {
  from: number;
  until: number;
  suspendedAt: number | undefined;
}

export interface Round {
  status: RoundStatus;
  rules: RoundRules;
  valueMilli: bigint;
  missingDays: number;
  observations: number;
  disputeEndsAt: number;
  reopenedAt: number;
}

export interface Series {
  state: SeriesState;
  terms: SeriesTerms;
}

export interface Policy {
  holder: string;
  sumInsured: bigint;
  status: PolicyStatus;
  amountDue: bigint;
}

export interface SeriesAccount {
  exposure: bigint;
  premiums: bigint;
  policies: number;
  closedPolicies: number;
  outcome: Outcome;
  /** Basis points x 100. */
  payoutFactor: number;
  reserved: bigint;
  paid: bigint;
}

export interface PoolTotals {
  assets: bigint;
  locked: bigint;
  free: bigint;
  shares: bigint;
  seriesAtRisk: number;
}

const zeroHash = `0x${'00'.repeat(32)}`;

/** Typed views of a deployment through any ethers provider. */
export const readersFor = (provider: Provider, deployment: Deployment) => {
  const ask = (contract: ContractName, name: string, ...args: unknown[]): Promise<Result> =>
    read(provider, interfaces[contract], deployment[contract], name, args);

  return {
    /** Newest sealed head; size 0 before the first. */
    sealHead: async (): Promise<SealHead> => {
      const head = await ask('sealLog', 'head');
      return { size: numberAt(head, 0), root: stringAt(head, 1), sealedAt: numberAt(head, 2) };
    },
    rootAt: async (size: number): Promise<SealHead | undefined> => {
      const head = await ask('sealLog', 'rootAt', size);
      return numberAt(head, 1) === 0 ? undefined : { size, root: stringAt(head, 0), sealedAt: numberAt(head, 1) };
    },
    accreditation: async (issuerKey: string, stage: Stage): Promise<Accreditation | undefined> => {
      const held = await ask('issuerRegistry', 'accreditation', issuerKey, stage);
      if (numberAt(held, 1) === 0) return undefined;
      const suspendedAt = numberAt(held, 2);
      return { from: numberAt(held, 0), until: numberAt(held, 1), suspendedAt: suspendedAt || undefined };
    },
    /** Data source of a reporter; undefined if it is not registered. */
    reporterSource: async (reporter: string): Promise<string | undefined> => {
      const sourceId = stringAt(await ask('oracle', 'sourceOf', reporter), 0);
      return sourceId === zeroHash ? undefined : sourceId;
    },
    round: async (roundKey: string): Promise<Round> => {
      const round = structAt(await ask('oracle', 'round', roundKey), 0);
      const rules = structAt(round, 'rules');
      return {
        status: nameAt(round, 'status', roundStatuses),
        rules: {
          quorum: numberAt(rules, 'quorum'),
          minSources: numberAt(rules, 'minSources'),
          toleranceMilli: bigintAt(rules, 'toleranceMilli'),
          disputeSeconds: numberAt(rules, 'disputeSeconds'),
          notBefore: numberAt(rules, 'notBefore'),
          deadline: numberAt(rules, 'deadline'),
        },
        valueMilli: bigintAt(round, 'valueMilli'),
        missingDays: numberAt(round, 'missingDays'),
        observations: numberAt(round, 'observations'),
        disputeEndsAt: numberAt(round, 'disputeEndsAt'),
        reopenedAt: numberAt(round, 'reopenedAt'),
      };
    },
    seriesState: async (seriesId: string): Promise<SeriesState> =>
      nameAt(await ask('coverSeries', 'state', seriesId), 0, seriesStates),
    series: async (seriesId: string): Promise<Series> => {
      const [state, answer] = await Promise.all([
        ask('coverSeries', 'state', seriesId),
        ask('coverSeries', 'terms', seriesId),
      ]);
      return { state: nameAt(state, 0, seriesStates), terms: seriesTerms(structAt(answer, 0)) };
    },
    /** Payout factor of an index value under a series' terms, basis points x 100. */
    payoutFactor: async (seriesId: string, valueMilli: bigint): Promise<number> =>
      numberAt(await ask('coverSeries', 'payoutFactor', seriesId, valueMilli), 0),
    seriesAccount: async (seriesId: string): Promise<SeriesAccount> => {
      const account = structAt(await ask('cropCover', 'account', seriesId), 0);
      return {
        exposure: bigintAt(account, 'exposure'),
        premiums: bigintAt(account, 'premiums'),
        policies: numberAt(account, 'policies'),
        closedPolicies: numberAt(account, 'closedPolicies'),
        outcome: nameAt(account, 'outcome', outcomes),
        payoutFactor: numberAt(account, 'payoutFactor'),
        reserved: bigintAt(account, 'reserved'),
        paid: bigintAt(account, 'paid'),
      };
    },
    /** A policy; undefined if the series has none of this number. */
    policy: async (seriesId: string, policyId: number): Promise<Policy | undefined> => {
      const policy = structAt(await ask('cropCover', 'policy', seriesId, policyId), 0);
      const status = nameAt(policy, 'status', policyStatuses);
      if (status === 'none') return undefined;
      return {
        holder: stringAt(policy, 'holder'),
        sumInsured: bigintAt(policy, 'sumInsured'),
        status,
        amountDue: bigintAt(policy, 'amountDue'),
      };
    },
    /** Series that insures a plot against a peril for a season; undefined if none. */
    plotCover: async (plotKey: string, perilSeason: string): Promise<string | undefined> => {
      const seriesId = stringAt(await ask('cropCover', 'plotCover', plotKey, perilSeason), 0);
      return seriesId === zeroHash ? undefined : seriesId;
    },
    isNonceUsed: async (underwriter: string, nonce: bigint): Promise<boolean> =>
      boolAt(await ask('cropCover', 'isNonceUsed', underwriter, nonce), 0),
    salesPaused: async (): Promise<boolean> => boolAt(await ask('cropCover', 'paused'), 0),
    poolTotals: async (): Promise<PoolTotals> => {
      const [assets, locked, free, shares, atRisk] = await Promise.all([
        ask('riskPool', 'totalAssets'),
        ask('riskPool', 'lockedAssets'),
        ask('riskPool', 'freeAssets'),
        ask('riskPool', 'totalSupply'),
        ask('riskPool', 'seriesAtRisk'),
      ]);
      return {
        assets: bigintAt(assets, 0),
        locked: bigintAt(locked, 0),
        free: bigintAt(free, 0),
        shares: bigintAt(shares, 0),
        seriesAtRisk: numberAt(atRisk, 0),
      };
    },
    balanceOf: async (account: string): Promise<bigint> => bigintAt(await ask('token', 'balanceOf', account), 0),
    allowance: async (owner: string, spender: string): Promise<bigint> =>
      bigintAt(await ask('token', 'allowance', owner, spender), 0),
    /** Next ERC-2612 nonce of a token holder. */
    permitNonce: async (owner: string): Promise<bigint> => bigintAt(await ask('token', 'nonces', owner), 0),
    poolShares: async (account: string): Promise<bigint> => bigintAt(await ask('riskPool', 'balanceOf', account), 0),
    hasRole: async (role: Role, account: string): Promise<boolean> =>
      boolAt(await ask('accessManager', 'hasRole', roleIds[role], account), 0),
  };
};

export type Readers = ReturnType<typeof readersFor>;

const seriesTerms = (terms: Result): SeriesTerms => ({
  termsHash: stringAt(terms, 'termsHash'),
  cell: stringAt(terms, 'cell'),
  perilSeason: stringAt(terms, 'perilSeason'),
  roundKey: stringAt(terms, 'roundKey'),
  triggerMilli: bigintAt(terms, 'triggerMilli'),
  exitMilli: bigintAt(terms, 'exitMilli'),
  side: nameAt(terms, 'side', sides),
  salesEnd: numberAt(terms, 'salesEnd'),
  riskStart: numberAt(terms, 'riskStart'),
  exposureCap: bigintAt(terms, 'exposureCap'),
  premiumRate: bigintAt(terms, 'premiumRate'),
  underwriter: stringAt(terms, 'underwriter'),
});
