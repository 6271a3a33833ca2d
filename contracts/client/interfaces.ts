import { Interface } from 'ethers';
import {
  accessManagerAbi,
  coverSeriesAbi,
  cropCoverAbi,
  issuerRegistryAbi,
  riskPoolAbi,
  sealLogAbi,
  testSettlementTokenAbi,
  weatherIndexOracleAbi,
} from './generated/abis.ts';

/** Encoders and decoders of every contract, by the name a {@link Deployment} gives it. */
export const interfaces = {
  accessManager: new Interface(accessManagerAbi),
  token: new Interface(testSettlementTokenAbi),
  sealLog: new Interface(sealLogAbi),
  issuerRegistry: new Interface(issuerRegistryAbi),
  oracle: new Interface(weatherIndexOracleAbi),
  riskPool: new Interface(riskPoolAbi),
  coverSeries: new Interface(coverSeriesAbi),
  cropCover: new Interface(cropCoverAbi),
};

export type ContractName = keyof typeof interfaces;
