import { type SealReader, sealReader } from '@fieldseal/contracts/seal-reader';

const TIMEOUT_MS = 30_000;

/** A node of the chain that cannot keep the auditor waiting: what it has not answered in time is an error. */
export function chainNode(rpcUrl: string, contract: string, timeoutMs = TIMEOUT_MS): SealReader {
  return sealReader(rpcUrl, contract, (address, request) =>
    fetch(address, { ...request, signal: AbortSignal.timeout(timeoutMs) }),
  );
}
