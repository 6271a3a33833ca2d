import { Injectable } from '@nestjs/common';
import { type Certificate, digest, signDocument } from '@fieldseal/provenance';
import type { Actor } from '../access/actor.ts';
import { AccreditationsService } from '../accreditations/accreditations.service.ts';
import { Keyring } from '../organisations/keyring.ts';
import { Organisation } from '../organisations/organisation.entity.ts';
import { OrganisationsService } from '../organisations/organisations.service.ts';
import { found, Problem } from '../platform/problems.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { SealLogService } from '../seals/seal-log.service.ts';
import { StoredCertificate } from './certificate.entity.ts';
import type { CertificateQuery, CertificateView, Stage } from './certificates.schemas.ts';

/** What a stage's feature hands over to be signed. */
export interface Draft {
  readonly stage: Stage;
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
    const { stage, subject } = draft;
    await this.accreditations.require(issuer, stage);
    if (await this.unit.repository(StoredCertificate).existsBy({ subject, stage }))
      throw new Problem('conflict', `${subject} already has a ${stage} certificate.`);
    return draft;
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
    if (certificate.status === 'issued') throw new Problem('conflict', 'This certificate is already counter-signed.');
    const appraiser = await this.organisations.get(actor.organisationId);
    await this.accreditations.require(appraiser, certificate.stage);
    certificate.document = await signDocument(certificate.document, this.keyring.signer(appraiser), new Date());
    return this.issue(certificate);
  }

  /** The issued certificate of a stage for a lot or piece. */
  async issued(subject: string, stage: Stage): Promise<StoredCertificate | null> {
    return this.unit.repository(StoredCertificate).findOneBy({ subject, stage, status: 'issued' });
  }

  /** Digest, in hexadecimal, that a later certificate cites. @throws Problem conflict naming the missing stage */
  async digestOf(subject: string, stage: Stage): Promise<string> {
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

  private async issue(certificate: StoredCertificate): Promise<StoredCertificate> {
    const leaf = Buffer.from(digest(certificate.document));
    await this.log.append(leaf);
    return this.unit
      .repository(StoredCertificate)
      .save(Object.assign(certificate, { status: 'issued' as const, digest: leaf, issuedAt: new Date() }));
  }
}
