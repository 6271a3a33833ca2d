import { Controller, Get, Headers, type MessageEvent, Sse } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Observable } from 'rxjs';
import { Allow } from '../access/access.decorators.ts';
import { type Actor, CurrentActor } from '../access/actor.ts';
import { BoardFeed } from './board.feed.ts';
import { Board } from './board.schemas.ts';
import { BoardService, scopeOf } from './board.service.ts';

@ApiTags('cover')
@Controller('cover/board')
export class BoardController {
  constructor(
    private readonly board: BoardService,
    private readonly feed: BoardFeed,
  ) {}

  @Get()
  @Allow('cover:board')
  @ApiResponse({ status: 200, standardSchema: Board })
  read(@CurrentActor() actor: Actor): Promise<Board> {
    return this.board.read(scopeOf(actor));
  }

  /** Server-sent events `board`, each the whole board, at most two a second. */
  @Sse('stream')
  @Allow('cover:board')
  @ApiResponse({ status: 200, content: { 'text/event-stream': { schema: { type: 'string' } } } })
  @ApiResponse({ status: 429 })
  watch(
    @CurrentActor() actor: Actor,
    @Headers('last-event-id') lastEventId: string | undefined,
  ): Observable<MessageEvent> {
    return this.feed.watch(scopeOf(actor), lastEventId);
  }
}
