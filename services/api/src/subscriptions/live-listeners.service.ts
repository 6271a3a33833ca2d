import type { IncomingMessage } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { type Actor, may } from '../access/actor.ts';
import { ActorsService } from '../access/actors.service.ts';
import { CONFIG, type Config } from '../config.ts';
import { found, Problem } from '../platform/problems.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { liveRequest, readLiveParameters } from './live-request.ts';
import type { LivePlan, LiveSource } from './live-socket.ts';
import { ReportsService, type Start } from './reports.service.ts';

/** Events of one message. */
const BATCH = 100;

/** Somebody who may listen to a query, and from where on. */
export interface Listener {
  readonly actor: Actor;
  readonly source: LiveSource;
  readonly plan: LivePlan;
  readonly cursor: string;
  /** Events recorded before are not reported. */
  readonly from: Date;
}

interface QueryRow {
  readonly id: string;
  readonly query: unknown;
}

/** Judges the opening request of a WebSocket, and afterwards whether its client may still listen. */
@Injectable()
export class LiveListeners {
  constructor(
    private readonly actors: ActorsService,
    private readonly reports: ReportsService,
    private readonly unit: UnitOfWork,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws Problem the reason why not */
  async admit(request: IncomingMessage): Promise<Listener> {
    const { queryName, parameters } = found(liveRequest(request), 'The live query');
    this.refuseForeignPages(request);
    const actor = await this.actors.actorOf(request);
    if (actor === undefined) throw new Problem('not-signed-in');
    if (!may(actor, 'events:read')) throw new Problem('not-allowed');
    const { schedule, reportIfEmpty, initialRecordTime } = readLiveParameters(parameters);
    const query = found(await this.query(actor, queryName), `Query ${queryName}`);
    const asked = initialRecordTime === undefined ? undefined : new Date(initialRecordTime);
    const start = { asked, made: new Date() };
    return {
      actor,
      source: this.source(request, actor, queryName, query, start),
      plan: { schedule, reportIfEmpty: reportIfEmpty === 'true' },
      cursor: await this.reports.begin(start),
      from: asked ?? start.made,
    };
  }

  private source(
    request: IncomingMessage,
    admitted: Actor,
    queryName: string,
    { id, query }: QueryRow,
    start: Start,
  ): LiveSource {
    let actor = admitted;
    return {
      refusal: async () => {
        const present = await this.actors.actorOf(request);
        if (present === undefined || !may(present, 'events:read')) return 'the session has ended';
        actor = present;
        return (await this.query(actor, queryName))?.id === id ? undefined : 'the query was deleted';
      },
      next: (cursor) => this.reports.next({ actor, queryName, query, subscriptionID: undefined, start }, cursor, BATCH),
    };
  }

  private async query({ organisationId }: Actor, name: string): Promise<QueryRow | undefined> {
    const [row] = await this.unit.query<QueryRow>(
      'SELECT id, query FROM named_query WHERE organisation_id = $1 AND name = $2',
      [organisationId, name],
    );
    return row;
  }

  /** A browser sends its cookie along for any page; only pages of ours may use it (RFC 6455 section 10.2). */
  private refuseForeignPages({ headers }: IncomingMessage): void {
    const { origin, host, cookie } = headers;
    if (origin === undefined || cookie === undefined) return;
    const from = URL.parse(origin);
    if (from !== null && (from.origin === new URL(this.config.publicUrl).origin || from.host === host)) return;
    throw new Problem('not-allowed', 'Pages of other sites may not listen with your session.');
  }
}
