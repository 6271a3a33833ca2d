import { Injectable } from '@nestjs/common';
import { QueryFailedError } from 'typeorm';
import type { Actor } from '../access/actor.ts';
import { Problem } from '../platform/problems.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import type { RowContent, RowFault } from './batches.schemas.ts';
import type { Issued } from './kinds/kind.ts';
import type { StoredKind } from './kinds/kinds.ts';

/** What became of a row: what was issued for it, or why nothing was. */
export type Outcome = { readonly issued: Issued } | { readonly faults: readonly RowFault[] };

const UNIQUE_VIOLATION = '23505';

/** Issues rows in the current transaction; of a row that is refused nothing stays. */
@Injectable()
export class RowIssuer {
  constructor(private readonly unit: UnitOfWork) {}

  /** All together; where that is refused one by one, so that only the rows at fault are left out. */
  async issue(kind: StoredKind, actor: Actor, rows: readonly (RowContent | null)[]): Promise<Outcome[]> {
    const faults = await kind.check(actor, rows);
    const good = rows.filter((_, i) => (faults[i] ?? []).length === 0);
    const issued = (await this.together(kind, actor, good)).values();
    return rows.map((_, i) => {
      const found = faults[i] ?? [];
      return found.length > 0 ? { faults: found } : (issued.next().value ?? { faults: [] });
    });
  }

  private async together(kind: StoredKind, actor: Actor, rows: readonly (RowContent | null)[]): Promise<Outcome[]> {
    if (rows.length === 0) return [];
    const all = await this.attempt(() => kind.issue(actor, rows));
    if (!('faults' in all)) return all.done.map((issued) => ({ issued }));
    if (rows.length === 1) return [all];
    const outcomes: Outcome[] = [];
    for (const row of rows) outcomes.push(...(await this.together(kind, actor, [row])));
    return outcomes;
  }

  private async attempt<T>(work: () => Promise<T>): Promise<{ readonly done: T } | { readonly faults: RowFault[] }> {
    await this.unit.query('SAVEPOINT attempt');
    try {
      const done = await work();
      await this.unit.query('RELEASE SAVEPOINT attempt');
      return { done };
    } catch (error) {
      const fault = refusal(error);
      if (fault === undefined) throw error;
      await this.unit.query('ROLLBACK TO SAVEPOINT attempt');
      return { faults: [fault] };
    }
  }
}

/** What the row is to blame for; anything else is a fault of ours and is tried again. */
function refusal(error: unknown): RowFault | undefined {
  if (error instanceof Problem && error.status < 500) return { code: error.code, detail: error.message };
  const cause: unknown = error instanceof QueryFailedError ? error.driverError : undefined;
  if (cause instanceof Error && 'code' in cause && cause.code === UNIQUE_VIOLATION)
    return { code: 'conflict', detail: 'this was recorded by somebody else meanwhile' };
  return undefined;
}
