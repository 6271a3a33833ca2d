import { Controller, Get, Header } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Public } from '../access/access.decorators.ts';
import { FileAnswer } from '../openapi/file-answer.ts';
import { CheckpointsService } from './checkpoints.service.ts';
import { LogKey } from './log-key.ts';

const TEXT = 'text/plain; charset=utf-8';

/** The head of the seal log (C2SP tlog-tiles), outside /api: the address is also the log's name. Tiles: tile-routes.ts. */
@ApiTags('seals')
@Controller('log')
export class CheckpointsController {
  constructor(
    private readonly checkpoints: CheckpointsService,
    private readonly key: LogKey,
  ) {}

  /** The signed head of the log (C2SP tlog-checkpoint), beside whose address the tiles are. */
  @Get('checkpoint')
  @Public()
  @Header('content-type', TEXT)
  @Header('cache-control', 'no-store')
  @Header('access-control-allow-origin', '*')
  @Header('cross-origin-resource-policy', 'cross-origin')
  @FileAnswer(TEXT)
  checkpoint(): Promise<string> {
    return this.checkpoints.newest();
  }

  /** The key that checkpoints are signed with, as verifiers of signed notes are configured with it. */
  @Get('key')
  @Public()
  @Header('content-type', TEXT)
  @Header('cache-control', 'public, max-age=3600')
  @Header('access-control-allow-origin', '*')
  @Header('cross-origin-resource-policy', 'cross-origin')
  @FileAnswer(TEXT)
  verifierKey(): string {
    return `${this.key.text}\n`;
  }
}
