import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, may } from '../access/actor.ts';
import { CONFIG, type Config } from '../config.ts';
import { PageTokens } from '../event-queries/page-token.ts';
import type { NextPage, Paging } from '../event-queries/paging.ts';
import { Background } from '../platform/background.ts';
import { found, Problem } from '../platform/problems.ts';
import { Secrets } from '../platform/secrets.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { DestinationRefused, readDestination } from './destination.ts';
import { ReportsService } from './reports.service.ts';
import { nextQueryTime } from './schedule.ts';
import { newSignatureToken } from './signature.ts';
import { Subscription } from './subscription.entity.ts';
import type { NewSubscription, NewSubscriptionView, SubscriptionView } from './subscriptions.schemas.ts';
import { viewOf } from './views.ts';

export const SUBSCRIPTIONS_QUEUE = 'subscriptions';

const MOST_PER_ORGANISATION = 100;
/** Events of a message, unless the receiver asks for smaller ones. */
const BATCH = 100;

const placeOf = ({ createdAt, id }: Subscription): string => `${createdAt.toISOString()} ${id}`;

/** What the secret of a subscription is encrypted for. */
export const secretPurpose = (id: string): string => `subscription ${id}`;

/** Subscriptions to the named queries of the actor's organisation. */
@Injectable()
export class SubscriptionsService {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly reports: ReportsService,
    private readonly tokens: PageTokens,
    private readonly secrets: Secrets,
    private readonly background: Background,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws Problem subscription-refused for a destination that cannot be, or one subscription too many */
  async create(actor: Actor, queryName: string, input: NewSubscription): Promise<NewSubscriptionView> {
    if (!may(actor, 'events:read')) throw new Problem('not-allowed', 'Who may not read events may not hear of them.');
    const host = this.hostOf(input.dest);
    const queryId = await this.queryId(actor, queryName);
    const asked = input.initialRecordTime === undefined ? undefined : new Date(input.initialRecordTime);
    // Before the transaction: a search takes a connection of its own, and nobody should hold one while waiting for one.
    const cursor = await this.reports.begin({ asked, made: new Date() });
    return this.unit.run(async () => {
      // It may have been deleted meanwhile; from here on it stays until we are done.
      const kept = await this.unit.query('SELECT FROM named_query WHERE id = $1 FOR KEY SHARE', [queryId]);
      found(kept[0], `Query ${queryName}`);
      await this.refuseTooMany(actor);
      const id = randomUUID();
      const now = new Date();
      const signatureToken = input.signatureToken ?? newSignatureToken();
      const subscription = await this.unit.repository(Subscription).save({
        id,
        queryId,
        organisationId: actor.organisationId,
        personId: actor.personId,
        dest: input.dest,
        host,
        secret: this.secrets.encrypt(Buffer.from(signatureToken, 'utf8'), secretPurpose(id)),
        reportIfEmpty: input.reportIfEmpty,
        schedule: input.schedule ?? null,
        initialRecordTime: asked ?? null,
        cursor,
        batch: BATCH,
        dueAt: input.schedule === undefined ? now : (nextQueryTime(input.schedule, now) ?? now),
        lastRunAt: null,
        lastNotifiedAt: null,
        state: 'active',
        stateReason: null,
      });
      await this.background.wake(SUBSCRIPTIONS_QUEUE);
      return { ...viewOf(subscription, queryName), ...(input.signatureToken === undefined ? { signatureToken } : {}) };
    });
  }

  /** Oldest first. */
  async list(
    actor: Actor,
    queryName: string,
    { perPage, nextPageToken }: Paging,
  ): Promise<{ subscriptions: SubscriptionView[]; next?: NextPage }> {
    const queryId = await this.queryId(actor, queryName);
    const list = ['subscriptions', queryId];
    const after = nextPageToken === undefined ? '' : z.string().parse(await this.tokens.read(list, nextPageToken));
    // So few that the database need not know of pages.
    const all = await this.unit.repository(Subscription).find({ where: { queryId }, take: MOST_PER_ORGANISATION });
    const left = all.filter((one) => placeOf(one) > after).sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
    const page = left.slice(0, perPage);
    const subscriptions = page.map((subscription) => viewOf(subscription, queryName));
    const last = page.at(-1);
    if (last === undefined || left.length === page.length) return { subscriptions };
    return { subscriptions, next: this.tokens.make(list, placeOf(last)) };
  }

  async get(actor: Actor, queryName: string, id: string): Promise<SubscriptionView> {
    return viewOf(await this.find(actor, queryName, id), queryName);
  }

  /** Nothing is sent any more, and the log is gone too. */
  async delete(actor: Actor, queryName: string, id: string): Promise<void> {
    await this.unit.repository(Subscription).delete({ id: (await this.find(actor, queryName, id)).id });
  }

  /** @throws Problem not-found, also for what belongs to others */
  async find(actor: Actor, queryName: string, id: string): Promise<Subscription> {
    const queryId = await this.queryId(actor, queryName);
    return found(await this.unit.repository(Subscription).findOneBy({ id, queryId }), `Subscription ${id}`);
  }

  private async queryId({ organisationId }: Actor, name: string): Promise<string> {
    const [query] = await this.unit.query<{ id: string }>(
      'SELECT id FROM named_query WHERE organisation_id = $1 AND name = $2',
      [organisationId, name],
    );
    return found(query, `Query ${name}`).id;
  }

  private hostOf(dest: string): string {
    try {
      return readDestination(dest, this.config.webhooksToPrivate).host;
    } catch (error) {
      if (!(error instanceof DestinationRefused)) throw error;
      throw new Problem('subscription-refused', `dest: ${error.message}`, [
        { pointer: '/dest', code: 'destination', detail: error.message },
      ]);
    }
  }

  private async refuseTooMany({ organisationId }: Actor): Promise<void> {
    await this.unit.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`subscriptions ${organisationId}`]);
    const count = await this.unit.repository(Subscription).countBy({ organisationId });
    if (count >= MOST_PER_ORGANISATION)
      throw new Problem(
        'subscription-refused',
        `An organisation may have ${MOST_PER_ORGANISATION} subscriptions; delete one first.`,
      );
  }
}
