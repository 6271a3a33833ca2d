import { TypedDataEncoder, type TypedDataDomain, type TypedDataField } from 'ethers';
import type { Deployment } from './deployment.ts';

/** EIP-712 document, for `wallet.signTypedData(domain, types, value)`. */
export interface TypedData<T> {
  domain: TypedDataDomain;
  types: Record<string, TypedDataField[]>;
  value: T;
}

/** What a reporter signs. Hashes and keys are 0x-hex of 32 bytes, times whole seconds. */
export interface Observation {
  roundKey: string;
  /** Index in thousandths of its unit. */
  valueMilli: bigint;
  missingDays: number;
  rawDataHash: string;
  sourceId: string;
  observedAt: number;
}

/** Underwriter's offer. Amounts in the token's smallest unit, times whole seconds. */
export interface Quote {
  seriesId: string;
  holder: string;
  plotKey: string;
  sumInsured: bigint;
  /** Exactly {@link premiumFor} of the sum insured at the series' rate. */
  premium: bigint;
  nonce: bigint;
  deadline: number;
}

/** ERC-2612 allowance. */
export interface PermitMessage {
  owner: string;
  spender: string;
  value: bigint;
  nonce: bigint;
  deadline: number;
}

const field = (type: string, name: string): TypedDataField => ({ type, name });

const observationFields = [
  field('bytes32', 'roundKey'),
  field('int256', 'valueMilli'),
  field('uint16', 'missingDays'),
  field('bytes32', 'rawDataHash'),
  field('bytes32', 'sourceId'),
  field('uint64', 'observedAt'),
];

const quoteFields = [
  field('bytes32', 'seriesId'),
  field('address', 'holder'),
  field('bytes32', 'plotKey'),
  field('uint256', 'sumInsured'),
  field('uint256', 'premium'),
  field('uint256', 'nonce'),
  field('uint64', 'deadline'),
];

const permitFields = [
  field('address', 'owner'),
  field('address', 'spender'),
  field('uint256', 'value'),
  field('uint256', 'nonce'),
  field('uint256', 'deadline'),
];

const domain = (name: string, chainId: number, verifyingContract: string): TypedDataDomain => ({
  name,
  version: '1',
  chainId,
  verifyingContract,
});

/** Observation for a reporter to sign. Needs of the deployment only chain and oracle, so a reporter needs no more. */
export const observationTypedData = (
  deployment: Pick<Deployment, 'chainId' | 'oracle'>,
  value: Observation,
): TypedData<Observation> => ({
  domain: domain('FieldSeal WeatherIndexOracle', deployment.chainId, deployment.oracle),
  types: { Observation: observationFields },
  value,
});

/** Digest that the signature of an observation covers, 0x-hex; to recover the signer off chain. */
export const observationDigest = (
  deployment: Pick<Deployment, 'chainId' | 'oracle'>,
  observation: Observation,
): string => {
  const data = observationTypedData(deployment, observation);
  return TypedDataEncoder.hash(data.domain, data.types, data.value);
};

/** Quote for the underwriter to sign. */
export const quoteTypedData = (
  deployment: Pick<Deployment, 'chainId' | 'cropCover'>,
  value: Quote,
): TypedData<Quote> => ({
  domain: domain('FieldSeal CropCover', deployment.chainId, deployment.cropCover),
  types: { Quote: quoteFields },
  value,
});

/** Acceptance of a quote for the holder to sign; without it nobody can buy in the holder's name. */
export const acceptanceTypedData = (
  deployment: Pick<Deployment, 'chainId' | 'cropCover'>,
  quote: Quote,
): TypedData<{ quote: Quote }> => ({
  domain: domain('FieldSeal CropCover', deployment.chainId, deployment.cropCover),
  types: { Acceptance: [field('Quote', 'quote')], Quote: quoteFields },
  value: { quote },
});

/** Permit of the settlement token for the holder to sign; the spender of a premium is `deployment.cropCover`. */
export const permitTypedData = (
  deployment: Pick<Deployment, 'chainId' | 'token'>,
  value: PermitMessage,
): TypedData<PermitMessage> => ({
  domain: domain('Test Settlement Token', deployment.chainId, deployment.token),
  types: { Permit: permitFields },
  value,
});

/** A full payout or a premium of the whole sum: factors and rates are basis points x 100. */
export const fullFactor = 1_000_000n;

/** Premium that the contract asks: sum insured x rate, rounded up. */
export const premiumFor = (sumInsured: bigint, premiumRate: bigint): bigint =>
  (sumInsured * premiumRate + fullFactor - 1n) / fullFactor;
