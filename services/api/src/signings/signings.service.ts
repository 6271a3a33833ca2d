import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/actor.ts';
import type { Stage } from '../certificates/certificates.schemas.ts';
import { CertificatesService, type Draft } from '../certificates/certificates.service.ts';
import { issuerOf } from '../certificates/issuer.ts';
import { DeviceKeysService } from '../device-keys/device-keys.service.ts';
import type { DeviceProof } from '../device-keys/proof.schemas.ts';
import type { Organisation } from '../organisations/organisation.entity.ts';
import { OrganisationsService } from '../organisations/organisations.service.ts';
import { found, Problem } from '../platform/problems.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { requireProofs } from './require-proofs.ts';
import { type IdentifiedEvent, Recorder } from './recorder.ts';
import { Signing } from './signing.entity.ts';
import { SigningRefusal } from './signing-refusal.entity.ts';
import type { SigningDocuments, SigningView } from './signings.schemas.ts';
import { documentsOf, SigningViews } from './signing-views.ts';

/** Certificates are dated again when they waited longer than this: they are issued when they are signed. */
const DATED_FOR_MS = 60 * 60_000;

/** What a person recorded: events, and certificates that rest on them. */
export interface Work {
  readonly stage: Stage;
  readonly events: readonly IdentifiedEvent[];
  readonly drafts: readonly Draft[];
}

/** The id under which a certificate is going to be stored. */
export const certificateIdOf = ({ document }: Draft): string => document.id.slice('urn:uuid:'.length);

/** Records what people did, signed by their organisation, and by their phone before that where it has a key. */
@Injectable()
export class SigningsService {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly organisations: OrganisationsService,
    private readonly certificates: CertificatesService,
    private readonly deviceKeys: DeviceKeysService,
    private readonly recorder: Recorder,
    private readonly views: SigningViews,
  ) {}

  /**
   * Records at once, or with a device key sets the documents aside until the phone has signed them.
   * @returns the signing that they wait for, if they do
   * @throws Problem not-accredited, or conflict when a subject has such a certificate, issued or waiting
   */
  async record(
    actor: Actor,
    organisation: Organisation,
    { stage, events, drafts }: Work,
    deviceKeyId: string | undefined,
  ): Promise<string | undefined> {
    await this.refuseWaiting(drafts, stage);
    const prepared = await this.certificates.prepareAll(organisation, drafts);
    if (deviceKeyId === undefined) {
      await this.recorder.record(organisation, { events, certificates: prepared }, []);
      return undefined;
    }
    const key = await this.deviceKeys.ready(actor, deviceKeyId, stage);
    const id = randomUUID();
    const signing = Object.assign(new Signing(), {
      id,
      organisationId: organisation.id,
      personId: actor.personId,
      deviceKeyId: key.id,
      stage,
      subjects: drafts.map(({ subject }) => subject),
      certificateIds: drafts.map(certificateIdOf),
      events: [...events],
      drafts: [...drafts],
      prepared,
      preparedAt: new Date(),
    });
    await this.unit.repository(Signing).save(signing);
    return id;
  }

  /** What waits for the person's signature, oldest first. */
  list(actor: Actor): Promise<SigningView[]> {
    return this.views.waitingFor(actor.personId);
  }

  /** The documents exactly as they are to be signed, dated now if they have waited long. @throws Problem not-found */
  async open(actor: Actor, id: string): Promise<SigningDocuments> {
    const signing = await this.lock({ id, personId: actor.personId });
    if (signing.completedAt === null) await this.date(signing);
    return { ...(await this.views.of(signing)), documents: documentsOf(signing) };
  }

  /**
   * Takes the phone's proofs, adds the organisation's and records everything. Signing again what is signed changes
   * nothing.
   * @throws Problem invalid-input naming each proof that is not of this key over its document, or not-accredited
   */
  async sign(actor: Actor, id: string, proofs: readonly DeviceProof[]): Promise<SigningView> {
    const signing = await this.lock({ id, personId: actor.personId });
    if (signing.completedAt !== null) return this.views.of(signing);
    const key = await this.deviceKeys.ready(actor, signing.deviceKeyId, signing.stage);
    requireProofs(documentsOf(signing), proofs, key.did, new Date());
    return this.complete(signing, proofs);
  }

  /**
   * Gives the phone up for this record: the organisation signs alone, as it does for phones without a key.
   * @throws Problem not-found, or conflict when it is signed already
   */
  async release(actor: Actor, id: string): Promise<SigningView> {
    const signing = await this.lock({ id, organisationId: actor.organisationId });
    if (signing.completedAt !== null) throw new Problem('conflict', 'These documents are signed already.');
    await this.date(signing);
    return this.complete(signing, []);
  }

  /** Certificate id -> signing that it waits for. */
  async waiting(certificateIds: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.unit.query<{ id: string; certificate: string }>(
      `SELECT id, unnest(certificate_ids) AS certificate FROM signing
       WHERE certificate_ids && $1::uuid[] AND completed_at IS NULL`,
      [certificateIds],
    );
    return new Map(rows.map(({ id, certificate }) => [certificate, id]));
  }

  private async complete(signing: Signing, proofs: readonly DeviceProof[]): Promise<SigningView> {
    const organisation = await this.organisations.get(signing.organisationId);
    await this.recorder.record(organisation, { events: signing.events, certificates: signing.prepared }, proofs);
    signing.completedAt = new Date();
    signing.signedBy = proofs.length > 0 ? 'device' : 'organisation';
    return this.views.of(await this.unit.repository(Signing).save(signing));
  }

  /** Dates the certificates now and names the organisation's key of now, unless that was just done. */
  private async date(signing: Signing): Promise<void> {
    const organisation = await this.organisations.get(signing.organisationId);
    const now = new Date();
    const issuer = issuerOf(organisation);
    const current = signing.prepared.every(({ document }) => document.issuer.id === issuer.id);
    if (current && now.getTime() - signing.preparedAt.getTime() < DATED_FOR_MS) return;
    const drafts = signing.drafts.map((draft) => ({
      ...draft,
      document: { ...draft.document, issuer, validFrom: now.toISOString() },
    }));
    signing.prepared = await this.certificates.prepareAll(organisation, drafts);
    signing.preparedAt = now;
    await this.unit.repository(Signing).save(signing);
  }

  private async refuseWaiting(drafts: readonly Draft[], stage: Stage): Promise<void> {
    const subjects = drafts.map(({ subject }) => subject);
    const [waiting] = await this.unit.query<{ id: string }>(
      'SELECT id FROM signing WHERE subjects && $1::text[] AND stage = $2 AND completed_at IS NULL LIMIT 1',
      [subjects, stage],
    );
    if (waiting !== undefined)
      throw new Problem('conflict', `A ${stage} certificate of this waits for a phone's signature (${waiting.id}).`);
  }

  private async lock(where: Partial<Pick<Signing, 'id' | 'personId' | 'organisationId'>>): Promise<Signing> {
    const locked = { where, lock: { mode: 'pessimistic_write' } } as const;
    const signing = await this.unit.repository(Signing).findOne(locked);
    const refusal = signing === null ? await this.unit.repository(SigningRefusal).findOneBy(where) : null;
    if (refusal !== null)
      throw new Problem('not-found', `Nothing is left to sign: it was refused on ${refusal.refusedAt.toISOString()}.`);
    return found(signing, `Signing ${where.id ?? ''}`);
  }
}
