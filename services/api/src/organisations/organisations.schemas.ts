import { z } from 'zod';
import { words } from '../platform/schemas.ts';

export const OrganisationKind = z.enum([
  'platform',
  'farm',
  'factory',
  'appraiser',
  'warehouse',
  'assessor',
  'insurer',
  'regulator',
]);
export type OrganisationKind = z.infer<typeof OrganisationKind>;

/** A name in both languages of the system. */
export const BilingualName = z.object({ zh: words(120), en: words(120) });

export const NewOrganisation = z
  .strictObject({ kind: OrganisationKind.exclude(['platform']), name: BilingualName })
  .meta({ examples: [{ kind: 'farm', name: { zh: '东坡茶园', en: 'East Slope Tea Garden' } }] });
export type NewOrganisation = z.infer<typeof NewOrganisation>;

export const OrganisationView = z.object({
  id: z.uuid(),
  kind: OrganisationKind,
  name: BilingualName,
  did: z.string(),
  issuerKey: z.string().describe('Ed25519 public key, hexadecimal'),
  account: z.string().describe('address on the chain'),
});
export type OrganisationView = z.infer<typeof OrganisationView>;
export const OrganisationList = z.object({ organisations: z.array(OrganisationView) });
