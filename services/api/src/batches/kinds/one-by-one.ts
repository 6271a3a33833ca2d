import { Injectable } from '@nestjs/common';
import { Problem } from '../../platform/problems.ts';
import { UnitOfWork } from '../../platform/unit-of-work.ts';
import type { RowFault } from '../batches.schemas.ts';

/** For kinds whose rows are worked on as if each came alone: to check one is to do it and to undo it. */
@Injectable()
export class OneByOne {
  constructor(private readonly unit: UnitOfWork) {}

  /** What would be refused of each row; nothing that was done stays. */
  check<Row>(rows: readonly Row[], work: (row: Row) => Promise<unknown>): Promise<RowFault[][]> {
    return this.unit.run(async () => {
      const faults: RowFault[][] = [];
      await this.unit.query('SAVEPOINT checked');
      for (const row of rows) {
        faults.push(await this.faultsOf(() => work(row)));
        await this.unit.query('ROLLBACK TO SAVEPOINT checked');
      }
      return faults;
    });
  }

  private async faultsOf(work: () => Promise<unknown>): Promise<RowFault[]> {
    try {
      await work();
      return [];
    } catch (error) {
      if (error instanceof Problem && error.status < 500) return [{ code: error.code, detail: error.message }];
      throw error;
    }
  }
}
