import { createHash, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { canonicalJson } from '@fieldseal/provenance';
import type { Actor } from '../access/actor.ts';
import { AccreditationsService } from '../accreditations/accreditations.service.ts';
import { accreditedStage } from '../certificates/certificates.schemas.ts';
import { OrganisationsService } from '../organisations/organisations.service.ts';
import { Background } from '../platform/background.ts';
import { found, Problem } from '../platform/problems.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { Batch } from './batch.entity.ts';
import { BatchJournal } from './batch-journal.ts';
import { BATCH_QUEUE } from './batch-worker.ts';
import type { BatchView, Confirmation, NewBatch } from './batches.schemas.ts';
import { Kinds } from './kinds/kinds.ts';
import { readUpload, type Upload } from './upload.ts';

const SHOWN = 100;
/** Batches of an organisation that are not finished. */
const MOST_OPEN = 20;

const INSERT_ROWS = `
  INSERT INTO batch_row (batch_id, number, line, state, organisation_id, content, digest, faults)
  SELECT $1::uuid, number, line, CASE WHEN faults = '[]' THEN 'new' ELSE 'bad' END, $2::uuid, content,
    decode(digest, 'hex'), faults
  FROM jsonb_to_recordset($3::jsonb) AS row (number int, line int, content jsonb, digest text, faults jsonb)`;

/** What a request brings beside its body. */
export interface Sending {
  readonly contentType: string;
  readonly idempotencyKey: string | undefined;
}

@Injectable()
export class BatchesService {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly organisations: OrganisationsService,
    private readonly accreditations: AccreditationsService,
    private readonly kinds: Kinds,
    private readonly journal: BatchJournal,
    private readonly background: Background,
  ) {}

  /**
   * Takes a file; its rows are checked and issued in the background, also when this process is killed right after.
   * @returns the batch, and whether it was there already under this key
   * @throws Problem not-allowed, not-accredited, invalid-input, too-large, too-many-requests, idempotency-key-reused
   */
  async create(
    actor: Actor,
    input: NewBatch,
    body: unknown,
    { contentType, idempotencyKey }: Sending,
  ): Promise<{ batch: BatchView; isReplayed: boolean }> {
    const kind = this.kinds.allowed(actor, input.kind);
    const organisation = await this.organisations.get(actor.organisationId);
    await this.accreditations.require(organisation, accreditedStage(input.kind));
    const upload = await readUpload(body, contentType, kind);
    const sent = { ...upload, digest: digestOf(input, upload) };
    return this.unit.run(async () => {
      await this.unit.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
        `batches ${actor.organisationId}`,
      ]);
      const known = await this.known(actor, sent, idempotencyKey);
      if (known !== undefined) return { batch: known, isReplayed: true };
      return { batch: await this.store(actor, input, sent, idempotencyKey), isReplayed: false };
    });
  }

  /** The newest 100 of the actor's organisation. */
  async list({ organisationId }: Actor): Promise<BatchView[]> {
    const batches = await this.unit
      .repository(Batch)
      .find({ where: { organisationId }, order: { createdAt: 'DESC', id: 'ASC' }, take: SHOWN });
    return this.journal.views(batches);
  }

  async view(actor: Actor, id: string): Promise<BatchView> {
    return this.viewOf(await this.get(actor, id));
  }

  /** @throws Problem not-found unless it is one of the actor's organisation */
  async get({ organisationId }: Actor, id: string): Promise<Batch> {
    return found(await this.unit.repository(Batch).findOneBy({ id, organisationId }), `Batch ${id}`);
  }

  /** Lets a checked batch be issued. @throws Problem conflict while it is checked, or when it would issue nothing */
  async confirm(actor: Actor, id: string, { mode }: Confirmation): Promise<BatchView> {
    const batch = await this.lock(actor, id);
    this.kinds.allowed(actor, batch.kind);
    if (batch.state === 'checking') throw new Problem('conflict', 'The rows are still being checked.');
    batch.mode = mode ?? batch.mode;
    const { counts } = await this.viewOf(batch);
    if (batch.mode === 'all-or-none' && counts.bad > 0)
      throw new Problem('conflict', `${counts.bad} rows are bad: put them right, or issue the good rows only.`);
    batch.confirmed = true;
    await this.journal.change(batch, 'issuing');
    await this.background.wake(BATCH_QUEUE);
    return this.viewOf(batch);
  }

  /** Stops a batch; rows that were issued one by one stay issued. @throws Problem conflict when it is finished */
  async cancel(actor: Actor, id: string): Promise<BatchView> {
    const batch = await this.lock(actor, id);
    await this.journal.change(batch, 'cancelled');
    return this.viewOf(batch);
  }

  private async known(
    { personId }: Actor,
    { digest }: Upload,
    idempotencyKey: string | undefined,
  ): Promise<BatchView | undefined> {
    if (idempotencyKey === undefined) return undefined;
    const batch = await this.unit.repository(Batch).findOneBy({ personId, idempotencyKey });
    if (batch === null) return undefined;
    if (!batch.contentDigest.equals(digest)) throw new Problem('idempotency-key-reused');
    return this.viewOf(batch);
  }

  private async store(
    { personId, organisationId, role }: Actor,
    { kind, mode, start, fileName }: NewBatch,
    { rows, headings, digest }: Upload,
    idempotencyKey: string | undefined,
  ): Promise<BatchView> {
    const open = await this.unit.query(
      `SELECT 1 FROM batch WHERE organisation_id = $1 AND state IN ('checking', 'ready', 'issuing')`,
      [organisationId],
    );
    if (open.length >= MOST_OPEN)
      throw new Problem('too-many-requests', `${MOST_OPEN} batches are not finished; confirm or cancel one first.`);
    const id = randomUUID();
    const batch = await this.unit.repository(Batch).save({
      id,
      organisationId,
      personId,
      role,
      kind,
      mode,
      state: 'checking',
      confirmed: start === 'at-once',
      fileName: fileName ?? null,
      contentDigest: digest,
      headings,
      idempotencyKey: idempotencyKey ?? null,
      total: rows.length,
      sequence: 0,
      finishedAt: null,
    });
    const numbered = rows.map((row, i) => ({ ...row, number: i + 1, digest: row.digest?.toString('hex') ?? null }));
    await this.unit.query(INSERT_ROWS, [id, organisationId, JSON.stringify(numbered)]);
    await this.journal.note(batch);
    await this.background.wake(BATCH_QUEUE);
    return this.viewOf(batch);
  }

  private async lock({ organisationId }: Actor, id: string): Promise<Batch> {
    const locked = { where: { id, organisationId }, lock: { mode: 'pessimistic_write' } } as const;
    return found(await this.unit.repository(Batch).findOne(locked), `Batch ${id}`);
  }

  private async viewOf(batch: Batch): Promise<BatchView> {
    const [view] = await this.journal.views([batch]);
    return found(view, `Batch ${batch.id}`);
  }
}

/** Of the file and of what was asked for it: the same file to be issued in another way is another request. */
function digestOf(input: NewBatch, { digest }: Upload): Buffer {
  return createHash('sha256').update(canonicalJson(input)).update(digest).digest();
}
