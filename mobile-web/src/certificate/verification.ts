import type { Step } from '@fieldseal/provenance';
import type { Sheet } from '@fieldseal/provenance/rendering';
import type { ChainAddresses } from '../api/model.ts';
import { path, ProblemError, send } from '../api/request.ts';
import type { VerificationState } from '../shopper/Verification.ts';

const LOOK_AGAIN_MS = 4_000;

/** Fetches the evidence of a certificate and checks it; `report` hears of every change. Unsealed, it is looked for again. */
export async function verifyCertificate(
  id: string,
  sheet: Sheet,
  node: string,
  report: (state: VerificationState) => void,
): Promise<void> {
  const steps: Step[] = [];
  report({ at: 'checking', steps });
  let bytes: Uint8Array;
  let chain: ChainAddresses;
  try {
    const [bundle, addresses] = await Promise.all([send(path('certificates', id, 'bundle')), send('/chain')]);
    bytes = new Uint8Array(await bundle.arrayBuffer());
    chain = (await addresses.json()) as ChainAddresses;
  } catch (error) {
    const isSealing = error instanceof ProblemError && error.problem.code === 'not-sealed-yet';
    report({ at: isSealing ? 'not-sealed' : 'no-record' });
    if (isSealing) window.setTimeout(() => void verifyCertificate(id, sheet, node, report), LOOK_AGAIN_MS);
    return;
  }
  const { check } = await import('./check.ts');
  const checked = await check(bytes, sheet, chain, node, (step) => {
    steps.push(step);
    report({ at: 'checking', steps });
  });
  report({ at: 'done', steps: [...checked.report.steps], checked });
}
