import { createHash } from 'node:crypto';
import { Injectable, Logger, type MessageEvent, type OnModuleDestroy } from '@nestjs/common';
import {
  catchError,
  defer,
  distinctUntilChanged,
  EMPTY,
  exhaustMap,
  filter,
  finalize,
  from,
  interval,
  map,
  merge,
  type Observable,
  share,
  ReplaySubject,
  Subject,
  takeUntil,
  timer,
} from 'rxjs';
import { Problem } from '../platform/problems.ts';
import { type BoardScope, BoardService } from './board.service.ts';

const LOOK_EVERY_MS = 500;
const HEARTBEAT_MS = 15_000;
const MOST_STREAMS = 200;

interface Edition {
  /** Hash of the board: the same board has the same id, also after a restart. */
  readonly id: string;
  readonly json: string;
}

/** The live board: one reading twice a second for all who watch the same board, none while nobody does. */
@Injectable()
export class BoardFeed implements OnModuleDestroy {
  private readonly logger = new Logger(BoardFeed.name);
  private readonly editions = new Map<BoardScope, Observable<Edition>>();
  private readonly stopped = new Subject<void>();
  private streams = 0;

  constructor(private readonly board: BoardService) {}

  /**
   * The board whenever it changes, beginning with the present one unless the client has it already.
   * @param lastEventId what the client received last (HTML Living Standard, section 9.2.4)
   * @throws Problem too-many-requests
   */
  watch(scope: BoardScope, lastEventId: string | undefined): Observable<MessageEvent> {
    if (this.streams >= MOST_STREAMS)
      throw new Problem('too-many-requests', 'Too many people watch the board at once.');
    const boards = this.editionsOf(scope).pipe(
      filter(({ id }, i) => i > 0 || id !== lastEventId),
      map(({ id, json }): MessageEvent => ({ type: 'board', id, data: json })),
    );
    const heartbeat = interval(HEARTBEAT_MS).pipe(map((): MessageEvent => ({ comment: 'still here' })));
    return defer(() => {
      this.streams += 1;
      return merge(boards, heartbeat);
    }).pipe(
      takeUntil(this.stopped),
      finalize(() => {
        this.streams -= 1;
      }),
    );
  }

  onModuleDestroy(): void {
    this.stopped.next();
  }

  private editionsOf(scope: BoardScope): Observable<Edition> {
    const known = this.editions.get(scope);
    if (known !== undefined) return known;
    const made = timer(0, LOOK_EVERY_MS).pipe(
      exhaustMap(() => from(this.edition(scope)).pipe(catchError((error: unknown) => this.skip(error)))),
      distinctUntilChanged((before, after) => before.id === after.id),
      finalize(() => this.editions.delete(scope)),
      share({ connector: () => new ReplaySubject(1) }),
    );
    this.editions.set(scope, made);
    return made;
  }

  private async edition(scope: BoardScope): Promise<Edition> {
    const json = JSON.stringify(await this.board.read(scope));
    return { id: createHash('sha256').update(json).digest('base64url').slice(0, 22), json };
  }

  private skip(error: unknown): Observable<never> {
    this.logger.warn(
      `the board cannot be read: ${error instanceof Error ? error.message : String(error)}; trying again`,
    );
    return EMPTY;
  }
}
