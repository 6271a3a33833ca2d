import * as z from 'zod/mini';
import { contractsSchema } from '../bundle/schema.ts';
import type { Contracts } from '../bundle/schema.ts';
import type { ChainReader } from '../verification/chain-reader.ts';
import { step } from '../verification/report.ts';
import type { Report } from '../verification/report.ts';
import { tell, verifyBundle } from '../verification/verify-bundle.ts';
import type { VerifyOptions } from '../verification/verify-bundle.ts';
import { openEvidence } from './open-evidence.ts';

const NOWHERE = `0x${'0'.repeat(40)}`;
const namingContracts = z.object({ chain: contractsSchema });

/**
 * Verifies downloaded evidence, an archive or a bundle alone, with nothing but a chain to ask.
 * Never throws; the report names the reason.
 * @param readerOf makes a reader that asks these contracts: the trusted ones, or else those the bundle names
 */
export async function verifyEvidence(
  bytes: Uint8Array,
  readerOf: (contracts: Contracts) => ChainReader,
  options: VerifyOptions = {},
): Promise<Report> {
  const opened = openEvidence(bytes);
  if (!opened.ok) {
    const failure = step(opened.code, opened.detail);
    tell(options.onStep, failure);
    return { ok: false, steps: [failure], failure, issuers: [], certificates: [] };
  }
  const { bundle, files } = opened;
  const agrees = files === undefined ? [] : [step('archive-agrees', String(files.length))];
  agrees.forEach((done) => {
    tell(options.onStep, done);
  });
  const report = await verifyBundle(bundle, readerOf(options.trust ?? contractsNamedIn(bundle)), options);
  return { ...report, steps: [...agrees, ...report.steps] };
}

/** Where to ask when the person trusts no contracts of their own; the bundle itself is judged later. */
function contractsNamedIn(bundle: Uint8Array): Contracts {
  try {
    return namingContracts.parse(JSON.parse(new TextDecoder().decode(bundle))).chain;
  } catch {
    return { chainId: 0, sealLog: NOWHERE, issuerRegistry: NOWHERE };
  }
}
