import { z } from 'zod';
import { CertificateKind, CertificateStatus } from '../certificates/certificates.schemas.ts';
import { BilingualName } from '../organisations/organisations.schemas.ts';
import { ReviewView } from '../reviews/reviews.schemas.ts';

/** What the shopper's page shows besides the bundle that it verifies by itself. */
export const PassportView = z.object({
  gtin: z.string(),
  serial: z.string(),
  digitalLink: z.string(),
  product: BilingualName,
  photo: z.boolean().describe('whether there is a photograph of the piece'),
  rendered: z.boolean().describe('the picture was drawn by the sample renderer and must be labelled so'),
  sealed: z.object({ treeSize: z.number().int(), sealedAt: z.iso.datetime() }).nullable(),
  sold: z.boolean(),
  certificates: z.array(
    z.object({
      id: z.uuid(),
      stage: CertificateKind,
      status: CertificateStatus,
      issuer: BilingualName,
      issuedAt: z.iso.datetime().optional(),
    }),
  ),
  reviews: z.array(ReviewView),
});
export type PassportView = z.infer<typeof PassportView>;
