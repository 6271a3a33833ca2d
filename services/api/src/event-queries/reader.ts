import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Problem } from '../platform/problems.ts';
import { LIMITS } from './limits.ts';
import type { Scope } from './scope.ts';
import type { Statement } from './sql/page-sql.ts';
import { Turns } from './turns.ts';

const SECONDS = LIMITS.statementMs / 1000;
const CANCELLED = '57014';

/** Runs a statement and gives its rows. */
export type Read = <Row>(statement: Statement) => Promise<Row[]>;

/** Runs what a reader asked for, read-only and with a time limit that no query outlives. */
@Injectable()
export class LimitedReader {
  private readonly turns = new Turns();

  constructor(private readonly dataSource: DataSource) {}

  /**
   * Rows of statements that see the same state of the database.
   * @throws Problem query-too-complex when a statement takes too long
   */
  run<T>(scope: Scope, work: (read: Read) => Promise<T>): Promise<T> {
    return this.turns.take(scope.organisationId ?? 'all', async () => {
      const runner = this.dataSource.createQueryRunner();
      try {
        await runner.query(`BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
          SET LOCAL statement_timeout = ${LIMITS.statementMs}; SET LOCAL jit = off`);
        try {
          return await work(({ text, values }) => runner.query(text, [...values]));
        } finally {
          await runner.query('ROLLBACK');
        }
      } catch (error) {
        throw isCancelled(error)
          ? new Problem(
              'query-too-complex',
              `The search took longer than ${SECONDS} seconds and was stopped; narrow it by an identifier, a place, a business step or a span of time.`,
            )
          : error;
      } finally {
        await runner.release();
      }
    });
  }
}

const isCancelled = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === CANCELLED;
