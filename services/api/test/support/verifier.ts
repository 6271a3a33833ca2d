import { chainReader } from '@fieldseal/contracts/reader';
import { type Contracts, type Report, verifyBundle } from '@fieldseal/provenance';
import type { TestApplication } from './application.ts';
import type { Cake } from './custody.ts';
import { eventually } from './season.ts';

async function contractsOf(application: TestApplication): Promise<Contracts> {
  const { body } = await application.visitor().get('/api/chain');
  const [sealLog, issuerRegistry] = [body.text('sealLog').toLowerCase(), body.text('issuerRegistry').toLowerCase()];
  return { chainId: body.number('chainId'), sealLog, issuerRegistry };
}

/** A shopper's verifier: it asks the chain, and trusts nothing but the contracts' addresses. */
export async function verify(application: TestApplication, bytes: Uint8Array): Promise<Report> {
  const trust = await contractsOf(application);
  return verifyBundle(bytes, chainReader(application.chain.url, trust), { trust });
}

/** What the chain says of a key. */
export async function accreditationOnChain(application: TestApplication, key: Uint8Array, stage: 0 | 1 | 2 | 3) {
  return chainReader(application.chain.url, await contractsOf(application)).accreditation(key, stage);
}

/** The bundle of a cake, once it speaks of so many certificates. */
export function bundleOf(application: TestApplication, cake: Cake, certificates: number): Promise<Uint8Array> {
  return eventually(async () => {
    const { status, bytes, body } = await application.visitor().get(`${cake.path}/bundle`);
    return status === 200 && body.list('certificates').length >= certificates ? bytes : undefined;
  }, `a bundle with ${certificates} certificates`);
}
