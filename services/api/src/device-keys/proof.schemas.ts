import { z } from 'zod';

const Context = z.string().max(500);

/** A Data Integrity proof that a phone made (VC Data Integrity 1.0 section 2.1, `eddsa-jcs-2022`). */
export const DeviceProof = z.strictObject({
  '@context': z.union([Context, z.array(Context).max(10)]).optional(),
  type: z.literal('DataIntegrityProof'),
  cryptosuite: z.literal('eddsa-jcs-2022'),
  created: z.iso.datetime({ offset: true }),
  verificationMethod: z.string().max(200),
  proofPurpose: z.literal('assertionMethod'),
  proofValue: z.string().regex(/^z[1-9A-HJ-NP-Za-km-z]{1,99}$/, 'multibase base58btc'),
});
export type DeviceProof = z.infer<typeof DeviceProof>;
