import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/actor.ts';
import type { EventQuery } from '../event-queries/conditions.ts';
import { readQueryDocument } from '../event-queries/read-query.ts';
import { queryResults } from '../event-queries/results.ts';
import { scopeOf } from '../event-queries/scope.ts';
import { EventSearch } from '../event-queries/search.ts';

/**
 * A subscription that begins now may begin with events recorded this long ago: an event shows only when every older
 * transaction has ended, and rather comes though it was there already than is missed. No capture takes longer.
 */
const MARGIN_MS = 60_000;

/** A message is no longer than this, unless a single event is. */
const LONGEST_REPORT = 1_000_000;

/** A named query that somebody wants to hear of again and again. */
export interface StandingQuery {
  /** Whose view of the events it is. */
  readonly actor: Actor;
  readonly queryName: string;
  /** The query document, as stored. */
  readonly query: unknown;
  readonly subscriptionID: string | undefined;
  readonly start: Start;
}

/** Where a subscription begins. */
export interface Start {
  /** From when on events are wanted, as the subscriber said; absent for new ones. */
  readonly asked: Date | undefined;
  /** When the subscription was made. */
  readonly made: Date;
}

/** What is new behind a cursor. */
export interface Report {
  /** An EPCISQueryDocument as JSON, also where it holds no event. */
  readonly body: string;
  readonly events: number;
  /** Behind everything that was looked at. */
  readonly cursor: string;
  /** There may be more: ask again at once. */
  readonly more: boolean;
}

/** Runs standing queries over what arrived since they ran last. */
@Injectable()
export class ReportsService {
  constructor(private readonly search: EventSearch) {}

  /** The cursor that a subscription begins at. */
  begin({ asked, made }: Start): Promise<string> {
    return asked === undefined || asked > made ? this.search.now() : this.search.since(asked);
  }

  /** The cursor behind all that has arrived until now. */
  now(): Promise<string> {
    return this.search.now();
  }

  /**
   * At most `limit` new events, fewer where they are long.
   * @throws Problem when the stored query cannot be run any more
   */
  async next(standing: StandingQuery, cursor: string, limit: number): Promise<Report> {
    const { actor, queryName, subscriptionID } = standing;
    const arrivals = await this.search.arrivals(scopeOf(actor), queryOf(standing), cursor, limit);
    const names = subscriptionID === undefined ? { queryName } : { queryName, subscriptionID };
    const body = JSON.stringify(queryResults(arrivals.events, names));
    const events = arrivals.events.length;
    if (body.length > LONGEST_REPORT && events > 1) return this.next(standing, cursor, Math.floor(events / 2));
    return { body, events, cursor: arrivals.cursor, more: arrivals.more };
  }
}

function queryOf({ query, start: { asked, made } }: StandingQuery): EventQuery {
  const read = readQueryDocument(query);
  const value = (asked ?? new Date(made.getTime() - MARGIN_MS)).toISOString();
  return {
    ...read,
    conditions: [...read.conditions, { kind: 'time', column: 'record_time', comparison: 'GE', value }],
  };
}
