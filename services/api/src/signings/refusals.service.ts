import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Actor } from '../access/actor.ts';
import { Person } from '../people/person.entity.ts';
import { WITHDRAWN } from '../platform/idempotency.interceptor.ts';
import { found, Problem } from '../platform/problems.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { Signing } from './signing.entity.ts';
import { SigningRefusal } from './signing-refusal.entity.ts';
import type { NewRefusal, RefusalView } from './refusals.schemas.ts';

const SHOWN = 200;

/**
 * The answer kept for the request that recorded a signing goes too; whoever sends that request again is told why. Both
 * were written in one transaction, and so at one time.
 */
const WITHDRAW_ANSWER = `
  UPDATE idempotency i SET status = ${WITHDRAWN}, secret_answer = NULL, answer = to_jsonb($2::text)
  FROM signing s WHERE s.id = $1 AND i.principal = s.person_id::text AND i.created_at = s.created_at`;

/** A person need not sign what waits for them. */
@Injectable()
export class RefusalsService {
  constructor(private readonly unit: UnitOfWork) {}

  /**
   * Deletes the documents and what was recorded with them; that it was refused, by whom and why, stays. Refusing again
   * changes nothing.
   * @throws Problem not-found, or conflict when it is signed already
   */
  async refuse({ personId }: Actor, id: string, { reason }: NewRefusal): Promise<RefusalView> {
    const signings = this.unit.repository(Signing);
    const signing = await signings.findOne({ where: { id, personId }, lock: { mode: 'pessimistic_write' } });
    const refusals = this.unit.repository(SigningRefusal);
    if (signing === null) return this.viewOf(found(await refusals.findOneBy({ id, personId }), `Signing ${id}`));
    if (signing.completedAt !== null) throw new Problem('conflict', 'These documents are signed already.');
    const { organisationId, deviceKeyId, stage, subjects, createdAt: recordedAt } = signing;
    const refusal = { id, organisationId, personId, deviceKeyId, stage, subjects, reason, recordedAt };
    await this.unit.query(WITHDRAW_ANSWER, [id, `What this request recorded was refused: ${reason}`]);
    await signings.delete({ id });
    return this.viewOf(await refusals.save({ ...refusal, refusedAt: new Date() }));
  }

  /** Of everybody in the organisation, newest first. */
  async list({ organisationId }: Actor): Promise<RefusalView[]> {
    const order = { refusedAt: 'DESC', id: 'ASC' } as const;
    return this.views(
      await this.unit.repository(SigningRefusal).find({ where: { organisationId }, order, take: SHOWN }),
    );
  }

  private async viewOf(refusal: SigningRefusal): Promise<RefusalView> {
    const [view] = await this.views([refusal]);
    return found(view, `Refusal ${refusal.id}`);
  }

  private async views(refusals: readonly SigningRefusal[]): Promise<RefusalView[]> {
    const people = await this.unit.repository(Person).findBy({ id: In(refusals.map(({ personId }) => personId)) });
    const names = new Map(people.map(({ id, name }) => [id, name]));
    return refusals.map(({ id, stage, subjects, personId, reason, recordedAt, refusedAt }) => ({
      id,
      stage,
      subjects,
      person: { id: personId, name: names.get(personId) ?? '' },
      reason,
      recordedAt: recordedAt.toISOString(),
      refusedAt: refusedAt.toISOString(),
    }));
  }
}
