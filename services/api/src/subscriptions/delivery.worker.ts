import { Inject, Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { CONFIG, type Config } from '../config.ts';
import { EventStore } from '../events/event-store.ts';
import { Background } from '../platform/background.ts';
import { Secrets } from '../platform/secrets.ts';
import { isExhausted } from './backoff.ts';
import { DestinationRefused, resolveDestination } from './destination.ts';
import { type Outcome, post } from './exchange.ts';
import { type ClaimedDelivery, type Failure, OutboxService } from './outbox.service.ts';
import { RunsService } from './runs.service.ts';
import { signedHeaders } from './signature.ts';
import { secretPurpose, SUBSCRIPTIONS_QUEUE } from './subscriptions.service.ts';

/** Connection, request and the whole answer together. */
const EXCHANGE_MS = 10_000;
/** Exchanges of this process at once: in all, with one host, and for one organisation. */
const MOST_EXCHANGES = 64;
const MOST_PER_HOST = 4;
const MOST_PER_ORGANISATION = 16;
/** The most that a receiver may ask us to wait. */
const LONGEST_WAIT_SECONDS = 3600;

/**
 * Makes and sends the messages of subscriptions. A run only starts exchanges and leaves them to themselves: a receiver
 * that hangs holds up nobody but its own host. A killed process's messages are sent again when their lease ends.
 */
@Injectable()
export class DeliveryWorker implements BeforeApplicationShutdown {
  private readonly logger = new Logger(DeliveryWorker.name);
  private readonly exchanges = new Map<ClaimedDelivery, Promise<void>>();
  private readonly stopping = new AbortController();

  constructor(
    private readonly runs: RunsService,
    private readonly outbox: OutboxService,
    private readonly secrets: Secrets,
    private readonly background: Background,
    @Inject(CONFIG) private readonly config: Config,
    events: EventStore,
  ) {
    background.register(SUBSCRIPTIONS_QUEUE, () => this.work());
    events.tell(SUBSCRIPTIONS_QUEUE);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort(new Error('the service stops'));
    await Promise.all(this.exchanges.values());
  }

  private async work(): Promise<void> {
    const started = new Date();
    let more = true;
    while (more && !this.stopping.signal.aborted) {
      more = await this.runs.runDue(started);
      await this.sendDue();
    }
  }

  private async sendDue(): Promise<void> {
    while (this.exchanges.size < MOST_EXCHANGES && !this.stopping.signal.aborted) {
      const claimed = await this.outbox.claim(
        this.busy(({ host }) => host, MOST_PER_HOST),
        this.busy(({ organisationId }) => organisationId, MOST_PER_ORGANISATION),
      );
      if (claimed === undefined) return;
      this.exchanges.set(claimed, this.send(claimed));
    }
  }

  /** The keys that have as many exchanges as they may. */
  private busy(keyOf: (claimed: ClaimedDelivery) => string, most: number): string[] {
    const counts = new Map<string, number>();
    for (const claimed of this.exchanges.keys()) counts.set(keyOf(claimed), (counts.get(keyOf(claimed)) ?? 0) + 1);
    return [...counts].filter(([, count]) => count >= most).map(([key]) => key);
  }

  /** Never rejects. */
  private async send(claimed: ClaimedDelivery): Promise<void> {
    try {
      await this.settle(claimed, await this.exchange(claimed));
    } catch (error) {
      this.logger.warn(`delivery ${claimed.id}: ${error instanceof Error ? error.message : String(error)}`);
    } finally {
      this.exchanges.delete(claimed);
    }
    // What waits behind this message need not wait for the next pulse.
    if (!this.stopping.signal.aborted) await this.background.wake(SUBSCRIPTIONS_QUEUE).catch(() => undefined);
  }

  private async exchange(claimed: ClaimedDelivery): Promise<Outcome | Error> {
    const token = this.secrets.decrypt(claimed.secret, secretPurpose(claimed.subscriptionId)).toString('utf8');
    const timeout = AbortSignal.timeout(EXCHANGE_MS);
    const signal = AbortSignal.any([timeout, this.stopping.signal]);
    try {
      const destination = await orAbort(resolveDestination(claimed.dest, this.config.webhooksToPrivate), signal);
      return await post(destination, signedHeaders(token, claimed.id, claimed.body, new Date()), claimed.body, signal);
    } catch (error) {
      if (timeout.aborted) return new Error(`no complete answer within ${EXCHANGE_MS / 1000} seconds`);
      return error instanceof Error ? error : new Error(String(error));
    }
  }

  private async settle(claimed: ClaimedDelivery, outcome: Outcome | Error): Promise<void> {
    if (!(outcome instanceof Error) && outcome.status >= 200 && outcome.status < 300)
      return this.outbox.accepted(claimed, outcome.status);
    if (this.stopping.signal.aborted) return this.outbox.release(claimed);
    const failure = failureOf(outcome);
    if (claimed.isReplay) return this.outbox.endReplay(claimed, failure);
    if (failure.status === 410)
      return this.outbox.stop(claimed, 'disabled', failure, 'The receiver answered 410: it is gone.');
    if (failure.status === 413 && claimed.eventCount > 1) return this.outbox.split(claimed, failure);
    if (isExhausted(claimed.firstAttemptAt, new Date()))
      return this.outbox.stop(claimed, 'paused', failure, `The receiver failed for days: ${failure.reason}`);
    const asked = outcome instanceof Error ? 0 : Math.min(outcome.retryAfter ?? 0, LONGEST_WAIT_SECONDS);
    return this.outbox.postpone(claimed, failure, Math.random(), asked);
  }
}

function failureOf(outcome: Outcome | Error): Failure {
  if (outcome instanceof DestinationRefused) return { status: null, reason: outcome.message };
  if (outcome instanceof Error) return { status: null, reason: outcome.message.slice(0, 300) };
  const { status } = outcome;
  const isRedirect = status >= 300 && status < 400;
  return { status, reason: `answered ${status}${isRedirect ? '; redirects are not followed' : ''}` };
}

/** The promise, unless the signal is quicker: looking up a name cannot be stopped, only left. */
function orAbort<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => {
      reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
    });
    promise.then(resolve, reject);
  });
}
