import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/actor.ts';
import { found, Problem } from '../platform/problems.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { SealLogService } from '../seals/seal-log.service.ts';
import { StatusListsService } from '../status-lists/status-lists.service.ts';
import { StoredCertificate } from './certificate.entity.ts';
import type { StatusAction, StatusHistory } from './certificates.schemas.ts';
import { StatusChange } from './status-change.entity.ts';
import { STATUS_STEPS } from './status-steps.ts';

type Change = StatusHistory['changes'][number];
interface ChangeRow extends Pick<Change, 'action' | 'reason' | 'person'> {
  readonly changed_at: Date;
  readonly name_zh: string;
  readonly name_en: string;
  readonly list_digest: Buffer;
}

/**
 * Withdrawing and reinstating certificates: the issuer's own doing, since it is the issuer's list. A regulator does not
 * sign in the name of others; it suspends the accreditation of the issuer's key on chain.
 */
@Injectable()
export class WithdrawalsService {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly lists: StatusListsService,
    private readonly log: SealLogService,
  ) {}

  /**
   * Changes the status of a certificate of the actor's organisation: in the same transaction its status list is signed
   * anew and left to be sealed, so that nobody can say later that it was withdrawn at another time.
   * @throws Problem not-found, or conflict when the certificate is not in a state that this leads away from
   */
  async change(actor: Actor, id: string, action: StatusAction, reason: string): Promise<StoredCertificate> {
    const certificates = this.unit.repository(StoredCertificate);
    const where = { id, organisationId: actor.organisationId };
    const certificate = found(
      await certificates.findOne({ where, lock: { mode: 'pessimistic_write' } }),
      `Certificate ${id} of your organisation`,
    );
    const { from, to, purpose, isSet } = STATUS_STEPS[action];
    if (!from.includes(certificate.status))
      throw new Problem('conflict', `This certificate is ${certificate.status}; ${action} takes ${from.join(' or ')}.`);
    const { document, digest } = await this.lists.set(certificate.document, purpose, isSet);
    await this.log.append(digest);
    await this.unit.repository(StatusChange).save({
      certificateId: id,
      action,
      reason,
      personId: actor.personId,
      list: document,
      listDigest: digest,
      changedAt: new Date(document.validFrom),
    });
    return certificates.save(Object.assign(certificate, { status: to }));
  }

  /** Every change of a certificate's status, oldest first. */
  async of(certificateId: string): Promise<Change[]> {
    const rows = await this.unit.query<ChangeRow>(
      `SELECT s.action, s.reason, s.changed_at, s.list_digest, p.name AS person, o.name_zh, o.name_en
       FROM status_change s JOIN person p ON p.id = s.person_id JOIN organisation o ON o.id = p.organisation_id
       WHERE s.certificate_id = $1 ORDER BY s.id LIMIT 1000`,
      [certificateId],
    );
    return rows.map(({ action, reason, person, changed_at, name_zh: zh, name_en: en, list_digest }) => ({
      action,
      reason,
      at: changed_at.toISOString(),
      by: { zh, en },
      person,
      listDigest: list_digest.toString('hex'),
    }));
  }
}
