import { chainReader } from '@fieldseal/contracts/reader';
import {
  type Bundle,
  OUTCOMES,
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
  /** What does not speak against the piece but must be known, such as an event that was later declared wrong. */
  notes: readonly Step[];
}

/**
 * Checks the bundle of a piece here, on the shopper's device, asking only the chain behind `node`.
 * The contracts must be the ones given in `chain`: a forger's own contracts are refused.
 */
export function check(
  bytes: Uint8Array,
  piece: Piece,
  chain: ChainAddresses,
  node: string,
  onStep: (step: Step) => void,
): Promise<Checked> {
  return checkBundle(bytes, ({ item }) => isAbout(item, piece), chain, node, onStep);
}

/** The same for any bundle. @param isWanted whether it is about what the page shows */
export async function checkBundle(
  bytes: Uint8Array,
  isWanted: (bundle: Bundle, report: Report) => boolean,
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
  const notes = report.steps.filter(({ code }) => OUTCOMES[code].kind === 'note');
  return { report, bundle, ofThisPiece: bundle !== undefined && isWanted(bundle, report), notes };
}

function isAbout(item: string, { gtin, serial }: Piece): boolean {
  try {
    const { identifier } = parseDigitalLink(item);
    return identifier.kind === 'product' && identifier.product === gtin && identifier.serial === serial;
  } catch {
    return false;
  }
}
