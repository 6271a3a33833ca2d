import { Injectable, type MessageEvent, type OnModuleDestroy } from '@nestjs/common';
import {
  endWith,
  exhaustMap,
  finalize,
  interval,
  map,
  merge,
  mergeMap,
  type Observable,
  Subject,
  takeUntil,
  takeWhile,
  timer,
} from 'rxjs';
import type { Actor } from '../access/actor.ts';
import { Problem } from '../platform/problems.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import type { BatchView } from './batches.schemas.ts';
import { BatchesService } from './batches.service.ts';
import { isFinal } from './batch-states.ts';

const LOOK_EVERY_MS = 500;
const HEARTBEAT_MS = 15_000;
const MOST_STREAMS = 200;
const TOLD_AT_ONCE = 100;
/** Ends the heartbeat with the events. */
const END: MessageEvent = { comment: 'end' };

interface Told {
  readonly sequence: number;
  readonly content: BatchView;
}

/** Progress of batches as server-sent events, each with the whole state; they come from the database, so from any instance. */
@Injectable()
export class BatchFeed implements OnModuleDestroy {
  private readonly stopped = new Subject<void>();
  private streams = 0;

  constructor(
    private readonly unit: UnitOfWork,
    private readonly batches: BatchesService,
  ) {}

  /**
   * What happened since an event, then what happens until the batch is finished.
   * @param lastEventId what the client received last (HTML Living Standard, section 9.2.4); anything unknown means all
   * @throws Problem not-found, too-many-requests
   */
  async watch(actor: Actor, id: string, lastEventId: string | undefined): Promise<Observable<MessageEvent>> {
    const { state, sequence } = await this.batches.get(actor, id);
    if (this.streams >= MOST_STREAMS) throw new Problem('too-many-requests', 'Too many people watch batches at once.');
    this.streams += 1;
    const received = /^\d{1,9}$/.test(lastEventId ?? '') ? Number(lastEventId) : 0;
    // Whoever comes back after the end is told it again, and so knows not to come back.
    const after = isFinal(state) ? Math.min(received, sequence - 1) : received;
    const heartbeat = interval(HEARTBEAT_MS).pipe(map((): MessageEvent => ({ comment: 'still here' })));
    const events = this.events(id, after).pipe(
      takeWhile(({ content }) => !isFinal(content.state), true),
      map((told): MessageEvent => ({ type: 'batch', id: String(told.sequence), data: told.content })),
    );
    return merge(events.pipe(endWith(END)), heartbeat).pipe(
      takeWhile((event) => event !== END),
      takeUntil(this.stopped),
      finalize(() => {
        this.streams -= 1;
      }),
    );
  }

  onModuleDestroy(): void {
    this.stopped.next();
  }

  private events(id: string, after: number): Observable<Told> {
    let last = after;
    return timer(0, LOOK_EVERY_MS).pipe(
      exhaustMap(async () => {
        const news = await this.unit.query<Told>(
          'SELECT sequence, content FROM batch_event WHERE batch_id = $1 AND sequence > $2 ORDER BY sequence LIMIT $3',
          [id, last, TOLD_AT_ONCE],
        );
        last = news.at(-1)?.sequence ?? last;
        return news;
      }),
      mergeMap((news) => news),
    );
  }
}
