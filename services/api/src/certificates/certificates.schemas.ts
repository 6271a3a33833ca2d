import { z } from 'zod';
import { BilingualName } from '../organisations/organisations.schemas.ts';

export const STAGES = ['birth', 'identity', 'residence', 'graduation'] as const;
export const Stage = z.enum(STAGES);
export type Stage = z.infer<typeof Stage>;

/** The number of a stage in the issuer registry on chain. */
export const stageNumber = (stage: Stage): 0 | 1 | 2 | 3 => STAGES.indexOf(stage) as 0 | 1 | 2 | 3;

export const CertificateStatus = z.enum(['awaiting-countersignature', 'issued']);
export type CertificateStatus = z.infer<typeof CertificateStatus>;

export const CertificateQuery = z.object({ status: CertificateStatus.optional(), stage: Stage.optional() });
export type CertificateQuery = z.infer<typeof CertificateQuery>;

export const CertificateView = z.object({
  id: z.uuid(),
  stage: Stage,
  status: CertificateStatus,
  issuer: BilingualName,
  subject: z.string(),
  issuedAt: z.iso.datetime().optional(),
  digest: z.string().optional(),
});
export type CertificateView = z.infer<typeof CertificateView>;
export const CertificateList = z.object({ certificates: z.array(CertificateView) });
