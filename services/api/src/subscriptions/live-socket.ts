import { WebSocket } from 'ws';
import type { Report } from './reports.service.ts';
import { nextQueryTime, type QuerySchedule } from './schedule.ts';

/** Milliseconds. */
export interface Pacing {
  /** A client that has not taken what was sent to it is cut off after this. */
  readonly slow: number;
  /** Between pings; a client that has not answered one when the next is due is cut off. */
  readonly ping: number;
  /** Between two looks at whether the client may still listen. */
  readonly entitlement: number;
}

export const PACING: Pacing = { slow: 30_000, ping: 15_000, entitlement: 5_000 };

/** Messages of one look. */
const MOST_ROUNDS = 50;

/** What the socket reports, and whether its client may still hear it. */
export interface LiveSource {
  /** The reason why nothing may be sent any more, if there is one. */
  refusal(): Promise<string | undefined>;
  next(cursor: string): Promise<Report>;
}

export interface LivePlan {
  readonly schedule: QuerySchedule | undefined;
  readonly reportIfEmpty: boolean;
}

/**
 * One client that listens to a query. It is sent the next message only when it has taken the last one, so that no more
 * than one waits in memory: the rest waits in the database.
 */
export class LiveSocket {
  private busy = false;
  private reported = false;
  private due: number;
  private taken: number;
  private checked: number;
  private pinged: number;
  private answered = true;

  constructor(
    private readonly socket: WebSocket,
    private readonly source: LiveSource,
    private readonly plan: LivePlan,
    private cursor: string,
    now: number,
    private readonly pacing: Pacing = PACING,
  ) {
    this.taken = this.checked = this.pinged = now;
    this.due = this.dueAfter(now);
    socket.on('pong', () => {
      this.answered = true;
    });
  }

  /**
   * Looks after the client and sends what is new.
   * @param newest the cursor behind everything that has arrived
   */
  async look(newest: string, now: number): Promise<void> {
    if (this.busy || this.socket.readyState !== WebSocket.OPEN) return;
    this.busy = true;
    try {
      if (this.isGone(now)) this.socket.terminate();
      else await this.serve(newest, now);
    } finally {
      this.busy = false;
    }
  }

  /** Whether the client has stopped reading or answering; pings it when that is due. */
  private isGone(now: number): boolean {
    if (this.socket.bufferedAmount === 0) this.taken = now;
    if (now - this.taken >= this.pacing.slow) return true;
    if (now - this.pinged < this.pacing.ping) return false;
    if (!this.answered) return true;
    this.pinged = now;
    this.answered = false;
    this.socket.ping();
    return false;
  }

  private async serve(newest: string, now: number): Promise<void> {
    const isWanted =
      this.taken === now && now >= this.due && (this.plan.schedule !== undefined || this.cursor !== newest);
    if (!isWanted && now - this.checked < this.pacing.entitlement) return;
    this.checked = now;
    const refusal = await this.source.refusal();
    if (refusal !== undefined) this.socket.close(1008, refusal);
    else if (isWanted) await this.reports(now);
  }

  /** Goes on while there is more and the client keeps up, but not for ever: others wait to be looked after. */
  private async reports(now: number): Promise<void> {
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const more = await this.report(now);
      if (!more || this.socket.bufferedAmount > 0 || this.socket.readyState !== WebSocket.OPEN) return;
    }
  }

  /** @returns whether there may be more */
  private async report(now: number): Promise<boolean> {
    const { body, events, cursor, more } = await this.source.next(this.cursor);
    this.cursor = cursor;
    const isEmptyRun = this.plan.schedule !== undefined && this.plan.reportIfEmpty && !this.reported && !more;
    if (events > 0 || isEmptyRun) this.socket.send(body);
    this.reported = more && (this.reported || events > 0);
    if (!more) this.due = this.dueAfter(now);
    return more;
  }

  private dueAfter(now: number): number {
    const { schedule } = this.plan;
    return schedule === undefined ? now : (nextQueryTime(schedule, new Date(now))?.getTime() ?? Infinity);
  }
}
