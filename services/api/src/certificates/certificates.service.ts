import { Injectable } from '@nestjs/common';
import { type Certificate, digest, signDocument } from '@fieldseal/provenance';
import type { Actor } from '../access/actor.ts';
import { AccreditationsService } from '../accreditations/accreditations.service.ts';
import { DidsService } from '../dids/dids.service.ts';
import { Keyring } from '../organisations/keyring.ts';
import { Organisation } from '../organisations/organisation.entity.ts';
import { OrganisationsService } from '../organisations/organisations.service.ts';
import { found, Problem } from '../platform/problems.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { SealLogService } from '../seals/seal-log.service.ts';
import { StatusRegisters } from '../status-lists/status-registers.service.ts';
import { StoredCertificate } from './certificate.entity.ts';
import { accreditedStage } from './certificates.schemas.ts';
import type { CertificateKind, CertificateQuery, CertificateView } from './certificates.schemas.ts';

/** What a stage's feature hands over to be signed. */
export interface Draft {
  readonly stage: CertificateKind;
  /** Digital Link of the lot or piece. */
  readonly subject: string;
  readonly document: Certificate;
}

@Injectable()
export class CertificatesService {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly keyring: Keyring,
    private readonly organisations: OrganisationsService,
    private readonly accreditations: AccreditationsService,
    private readonly log: SealLogService,
    private readonly registers: StatusRegisters,
    private readonly dids: DidsService,
  ) {}

  /**
   * Signs a certificate for its issuer. An identity certificate then waits for the appraiser's counter-signature;
   * the others are issued at once.
   * @throws Problem not-accredited, or conflict when the subject has a certificate of this stage
   */
  async sign(issuer: Organisation, draft: Draft): Promise<StoredCertificate> {
    return this.complete(issuer, await this.prepare(issuer, draft));
  }

  /**
   * The draft with its document exactly as it is to be signed: nothing is added later but proofs.
   * @throws Problem not-accredited, or conflict when the subject has a certificate of this stage
   */
  async prepare(issuer: Organisation, draft: Draft): Promise<Draft> {
    const [prepared = draft] = await this.prepareAll(issuer, [draft]);
    return prepared;
  }

  /**
   * The same for many at once: every certificate is given its entry in the status lists of the key that is going to sign
   * it, and names the organisation that the key belongs to.
   */
  async prepareAll(issuer: Organisation, drafts: readonly Draft[]): Promise<Draft[]> {
    for (const stage of new Set(drafts.map((draft) => accreditedStage(draft.stage))))
      await this.accreditations.require(issuer, stage);
    await this.refuseRepeated(drafts);
    const alsoKnownAs = this.dids.didOf(issuer.id);
    const byKey = Map.groupBy(drafts, ({ document }) => document.issuer.id);
    const prepared = new Map<Draft, Draft>();
    for (const [did, group] of byKey) {
      const entries = await this.registers.allocate(issuer, did, group.length);
      for (const [i, draft] of group.entries())
        prepared.set(draft, {
          ...draft,
          document: {
            ...draft.document,
            issuer: { ...draft.document.issuer, alsoKnownAs },
            credentialStatus: entries[i],
          },
        });
    }
    return drafts.map((draft) => prepared.get(draft) ?? draft);
  }

  /** Adds the organisation's proof to a prepared document, beside proofs that it has already, and stores it. */
  async complete(issuer: Organisation, { stage, subject, document }: Draft): Promise<StoredCertificate> {
    const signer = await this.keyring.signerOf(issuer, document.issuer.id);
    const signed = (await signDocument(document, signer, new Date())) as Certificate;
    const certificates = this.unit.repository(StoredCertificate);
    const certificate = certificates.create({
      id: document.id.slice('urn:uuid:'.length),
      stage,
      status: 'awaiting-countersignature',
      organisationId: issuer.id,
      subject,
      document: signed,
    });
    return stage === 'identity' ? certificates.save(certificate) : this.issue(certificate);
  }

  /** Adds the appraisal body's proof to an identity certificate and issues it. */
  async countersign(actor: Actor, id: string): Promise<StoredCertificate> {
    const locked = { where: { id }, lock: { mode: 'pessimistic_write' } } as const;
    const certificate = found(await this.unit.repository(StoredCertificate).findOne(locked), `Certificate ${id}`);
    if (certificate.status !== 'awaiting-countersignature')
      throw new Problem('conflict', `Certificate ${id} is ${certificate.status}; it takes no counter-signature.`);
    const appraiser = await this.organisations.get(actor.organisationId);
    await this.accreditations.require(appraiser, accreditedStage(certificate.stage));
    certificate.document = await signDocument(certificate.document, this.keyring.signer(appraiser), new Date());
    return this.issue(certificate);
  }

  /** The same for many, all or none. @throws Problem naming the first that takes no counter-signature */
  async countersignAll(actor: Actor, ids: readonly string[]): Promise<StoredCertificate[]> {
    const signed: StoredCertificate[] = [];
    // In one order, so that two who sign the same ones never wait for each other.
    for (const id of ids.toSorted()) signed.push(await this.countersign(actor, id));
    return signed;
  }

  /** @throws Problem not-found */
  async get(id: string): Promise<StoredCertificate> {
    return found(await this.unit.repository(StoredCertificate).findOneBy({ id }), `Certificate ${id}`);
  }

  /** The issued certificate of a stage for a lot or piece. */
  async issued(subject: string, stage: CertificateKind): Promise<StoredCertificate | null> {
    return this.unit.repository(StoredCertificate).findOneBy({ subject, stage, status: 'issued' });
  }

  /**
   * The newest certificate of each kind that was issued about each subject. Withdrawn ones that nothing replaced are among
   * them: whoever is shown the evidence must see that they are withdrawn.
   */
  newestOf(subjects: readonly string[], kinds: readonly CertificateKind[]): Promise<StoredCertificate[]> {
    return this.unit
      .repository(StoredCertificate)
      .createQueryBuilder('c')
      .distinctOn(['c.subject', 'c.stage'])
      .where('c.subject = ANY(:subjects) AND c.stage = ANY(:kinds) AND c.digest IS NOT NULL', { subjects, kinds })
      .orderBy('c.subject')
      .addOrderBy('c.stage')
      .addOrderBy('c.issued_at', 'DESC')
      .getMany();
  }

  /** Digest, in hexadecimal, that a later certificate cites. @throws Problem conflict naming the missing stage */
  async digestOf(subject: string, stage: CertificateKind): Promise<string> {
    const certificate = await this.issued(subject, stage);
    if (!certificate?.digest) throw new Problem('conflict', `${subject} has no issued ${stage} certificate yet.`);
    return certificate.digest.toString('hex');
  }

  async list({ status, stage }: CertificateQuery): Promise<CertificateView[]> {
    const query = this.unit
      .repository(StoredCertificate)
      .createQueryBuilder('c')
      .orderBy('c.created_at', 'DESC')
      .addOrderBy('c.id')
      .take(200);
    if (status !== undefined) query.andWhere('c.status = :status', { status });
    if (stage !== undefined) query.andWhere('c.stage = :stage', { stage });
    return this.views(await query.getMany());
  }

  /** Certificates as people see them, with the issuer's name in both languages. */
  async views(certificates: readonly StoredCertificate[]): Promise<CertificateView[]> {
    const names = new Map(
      (await this.organisations.list()).map(({ id, nameZh, nameEn }) => [id, { zh: nameZh, en: nameEn }]),
    );
    return certificates.map(({ id, stage, status, subject, issuedAt, digest: leaf, organisationId, document }) => ({
      id,
      stage,
      status,
      issuer: names.get(organisationId) ?? { zh: document.issuer.name, en: document.issuer.name },
      subject,
      issuedAt: issuedAt?.toISOString(),
      digest: leaf?.toString('hex'),
    }));
  }

  private async refuseRepeated(drafts: readonly Draft[]): Promise<void> {
    const [repeated] = await this.unit.query<Pick<StoredCertificate, 'subject' | 'stage'>>(
      `SELECT c.subject, c.stage FROM unnest($1::text[], $2::text[]) AS draft (subject, stage)
       JOIN certificate c ON c.subject = draft.subject AND c.stage = draft.stage AND c.status <> 'revoked' LIMIT 1`,
      [drafts.map(({ subject }) => subject), drafts.map(({ stage }) => stage)],
    );
    if (repeated !== undefined)
      throw new Problem('conflict', `${repeated.subject} already has a ${repeated.stage} certificate.`);
  }

  private async issue(certificate: StoredCertificate): Promise<StoredCertificate> {
    const leaf = Buffer.from(digest(certificate.document));
    await this.log.append(leaf);
    return this.unit
      .repository(StoredCertificate)
      .save(Object.assign(certificate, { status: 'issued' as const, digest: leaf, issuedAt: new Date() }));
  }
}
