import { z } from 'zod';
import { BilingualName } from '../organisations/organisations.schemas.ts';
import { words } from '../platform/schemas.ts';

export const STAGES = ['birth', 'identity', 'residence', 'graduation'] as const;
export const Stage = z.enum(STAGES);
export type Stage = z.infer<typeof Stage>;

/** The number of a stage in the issuer registry on chain. */
export const stageNumber = (stage: Stage): 0 | 1 | 2 | 3 => STAGES.indexOf(stage) as 0 | 1 | 2 | 3;

/** The certificates of the four stages, and the grower's promise 承诺达标合格证, in the order of life. */
export const CertificateKind = z.enum(['birth', 'conformity', 'identity', 'residence', 'graduation']);
export type CertificateKind = z.infer<typeof CertificateKind>;

/** The stage that an issuer of such a certificate must be accredited for. */
export const accreditedStage = (kind: CertificateKind): Stage => (kind === 'conformity' ? 'birth' : kind);

export const CertificateStatus = z.enum(['awaiting-countersignature', 'issued', 'suspended', 'revoked']);
export type CertificateStatus = z.infer<typeof CertificateStatus>;

export const CertificateQuery = z.object({ status: CertificateStatus.optional(), stage: CertificateKind.optional() });
export type CertificateQuery = z.infer<typeof CertificateQuery>;

export const CertificateView = z.object({
  id: z.uuid(),
  stage: CertificateKind,
  status: CertificateStatus,
  issuer: BilingualName,
  subject: z.string(),
  issuedAt: z.iso.datetime().optional(),
  digest: z.string().optional(),
});
export type CertificateView = z.infer<typeof CertificateView>;
export const CertificateList = z.object({ certificates: z.array(CertificateView) });

export const StatusAction = z.enum(['revoke', 'suspend', 'reinstate']);
export type StatusAction = z.infer<typeof StatusAction>;

/** Identity certificates that an appraiser signs at once: all of them, or none. */
export const Countersigning = z
  .strictObject({
    certificates: z
      .array(z.uuid())
      .min(1)
      .max(200)
      .refine((ids) => new Set(ids).size === ids.length, 'a certificate is named twice'),
  })
  .meta({ examples: [{ certificates: ['6f1c1b1e-3d0a-4c53-9d5e-0a5c5a4f2b11'] }] });
export type Countersigning = z.infer<typeof Countersigning>;

/** Why a certificate is withdrawn or reinstated, for everybody to read. */
export const StatusReason = z
  .strictObject({ reason: words(500) })
  .meta({ examples: [{ reason: '复检发现农药残留超标 Residues above the limit in a second test' }] });
export type StatusReason = z.infer<typeof StatusReason>;

export const StatusHistory = z.object({
  changes: z
    .array(
      z.object({
        action: StatusAction,
        reason: z.string(),
        at: z.iso.datetime(),
        by: BilingualName.describe('the organisation'),
        person: z.string().describe('who of it'),
        listDigest: z.string().describe('SHA-256 of the status list that published it: its leaf in the seal log'),
      }),
    )
    .describe('oldest first'),
});
export type StatusHistory = z.infer<typeof StatusHistory>;
