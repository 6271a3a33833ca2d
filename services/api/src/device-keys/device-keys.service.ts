import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { publicKeyOfDid, verifyProofs } from '@fieldseal/provenance';
import type { Actor } from '../access/actor.ts';
import { AccreditationChanges } from '../accreditations/accreditation-changes.ts';
import { AccreditationsService } from '../accreditations/accreditations.service.ts';
import type { Stage } from '../certificates/certificates.schemas.ts';
import { found, Problem } from '../platform/problems.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { Challenges } from './challenges.ts';
import { DeviceKey } from './device-key.entity.ts';
import type {
  DeviceKeyChallenge,
  DeviceKeyRevocation,
  DeviceKeyState,
  DeviceKeyView,
  NewDeviceKey,
} from './device-keys.schemas.ts';
import { DeviceKeyViews } from './device-key-views.ts';

const MOST_OF_A_PERSON = 20;

@Injectable()
export class DeviceKeysService {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly challenges: Challenges,
    private readonly accreditations: AccreditationsService,
    private readonly changes: AccreditationChanges,
    private readonly views: DeviceKeyViews,
  ) {}

  challenge({ personId }: Actor): DeviceKeyChallenge {
    const { challenge, until } = this.challenges.issue(personId, new Date());
    return { challenge, person: personId, until: until.toISOString() };
  }

  /**
   * Registers the key of the person's phone, which shows that it has the secret half. It signs for nobody until the
   * accreditation body has accredited it.
   * @throws Problem conflict when the challenge is over, the key is known, or the person has too many
   */
  async register(actor: Actor, { did, name, challenge, proof }: NewDeviceKey): Promise<DeviceKeyView> {
    const { personId, organisationId } = actor;
    this.challenges.require(challenge, personId, new Date());
    const publicKey = publicKeyOfDid(did);
    const statement = { type: 'DeviceKeyRegistration', did, name, person: personId, challenge, proof };
    const [result] = verifyProofs(statement);
    if (publicKey === undefined || result?.verified !== true || result.did !== did)
      throw new Problem('invalid-input', 'The proof is not of this key over this registration.', [
        {
          pointer: '/proof',
          code: 'proof-wrong',
          detail: 'sign {type, did, name, person, challenge} with the new key',
        },
      ]);
    const keys = this.unit.repository(DeviceKey);
    if (await keys.existsBy({ did })) throw new Problem('conflict', 'This key is registered already.');
    if ((await keys.countBy({ personId })) >= MOST_OF_A_PERSON)
      throw new Problem('conflict', `A person may register ${MOST_OF_A_PERSON} phones.`);
    const key = { id: randomUUID(), organisationId, personId, name, did, issuerKey: Buffer.from(publicKey) };
    return this.views.of(await keys.save({ ...key, revokedAt: null, revokedBy: null, revocationReason: null }));
  }

  /** Everybody's for the accreditation body and the administrator, else the organisation's. */
  list(actor: Actor, state: DeviceKeyState | undefined): Promise<DeviceKeyView[]> {
    const sees = actor.role === 'regulator' || actor.role === 'administrator';
    return this.views.list(sees ? undefined : actor.organisationId, state);
  }

  /**
   * The key signs nothing more, here and on the chain. What waits for its signature stays, to be signed otherwise.
   * @throws Problem not-found for a key of another organisation, conflict when it is revoked already
   */
  async revoke(actor: Actor, id: string, { since, reason }: DeviceKeyRevocation): Promise<DeviceKeyView> {
    const { organisationId, personId } = actor;
    const where = actor.role === 'regulator' ? { id } : { id, organisationId };
    const keys = this.unit.repository(DeviceKey);
    const key = found(await keys.findOne({ where, lock: { mode: 'pessimistic_write' } }), `Device key ${id}`);
    if (key.revokedAt !== null) throw new Problem('conflict', 'This key is revoked already.');
    const revokedAt = since === undefined ? new Date() : new Date(since);
    await this.changes.suspend(key.issuerKey, revokedAt, `the phone ${key.name}`);
    const change = { revokedAt, revokedBy: personId, revocationReason: reason ?? null };
    return this.views.of(await keys.save(Object.assign(key, change)));
  }

  /**
   * A key of the person's own phones that may sign for a stage now. It cannot be revoked before the transaction ends.
   * @throws Problem not-found, or not-accredited
   */
  async ready({ personId }: Pick<Actor, 'personId'>, id: string, stage: Stage): Promise<DeviceKey> {
    const own = { where: { id, personId }, lock: { mode: 'pessimistic_read' } } as const;
    const key = found(await this.unit.repository(DeviceKey).findOne(own), `Device key ${id}`);
    if (key.revokedAt !== null) throw new Problem('not-accredited', "This phone's key is revoked.");
    await this.accreditations.requireOnChain(key.issuerKey, stage);
    return key;
  }
}
