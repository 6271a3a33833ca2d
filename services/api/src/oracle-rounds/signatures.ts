import { type Deployment, type Observation, observationTypedData } from '@fieldseal/contracts';
import { type Progress, progressTypedData } from '@fieldseal/oracle';
import { verifyTypedData, ZeroHash } from 'ethers';
import { RoundDomain } from './rounds.schemas.ts';

type OracleDeployment = Pick<Deployment, 'chainId' | 'oracle'>;

function signerOf(recover: () => string): string | undefined {
  try {
    return recover();
  } catch {
    return undefined;
  }
}

const NOTHING_OBSERVED: Observation = {
  roundKey: ZeroHash,
  valueMilli: 0n,
  missingDays: 0,
  rawDataHash: ZeroHash,
  sourceId: ZeroHash,
  observedAt: 0,
};

/** The EIP-712 domain under which reporters sign: the oracle contract's own. */
export function oracleDomain(deployment: OracleDeployment): RoundDomain {
  return RoundDomain.parse(observationTypedData(deployment, NOTHING_OBSERVED).domain);
}

/** Address that signed a progress report (EIP-712); undefined when the signature is none. */
export function progressSigner(
  deployment: OracleDeployment,
  progress: Progress,
  signature: string,
): string | undefined {
  const { domain, types, value } = progressTypedData(oracleDomain(deployment), progress);
  return signerOf(() => verifyTypedData(domain, types, value, signature));
}

/** Address that signed an observation (EIP-712), recovered as the contract does; undefined when the signature is none. */
export function observationSigner(
  deployment: OracleDeployment,
  observation: Observation,
  signature: string,
): string | undefined {
  const { domain, types, value } = observationTypedData(deployment, observation);
  return signerOf(() => verifyTypedData(domain, types, value, signature));
}
