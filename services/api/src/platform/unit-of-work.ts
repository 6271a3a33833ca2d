import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, type EntityTarget, type ObjectLiteral, type Repository } from 'typeorm';

/** The current transaction, without handing an entity manager through every call. */
@Injectable()
export class UnitOfWork {
  private readonly current = new AsyncLocalStorage<EntityManager>();

  constructor(private readonly dataSource: DataSource) {}

  get manager(): EntityManager {
    return this.current.getStore() ?? this.dataSource.manager;
  }

  repository<T extends ObjectLiteral>(entity: EntityTarget<T>): Repository<T> {
    return this.manager.getRepository(entity);
  }

  /** Runs `work` in the current transaction, or in a new one. */
  run<T>(work: () => Promise<T>): Promise<T> {
    if (this.current.getStore() !== undefined) return work();
    return this.dataSource.transaction((manager) => this.current.run(manager, work));
  }

  /** Runs `work` in a transaction of its own, also within another: what it writes stays when the other is undone. */
  outside<T>(work: () => Promise<T>): Promise<T> {
    return this.dataSource.transaction((manager) => this.current.run(manager, work));
  }

  /** Rows of a statement in the current transaction. */
  query<Row>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    return this.manager.query<Row[]>(sql, [...values]);
  }

  /** Rows of a statement that every connection parses and plans only once, under its name: for what is asked all the time. */
  async prepared<Row>(name: string, text: string, values: readonly unknown[]): Promise<Row[]> {
    const current = this.manager.queryRunner;
    const runner = current ?? this.dataSource.createQueryRunner();
    try {
      const connection: unknown = await runner.connect();
      if (!isConnection(connection)) throw new TypeError('the driver gave no connection that prepares statements');
      const { rows } = await connection.query({ name, text, values: [...values] });
      return rows as Row[];
    } finally {
      if (current === undefined) await runner.release();
    }
  }
}

/** What of the PostgreSQL driver is used beside TypeORM, which has no prepared statements. */
interface Connection {
  query(statement: { name: string; text: string; values: unknown[] }): Promise<{ rows: unknown[] }>;
}

function isConnection(value: unknown): value is Connection {
  return typeof value === 'object' && value !== null && 'query' in value && typeof value.query === 'function';
}
