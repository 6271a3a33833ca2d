import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { PgBoss } from 'pg-boss';
import { DataSource } from 'typeorm';
import { CONFIG, type Config } from '../config.ts';
import { UnitOfWork } from './unit-of-work.ts';

type Work = () => Promise<void>;

interface Worker {
  readonly work: Work;
  running: Promise<void> | undefined;
  /** Somebody asked again while it was running. */
  wanted: boolean;
}

/** How often every worker looks by itself: what was due by the clock, or was lost with a killed process. */
const PULSE_MS = 1000;
/** Long enough for a transaction under way to be committed. */
const NUDGE_MS = 100;

/**
 * Background workers that bring the world in line with the database: each run looks at the state and does the next
 * thing, so a run too many is harmless and a lost one is made up for at the next pulse.
 * A wake-up is a pg-boss job written in the caller's transaction (the outbox), so it exists exactly when what it is
 * about exists; a queue holds at most one that waits.
 */
@Injectable()
export class Background implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(Background.name);
  private readonly workers = new Map<string, Worker>();
  private readonly boss: PgBoss;
  private pulse: NodeJS.Timeout | undefined;
  private readonly nudges = new Map<string, NodeJS.Timeout>();

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly unit: UnitOfWork,
    private readonly dataSource: DataSource,
  ) {
    this.boss = new PgBoss({
      connectionString: config.databaseUrl,
      max: 4,
      useListenNotify: true,
      application_name: 'fieldseal-background',
    });
    this.boss.on('error', (error) => {
      this.logger.warn(`queue: ${error.message}`);
    });
  }

  /** Declares the worker of a queue; called by modules while they are constructed. */
  register(queue: string, work: Work): void {
    this.workers.set(queue, { work, running: undefined, wanted: false });
  }

  /** Wakes the worker of a queue when the current transaction commits. */
  async wake(queue: string): Promise<void> {
    const executeSql = async (text: string, values: unknown[] = []): Promise<{ rows: never[] }> => ({
      rows: await this.unit.query<never>(text, values),
    });
    await this.boss.send(queue, {}, { db: { executeSql } });
  }

  /**
   * Wakes the worker of a queue soon, whatever becomes of the current transaction. Many calls make one wake-up, so it costs
   * a busy writer next to nothing; one that gets lost is made up for at the next pulse.
   */
  nudge(queue: string): void {
    if (this.nudges.has(queue)) return;
    const timer = setTimeout(() => {
      this.nudges.delete(queue);
      this.boss.send(queue, {}).catch(() => undefined);
    }, NUDGE_MS);
    this.nudges.set(queue, timer);
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.boss.start();
    for (const queue of this.workers.keys()) {
      await this.boss.createQueue(queue, {
        policy: 'short',
        retryLimit: 0,
        expireInSeconds: 60,
        deleteAfterSeconds: 60,
      });
      await this.boss.updateQueue(queue, { notify: true });
    }
    if (!this.config.runsWorkers) return;
    for (const [queue, worker] of this.workers) await this.boss.work(queue, () => this.turn(queue, worker));
    this.pulse = setInterval(() => {
      for (const [queue, worker] of this.workers) void this.turn(queue, worker);
    }, PULSE_MS);
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.pulse);
    for (const timer of this.nudges.values()) clearTimeout(timer);
    for (const worker of this.workers.values()) await worker.running;
    await this.boss.stop({ graceful: true, timeout: 5000 });
  }

  /** Runs the worker now, or once more after the run in progress. Never rejects. */
  private turn(queue: string, worker: Worker): Promise<void> {
    worker.wanted = true;
    worker.running ??= (async () => {
      while (worker.wanted) {
        worker.wanted = false;
        await this.lockedRun(queue, worker.work);
      }
      worker.running = undefined;
    })();
    return worker.running;
  }

  /** Of several instances only the holder of the queue's lock works; the database frees a killed holder's lock. */
  private async lockedRun(queue: string, work: Work): Promise<void> {
    const runner = this.dataSource.createQueryRunner();
    const name = `background:${queue}`;
    try {
      const locks = (await runner.query('SELECT pg_try_advisory_lock(hashtext($1)) AS held', [name])) as {
        held: boolean;
      }[];
      if (locks[0]?.held !== true) return;
      try {
        await work();
      } finally {
        await runner.query('SELECT pg_advisory_unlock(hashtext($1))', [name]);
      }
    } catch (error) {
      this.logger.warn(`${queue}: ${error instanceof Error ? error.message : String(error)}; trying again`);
    } finally {
      await runner.release();
    }
  }
}
