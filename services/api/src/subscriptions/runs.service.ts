import { randomUUID } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import type { Actor } from '../access/actor.ts';
import { Problem } from '../platform/problems.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { type Report, ReportsService, type StandingQuery } from './reports.service.ts';
import { nextQueryTime, type QuerySchedule } from './schedule.ts';

/** Subscriptions looked at in one go, before messages are sent on. */
const BATCH = 50;
/** How often a run goes on by itself over events that do not match, before others have their turn. */
const MOST_ROUNDS = 20;
/** A query that failed, perhaps because the database is busy, is left alone for this long. */
const PAUSE_SECONDS = 60;

interface DueRow {
  readonly id: string;
  readonly organisationId: string;
  readonly personId: string;
  readonly role: Actor['role'];
  readonly queryName: string;
  readonly query: unknown;
  readonly schedule: QuerySchedule | null;
  readonly initialRecordTime: Date | null;
  readonly createdAt: Date;
  readonly reportIfEmpty: boolean;
  readonly reported: boolean;
  readonly cursor: string;
  readonly batch: number;
}

/** Due, and nothing of it still to be delivered: the next message is made when the last one is through. */
const IS_DUE = `s.state = 'active' AND s.due_at <= now()
  AND NOT EXISTS (SELECT FROM webhook_delivery d WHERE d.subscription_id = s.id AND d.state = 'pending')`;

/** Runs the queries of subscriptions that are due, and writes what they have to report as deliveries. */
@Injectable()
export class RunsService {
  private readonly logger = new Logger(RunsService.name);

  constructor(
    private readonly unit: UnitOfWork,
    private readonly reports: ReportsService,
  ) {}

  /** Runs some that were due at `time`; false when these are all. Streams that have seen everything are left out. */
  async runDue(time: Date): Promise<boolean> {
    const due = await this.unit.query<{ id: string }>(
      `SELECT s.id FROM subscription s
       WHERE ${IS_DUE} AND s.due_at <= $1 AND (s.schedule IS NOT NULL OR s.cursor <> $2)
       ORDER BY s.due_at LIMIT ${BATCH}`,
      [time, await this.reports.now()],
    );
    for (const { id } of due) await this.run(id);
    return due.length === BATCH;
  }

  private async run(id: string): Promise<void> {
    try {
      await this.unit.run(() => this.report(id));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.logger.warn(`subscription ${id}: ${reason}`);
      if (error instanceof Problem && error.status === 400)
        await this.unit.query(`UPDATE subscription SET state = 'paused', state_reason = $2 WHERE id = $1`, [
          id,
          `The query cannot be run: ${reason}`.slice(0, 500),
        ]);
      else
        await this.unit.query('UPDATE subscription SET due_at = now() + make_interval(secs => $2) WHERE id = $1', [
          id,
          PAUSE_SECONDS,
        ]);
    }
  }

  /** The message and the cursor behind its events are written together, so that none is lost and none sent twice. */
  private async report(id: string): Promise<void> {
    const row = await this.lock(id);
    if (row === undefined) return;
    const report = await this.nextReport(row);
    const isEmptyRun = row.schedule !== null && row.reportIfEmpty && !row.reported && !report.more;
    if (report.events > 0 || isEmptyRun)
      await this.unit.query(
        `INSERT INTO webhook_delivery (id, subscription_id, cursor_before, body, event_count)
         VALUES ($1, $2, $3, $4, $5)`,
        [randomUUID(), id, row.cursor, report.body, report.events],
      );
    const isOver = row.schedule !== null && !report.more;
    const now = new Date();
    await this.unit.query(
      `UPDATE subscription SET cursor = $2, last_run_at = $3, reported = $4, due_at = $5::timestamptz WHERE id = $1`,
      [id, report.cursor, now, !isOver && (row.reported || report.events > 0), dueAfter(row, report, now)],
    );
  }

  private async nextReport(row: DueRow): Promise<Report> {
    let report = await this.reports.next(standing(row), row.cursor, row.batch);
    for (let round = 1; round < MOST_ROUNDS && report.events === 0 && report.more; round += 1)
      report = await this.reports.next(standing(row), report.cursor, row.batch);
    return report;
  }

  private async lock(id: string): Promise<DueRow | undefined> {
    const [row] = await this.unit.query<DueRow>(
      `SELECT s.id, s.organisation_id AS "organisationId", s.person_id AS "personId", p.role, q.name AS "queryName",
         q.query, s.schedule, s.initial_record_time AS "initialRecordTime", s.created_at AS "createdAt", s.report_if_empty AS "reportIfEmpty",
         s.reported, s.cursor, s.batch
       FROM subscription s JOIN named_query q ON q.id = s.query_id JOIN person p ON p.id = s.person_id
       WHERE s.id = $1 AND ${IS_DUE} FOR UPDATE OF s SKIP LOCKED`,
      [id],
    );
    return row;
  }
}

function standing(row: DueRow): StandingQuery {
  const { id, personId, organisationId, role, queryName, query } = row;
  const start = { asked: row.initialRecordTime ?? undefined, made: row.createdAt };
  return { actor: { personId, organisationId, role }, queryName, query, subscriptionID: id, start };
}

/** A schedule's run goes on at once while there is more, and then waits for the next query time. */
function dueAfter({ schedule }: DueRow, { more }: Report, now: Date): Date | 'infinity' {
  return schedule === null || more ? now : (nextQueryTime(schedule, now) ?? 'infinity');
}
