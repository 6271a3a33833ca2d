import { chainReader } from '@fieldseal/contracts/reader';
import {
  agreeingReader,
  type Bundle,
  type Contracts,
  type Report,
  type Step,
  verifyEvidence,
} from '@fieldseal/provenance';

/** Whom to ask. */
export interface Question {
  readonly nodes: readonly [string, ...string[]];
  readonly trust: Contracts | undefined;
}

export interface Answer {
  readonly report: Report;
  /** What was verified, when it could be read at all. */
  readonly bundle: Bundle | undefined;
}

/** Checks evidence against the nodes alone; several nodes must agree. */
export async function check(
  bytes: Uint8Array,
  { nodes: [node, ...others], trust }: Question,
  onStep: (step: Step) => void,
): Promise<Answer> {
  let bundle: Bundle | undefined;
  const onBundle = (read: Bundle): void => {
    bundle = read;
  };
  const options = { onStep, onBundle, ...(trust === undefined ? {} : { trust }) };
  const report = await verifyEvidence(
    bytes,
    (contracts) =>
      agreeingReader([chainReader(node, contracts), ...others.map((other) => chainReader(other, contracts))]),
    options,
  );
  return { report, bundle };
}

const CONTRACTS = /^(\d{1,15}):(0x[0-9a-fA-F]{40}):(0x[0-9a-fA-F]{40})$/;

/** `chainId:sealLog:issuerRegistry`, as `npm run verify -- --trust` takes it; undefined when it is something else. */
export function parseContracts(text: string): Contracts | undefined {
  const [, chainId, sealLog, issuerRegistry] = CONTRACTS.exec(text) ?? [];
  if (sealLog === undefined || issuerRegistry === undefined) return undefined;
  return { chainId: Number(chainId), sealLog: sealLog.toLowerCase(), issuerRegistry: issuerRegistry.toLowerCase() };
}
