import type { Organisation } from '../organisations/organisation.entity.ts';

/** How a certificate names its issuer: the key that signs, and both names. */
export function issuerOf(organisation: Organisation): { id: string; name: string } {
  return { id: organisation.did, name: `${organisation.nameZh} ${organisation.nameEn}` };
}
