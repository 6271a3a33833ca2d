import { observationTypedData } from '@fieldseal/contracts';
import { id } from 'ethers';
import type { TypedDataDomain, Wallet } from 'ethers';
import type { FinalIndex } from './observe.ts';
import type { Round } from './round.ts';

/** A season's running index, as a reporter signs it. */
export interface Progress {
  readonly roundKey: string;
  /** Last day counted, `YYYY-MM-DD`. */
  readonly throughDate: string;
  /** Index so far in thousandths of its unit, a decimal integer. */
  readonly valueMilli: string;
}

const PROGRESS_TYPES = {
  Progress: [
    { name: 'roundKey', type: 'bytes32' },
    { name: 'throughDate', type: 'string' },
    { name: 'valueMilli', type: 'int256' },
  ],
};

/** EIP-712 document of a progress report, in the domain of its round; it never reaches the chain. */
export function progressTypedData(domain: TypedDataDomain, value: Progress) {
  return { domain, types: PROGRESS_TYPES, value };
}

/** The bytes32 form of a source's id that reporters are registered with: keccak-256 of its UTF-8 bytes. */
export function sourceIdHash(sourceId: string): string {
  return id(sourceId);
}

/** The body of an observation. Signatures are deterministic (RFC 6979): the same index gives the same body again. */
export async function signedObservation(wallet: Wallet, round: Round, sourceId: string, index: FinalIndex) {
  const { missingDays, rawDataHash, observedAt } = index;
  const fields = { missingDays, rawDataHash, sourceId: sourceIdHash(sourceId), observedAt };
  const { domain, types, value } = observationTypedData(
    { chainId: round.domain.chainId, oracle: round.domain.verifyingContract },
    { roundKey: round.roundKey, valueMilli: BigInt(index.valueMilli), ...fields },
  );
  const signature = await wallet.signTypedData(domain, types, value);
  return { reporter: wallet.address, valueMilli: String(index.valueMilli), ...fields, signature };
}

/** The body of a progress report. */
export async function signedProgress(wallet: Wallet, round: Round, throughDate: string, indexMilli: number) {
  const progress = { throughDate, valueMilli: String(indexMilli) };
  const { domain, types, value } = progressTypedData(round.domain, { roundKey: round.roundKey, ...progress });
  return { reporter: wallet.address, ...progress, signature: await wallet.signTypedData(domain, types, value) };
}
