import { chainReader } from '@fieldseal/contracts/reader';
import {
  type Bundle,
  parseBundle,
  parseDigitalLink,
  type Report,
  type Step,
  verifyBundle,
} from '@fieldseal/provenance';
import type { ChainAddresses } from '../api/model.ts';
import type { Piece } from './context.ts';

/** The report of the check with the documents it was made on, when they could be read at all. */
export interface Checked {
  report: Report;
  bundle: Bundle | undefined;
  /** Whether the bundle is about the piece that was scanned; a true record of another cake proves nothing here. */
  ofThisPiece: boolean;
}

/**
 * Checks a bundle here, on the shopper's device, asking only the chain behind `node`.
 * The contracts must be the ones given in `chain`: a forger's own contracts are refused.
 */
export async function check(
  bytes: Uint8Array,
  piece: Piece,
  chain: ChainAddresses,
  node: string,
  onStep: (step: Step) => void,
): Promise<Checked> {
  const trust = {
    chainId: chain.chainId,
    sealLog: chain.sealLog.toLowerCase(),
    issuerRegistry: chain.issuerRegistry.toLowerCase(),
  };
  const report = await verifyBundle(bytes, chainReader(node, trust), { trust, onStep });
  const parsed = parseBundle(bytes);
  const bundle = parsed.ok ? parsed.bundle : undefined;
  return { report, bundle, ofThisPiece: bundle !== undefined && isAbout(bundle.item, piece) };
}

function isAbout(item: string, { gtin, serial }: Piece): boolean {
  try {
    const { identifier } = parseDigitalLink(item);
    return identifier.kind === 'product' && identifier.product === gtin && identifier.serial === serial;
  } catch {
    return false;
  }
}
