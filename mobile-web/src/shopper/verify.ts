import { chainReader } from '@fieldseal/contracts/reader';
import {
  type Bundle,
  isUndecided,
  OUTCOMES,
  parseDigitalLink,
  type Report,
  type Step,
  verifyBundle,
} from '@fieldseal/provenance';
import type { ChainAddresses } from '../api/model.ts';
import type { Checked } from './checked.ts';
import type { Piece } from './context.ts';

export { drawStage } from './Certificate.ts';

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
  let bundle: Bundle | undefined;
  const onBundle = (read: Bundle): void => {
    bundle = read;
  };
  const report = await verifyBundle(bytes, chainReader(node, trust), { trust, onStep, onBundle });
  const notes = report.steps.filter(({ code }) => OUTCOMES[code].kind === 'note');
  const ofThisPiece = bundle !== undefined && isWanted(bundle, report);
  return { report, bundle, ofThisPiece, undecided: isUndecided(report), notes };
}

function isAbout(item: string, { gtin, serial }: Piece): boolean {
  try {
    const { identifier } = parseDigitalLink(item);
    return identifier.kind === 'product' && identifier.product === gtin && identifier.serial === serial;
  } catch {
    return false;
  }
}
