import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/actor.ts';
import { Background } from '../platform/background.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { Batch } from './batch.entity.ts';
import { BatchJournal } from './batch-journal.ts';
import { type RowChange, BatchRows } from './batch-rows.ts';
import type { BatchRow } from './batch-row.entity.ts';
import { isFinal } from './batch-states.ts';
import { Kinds } from './kinds/kinds.ts';
import { type Outcome, RowIssuer } from './row-issuer.ts';

export const BATCH_QUEUE = 'batches';
/** Rows that are worked on in one go: in between, others get their turn and progress is told. */
const CHECKED_AT_ONCE = 500;
const ISSUED_AT_ONCE = 500;

/** Undoes an all-or-none batch of which rows were refused after all. */
class RowsRefused extends Error {
  readonly changes: readonly RowChange[];

  constructor(changes: readonly RowChange[]) {
    super('rows were refused');
    this.changes = changes;
  }
}

/**
 * Checks and issues what was sent, a part of a batch at a time. Rows change their state in the transaction that issues
 * them, so a killed worker's batch goes on with the rows that are left, and no row is issued twice.
 */
@Injectable()
export class BatchWorker {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly kinds: Kinds,
    private readonly rows: BatchRows,
    private readonly issuer: RowIssuer,
    private readonly journal: BatchJournal,
    background: Background,
  ) {
    background.register(BATCH_QUEUE, () => this.work());
  }

  private async work(): Promise<void> {
    for (let batch = await this.next(); batch !== null; batch = await this.next()) {
      await this.unit.repository(Batch).update({ id: batch.id }, { touchedAt: new Date() });
      await this.step(batch);
    }
  }

  /** The one that has waited longest for its turn. */
  private next(): Promise<Batch | null> {
    return this.unit
      .repository(Batch)
      .createQueryBuilder('b')
      .where("b.state IN ('checking', 'issuing')")
      .orderBy('b.touched_at')
      .addOrderBy('b.id')
      .getOne();
  }

  private async step({ id, state, mode }: Batch): Promise<void> {
    if (state === 'checking') await this.unit.run(() => this.check(id));
    else if (mode === 'good-rows') await this.unit.run(() => this.issueSome(id));
    else await this.issueAll(id);
  }

  private async check(id: string): Promise<void> {
    const batch = await this.lock(id, 'checking');
    if (batch === null) return;
    const rows = await this.rows.next(id, 'new', CHECKED_AT_ONCE);
    const { known, fresh } = await this.rows.sorted(batch, rows);
    const faults = await this.kinds.get(batch.kind).check(
      actorOf(batch),
      fresh.map(({ content }) => content),
    );
    const changes = fresh.map(({ number }, i): RowChange => {
      const found = faults[i] ?? [];
      return { number, state: found.length === 0 ? 'good' : 'bad', faults: found };
    });
    await this.rows.change(batch, [...changes, ...known]);
    if (rows.length === CHECKED_AT_ONCE) await this.journal.note(batch);
    else await this.decide(batch);
  }

  /** What follows when all rows are checked. */
  private async decide(batch: Batch): Promise<void> {
    if (!batch.confirmed) return this.journal.change(batch, 'ready');
    const isRefused = batch.mode === 'all-or-none' && (await this.rows.next(batch.id, 'bad', 1)).length > 0;
    await this.journal.change(batch, isRefused ? 'refused' : 'issuing');
  }

  private async issueSome(id: string): Promise<void> {
    const batch = await this.lock(id, 'issuing');
    if (batch === null) return;
    const rows = await this.rows.next(id, 'good', ISSUED_AT_ONCE);
    if (rows.length > 0) await this.rows.change(batch, await this.issue(batch, rows));
    if (rows.length < ISSUED_AT_ONCE) await this.journal.change(batch, 'done');
    else await this.journal.note(batch);
  }

  /** In one transaction, which ends with the batch done; it is not locked meanwhile, so that it can be cancelled. */
  private async issueAll(id: string): Promise<void> {
    try {
      await this.unit.run(async () => {
        const batch = await this.unit.repository(Batch).findOneByOrFail({ id });
        let rows: BatchRow[] = [];
        const told = { issued: 0, known: 0 };
        do {
          rows = await this.rows.next(id, 'good', ISSUED_AT_ONCE, rows.at(-1)?.number);
          const changes = await this.issue(batch, rows);
          const refused = changes.filter(({ state }) => state === 'bad');
          if (refused.length > 0) throw new RowsRefused(refused);
          await this.rows.change(batch, changes);
          for (const { state } of changes) told[state === 'known' ? 'known' : 'issued'] += 1;
          await this.journal.announce(id, told);
        } while (rows.length === ISSUED_AT_ONCE);
        const finished = await this.lock(id, 'issuing');
        if (finished === null) throw new RowsRefused([]);
        await this.journal.change(finished, 'done');
      });
    } catch (error) {
      if (!(error instanceof RowsRefused) && (await this.isUnderWay(id))) throw error;
      if (error instanceof RowsRefused) await this.unit.run(() => this.refuse(id, error.changes));
    }
  }

  private async refuse(id: string, changes: readonly RowChange[]): Promise<void> {
    const batch = await this.lock(id, 'issuing');
    if (batch === null) return;
    await this.rows.change(batch, changes);
    await this.journal.change(batch, 'refused');
  }

  /** Since they were checked, another batch may have issued the very same rows. */
  private async issue(batch: Batch, rows: readonly BatchRow[]): Promise<RowChange[]> {
    const { known, fresh } = await this.rows.sorted(batch, rows);
    const contents = fresh.map(({ content }) => content);
    const outcomes = await this.issuer.issue(this.kinds.get(batch.kind), actorOf(batch), contents);
    return [...known, ...fresh.map(({ number }, i) => changeOf(number, outcomes[i]))];
  }

  private async isUnderWay(id: string): Promise<boolean> {
    return !isFinal((await this.unit.repository(Batch).findOneByOrFail({ id })).state);
  }

  /** The batch, locked, if it is still in this state. */
  private lock(id: string, state: Batch['state']): Promise<Batch | null> {
    return this.unit.repository(Batch).findOne({ where: { id, state }, lock: { mode: 'pessimistic_write' } });
  }
}

function changeOf(number: number, outcome: Outcome | undefined): RowChange {
  if (outcome === undefined || 'faults' in outcome) return { number, state: 'bad', faults: outcome?.faults ?? [] };
  return { number, state: 'issued', issued: outcome.issued };
}

const actorOf = ({ personId, organisationId, role }: Batch): Actor => ({ personId, organisationId, role });
