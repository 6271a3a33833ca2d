import type { Signer } from '@fieldseal/provenance';
import QuickLRU from 'quick-lru';
import type { Secrets } from '../platform/secrets.ts';
import type { Custody, HeldKey } from './custody.ts';
import { generateIssuerKey, issuerSigner } from './issuer-key.ts';

/** What the seeds of an organisation are encrypted for. */
export const seedPurpose = (owner: string): string => `issuer ${owner}`;

/** Keys of the organisations that sign at the moment stay decrypted in memory. */
const OPEN_KEYS = 1_000;

/** Keys made in this process; their seeds lie encrypted in the database, the key to them in a file outside it. */
export class LocalCustody implements Custody {
  private readonly secrets: Secrets;
  private readonly open = new QuickLRU<string, Signer>({ maxSize: OPEN_KEYS });

  constructor(secrets: Secrets) {
    this.secrets = secrets;
  }

  create(owner: string): Promise<HeldKey> {
    const { seed, publicKey } = generateIssuerKey();
    const issuerSecret = this.secrets.encrypt(seed, seedPurpose(owner));
    return Promise.resolve({ issuerKey: publicKey, issuerSecret, issuerHandle: null });
  }

  signer(owner: string, { issuerKey, issuerSecret }: HeldKey): Signer {
    if (issuerSecret === null) throw new Error('The seed of this issuer key is not kept here.');
    const name = `${owner} ${issuerKey.toString('hex')}`;
    const held = this.open.get(name);
    if (held !== undefined) return held;
    const signer = issuerSigner(this.secrets.decrypt(issuerSecret, seedPurpose(owner)), issuerKey);
    this.open.set(name, signer);
    return signer;
  }
}
