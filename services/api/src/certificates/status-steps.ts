import type { StatusPurpose } from '@fieldseal/provenance';
import type { CertificateStatus, StatusAction } from './certificates.schemas.ts';

/** One way for a certificate's status to change, and the bit that says so. */
export interface StatusStep {
  readonly from: readonly CertificateStatus[];
  readonly to: CertificateStatus;
  readonly purpose: StatusPurpose;
  readonly isSet: boolean;
}

/** Revoking is final: no step leads away from it. */
export const STATUS_STEPS: Readonly<Record<StatusAction, StatusStep>> = {
  revoke: {
    from: ['awaiting-countersignature', 'issued', 'suspended'],
    to: 'revoked',
    purpose: 'revocation',
    isSet: true,
  },
  suspend: { from: ['issued'], to: 'suspended', purpose: 'suspension', isSet: true },
  reinstate: { from: ['suspended'], to: 'issued', purpose: 'suspension', isSet: false },
};
