import { Body, Controller, Get, HttpCode, Ip, Param, Post, Put, Query } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { Public } from '../access/access.decorators.ts';
import { Problem } from '../platform/problems.ts';
import { AttemptLimit } from '../sessions/attempt-limit.ts';
import { ObservationsService } from './observations.service.ts';
import { ProgressService } from './progress.service.ts';
import {
  Bytes32,
  NewObservation,
  NewProgress,
  ObservationView,
  RoundList,
  RoundQuery,
  type RoundView,
} from './rounds.schemas.ts';
import { RoundsService } from './rounds.service.ts';

/** Refused reports that an address may send within a minute, before it has to wait. */
const REFUSALS_PER_MINUTE = 60;

/** Open to anybody: what counts is the reporter's signature. */
@ApiTags('oracle')
@Controller('oracle/rounds')
export class RoundsController {
  private readonly refusals = new AttemptLimit(REFUSALS_PER_MINUTE, 60_000);

  constructor(
    private readonly rounds: RoundsService,
    private readonly progress: ProgressService,
    private readonly observations: ObservationsService,
  ) {}

  /** The rounds that wait for observations. */
  @Get()
  @Public()
  @ApiResponse({ status: 200, standardSchema: RoundList })
  async list(@Query({ schema: RoundQuery }) { status }: RoundQuery): Promise<{ rounds: RoundView[] }> {
    return { rounds: await this.rounds.list(status) };
  }

  @Put(':key/progress')
  @Public()
  @HttpCode(204)
  @ApiResponse({ status: 204 })
  @ApiResponse({ status: 403 })
  async putProgress(
    @Ip() ip: string,
    @Param('key', { schema: Bytes32 }) key: string,
    @Body({ schema: NewProgress }) body: NewProgress,
  ): Promise<void> {
    await this.limited(ip, () => this.progress.put(key, body));
  }

  @Post(':key/observations')
  @Public()
  @ApiResponse({ status: 201, standardSchema: ObservationView })
  @ApiResponse({ status: 403 })
  addObservation(
    @Ip() ip: string,
    @Param('key', { schema: Bytes32 }) key: string,
    @Body({ schema: NewObservation }) body: NewObservation,
  ): Promise<ObservationView> {
    return this.limited(ip, () => this.observations.add(key, body));
  }

  private async limited<T>(ip: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof Problem && error.code === 'not-allowed') this.refusals.check(ip);
      throw error;
    }
  }
}
