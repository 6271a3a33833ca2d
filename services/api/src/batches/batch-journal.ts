import { Injectable } from '@nestjs/common';
import { Problem } from '../platform/problems.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { Batch } from './batch.entity.ts';
import type { BatchState, BatchView, Counts } from './batches.schemas.ts';
import { isFinal, mayBecome } from './batch-states.ts';

const COUNTS = `
  SELECT b.id, b.total,
    count(*) FILTER (WHERE r.state <> 'new')::int AS checked,
    count(*) FILTER (WHERE r.state = 'good')::int AS good,
    count(*) FILTER (WHERE r.state = 'bad')::int AS bad,
    count(*) FILTER (WHERE r.state = 'known')::int AS known,
    count(*) FILTER (WHERE r.state = 'issued')::int AS issued
  FROM batch b JOIN batch_row r ON r.batch_id = b.id
  WHERE b.id = ANY($1::uuid[]) GROUP BY b.id`;

/** The state of batches, and every change of it as an event that can be told again. */
@Injectable()
export class BatchJournal {
  constructor(private readonly unit: UnitOfWork) {}

  /** Brings a batch, locked by the caller, into another state, and notes it. @throws Problem conflict */
  async change(batch: Batch, state: BatchState): Promise<void> {
    if (!mayBecome(batch.state, state))
      throw new Problem('conflict', `This batch is ${batch.state}; it cannot become ${state} any more.`);
    batch.state = state;
    if (isFinal(state)) batch.finishedAt = new Date();
    await this.note(batch);
  }

  /** Notes how far a batch is, in the current transaction: what is told is what is stored. */
  async note(batch: Batch): Promise<void> {
    batch.sequence += 1;
    await this.unit.repository(Batch).save(batch);
    const [view] = await this.views([batch]);
    if (view !== undefined) await this.tell(batch, view);
  }

  private tell({ id, sequence }: Batch, view: BatchView): Promise<unknown> {
    const values = [id, sequence, JSON.stringify(view)];
    return this.unit.query('INSERT INTO batch_event (batch_id, sequence, content) VALUES ($1, $2, $3::jsonb)', values);
  }

  /**
   * Tells of rows that are issued in a transaction still open, and bind nobody yet.
   * @throws Problem conflict when the batch was cancelled meanwhile
   */
  announce(id: string, { issued, known }: Pick<Counts, 'issued' | 'known'>): Promise<void> {
    return this.unit.outside(async () => {
      const batches = this.unit.repository(Batch);
      const batch = await batches.findOneOrFail({ where: { id }, lock: { mode: 'pessimistic_write' } });
      if (batch.state !== 'issuing') throw new Problem('conflict', `This batch is ${batch.state}.`);
      batch.sequence += 1;
      await batches.save(batch);
      const [view] = await this.views([batch]);
      if (view === undefined) return;
      const { counts: stored } = view;
      const counts = { ...stored, good: stored.good - issued - known, issued, known: stored.known + known };
      await this.tell(batch, { ...view, counts });
    });
  }

  async views(batches: readonly Batch[]): Promise<BatchView[]> {
    const rows = await this.unit.query<Counts & { id: string }>(COUNTS, [batches.map(({ id }) => id)]);
    const counts = new Map(rows.map(({ id, ...numbers }) => [id, numbers]));
    return batches.map(({ id, kind, mode, state, fileName, createdAt, finishedAt, total }) => ({
      id,
      kind,
      mode,
      state,
      fileName: fileName ?? undefined,
      createdAt: createdAt.toISOString(),
      finishedAt: finishedAt?.toISOString(),
      counts: counts.get(id) ?? { total, checked: 0, good: 0, bad: 0, known: 0, issued: 0 },
    }));
  }
}
