import type { LocalName, RegisteredKey } from '../api/model.ts';

/** A registered key as the accreditation body sees it. */
export interface Phone extends RegisteredKey {
  organisation: LocalName;
  /** Of the certificates that its owner signs. */
  stage?: 'birth' | 'identity' | 'residence' | 'graduation';
  revocationReason?: string;
}

/** Where a phone is on its way: refused or ended, waiting for the accreditation body, for the chain, or ready. */
export type Standing = 'ended' | 'asking' | 'writing' | 'reverted' | 'ready';

/** A revoked key is over whatever it was accredited for before. */
export function standingOf({ revokedAt, accreditations }: Pick<Phone, 'revokedAt' | 'accreditations'>): Standing {
  if (revokedAt !== undefined) return 'ended';
  const states = accreditations.map(({ transaction }) => transaction.status);
  if (states.length === 0) return 'asking';
  if (states.includes('reverted')) return 'reverted';
  return states.every((state) => state === 'mined') ? 'ready' : 'writing';
}

/** That a person refused to sign something. */
export interface Refusal {
  id: string;
  stage: string;
  reason: string;
  person: { id: string; name: string };
  refusedAt: string;
}
