import type { LogDescription } from 'ethers';
import { bigintAt, nameAt, numberAt, stringAt } from './decode.ts';
import type { Deployment } from './deployment.ts';
import { interfaces } from './interfaces.ts';
import { outcomes, type Outcome } from './states.ts';

/** A log as receipts carry it. */
export interface ChainLog {
  address: string;
  topics: readonly string[];
  data: string;
}

export interface SealedLog {
  size: number;
  root: string;
  sealedAt: number;
}

export interface PolicyPurchasedLog {
  seriesId: string;
  policyId: number;
  holder: string;
  plotKey: string;
  sumInsured: bigint;
  premium: bigint;
}

export interface SeriesSettledLog {
  seriesId: string;
  outcome: Outcome;
  valueMilli: bigint;
  payoutFactor: number;
  reserved: bigint;
}

/** `paid`: a payout; `refunded`: a premium; `failed`: the holder could not be paid, try again. */
export interface PaymentLog {
  kind: 'paid' | 'refunded' | 'failed';
  seriesId: string;
  policyId: number;
  holder: string;
  amount: bigint;
}

export type RoundLog =
  | { kind: 'proposed' | 'final'; roundKey: string; valueMilli: bigint }
  | { kind: 'contested'; roundKey: string; spreadMilli: bigint; toleranceMilli: bigint };

type LogSource = 'sealLog' | 'oracle' | 'cropCover';

const eventsOf = <S extends LogSource>(
  source: S,
  deployment: Pick<Deployment, S>,
  logs: readonly ChainLog[],
): LogDescription[] => {
  const address: string = deployment[source];
  return logs.flatMap((log) =>
    log.address.toLowerCase() === address.toLowerCase() ? (interfaces[source].parseLog(log) ?? []) : [],
  );
};

/** Heads sealed by a transaction. */
export const sealedLogs = (deployment: Pick<Deployment, 'sealLog'>, logs: readonly ChainLog[]): SealedLog[] =>
  eventsOf('sealLog', deployment, logs).flatMap(({ name, args }) =>
    name === 'Sealed'
      ? { size: numberAt(args, 'size'), root: stringAt(args, 'root'), sealedAt: numberAt(args, 'sealedAt') }
      : [],
  );

/** Policies bought by a transaction, with the numbers they got. */
export const policyPurchasedLogs = (
  deployment: Pick<Deployment, 'cropCover'>,
  logs: readonly ChainLog[],
): PolicyPurchasedLog[] =>
  eventsOf('cropCover', deployment, logs).flatMap(({ name, args }) =>
    name === 'PolicyPurchased'
      ? {
          seriesId: stringAt(args, 'seriesId'),
          policyId: numberAt(args, 'policyId'),
          holder: stringAt(args, 'holder'),
          plotKey: stringAt(args, 'plotKey'),
          sumInsured: bigintAt(args, 'sumInsured'),
          premium: bigintAt(args, 'premium'),
        }
      : [],
  );

/** Series settled by a transaction. */
export const seriesSettledLogs = (
  deployment: Pick<Deployment, 'cropCover'>,
  logs: readonly ChainLog[],
): SeriesSettledLog[] =>
  eventsOf('cropCover', deployment, logs).flatMap(({ name, args }) =>
    name === 'SeriesSettled'
      ? {
          seriesId: stringAt(args, 'seriesId'),
          outcome: nameAt(args, 'outcome', outcomes),
          valueMilli: bigintAt(args, 'valueMilli'),
          payoutFactor: numberAt(args, 'payoutFactor'),
          reserved: bigintAt(args, 'reserved'),
        }
      : [],
  );

const paymentKinds = new Map<string, PaymentLog['kind']>([
  ['PolicyPaid', 'paid'],
  ['PremiumRefunded', 'refunded'],
  ['PaymentFailed', 'failed'],
]);

/** Payouts, refunds and failed payments of a transaction. */
export const paymentLogs = (deployment: Pick<Deployment, 'cropCover'>, logs: readonly ChainLog[]): PaymentLog[] =>
  eventsOf('cropCover', deployment, logs).flatMap(({ name, args }) => {
    const kind = paymentKinds.get(name);
    if (kind === undefined) return [];
    return {
      kind,
      seriesId: stringAt(args, 'seriesId'),
      policyId: numberAt(args, 'policyId'),
      holder: stringAt(args, 'holder'),
      amount: bigintAt(args, 'amount'),
    };
  });

/** What became of rounds in a transaction. */
export const roundLogs = (deployment: Pick<Deployment, 'oracle'>, logs: readonly ChainLog[]): RoundLog[] =>
  eventsOf('oracle', deployment, logs).flatMap(({ name, args }): RoundLog[] => {
    if (name === 'RoundContested') {
      return [
        {
          kind: 'contested',
          roundKey: stringAt(args, 'roundKey'),
          spreadMilli: bigintAt(args, 'spreadMilli'),
          toleranceMilli: bigintAt(args, 'toleranceMilli'),
        },
      ];
    }
    if (name !== 'RoundProposed' && name !== 'RoundFinal') return [];
    const kind = name === 'RoundFinal' ? 'final' : 'proposed';
    return [{ kind, roundKey: stringAt(args, 'roundKey'), valueMilli: bigintAt(args, 'valueMilli') }];
  });
