import { bytesToHex, digest, type Step } from '@fieldseal/provenance';
import type { Sheet } from '@fieldseal/provenance/rendering';
import type { ChainAddresses } from '../api/model.ts';
import type { Checked } from '../shopper/checked.ts';
import { checkBundle } from '../shopper/verify.ts';

/** Checks the evidence of a certificate here, on the reader's device: it must prove the very document that the page shows. */
export function check(
  bytes: Uint8Array,
  { certificate }: Sheet,
  chain: ChainAddresses,
  node: string,
  onStep: (step: Step) => void,
): Promise<Checked> {
  const shown = bytesToHex(digest(certificate));
  const isWanted = ({ certificates }: { certificates: readonly { document: object }[] }): boolean =>
    certificates.some(({ document }) => bytesToHex(digest({ ...document })) === shown);
  return checkBundle(bytes, isWanted, chain, node, onStep);
}
