import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../access/access.decorators.ts';
import { type Actor, CurrentActor } from '../access/actor.ts';
import { NewSeries, SeriesList, SeriesView } from './series.schemas.ts';
import { SeriesService, seriesView } from './series.service.ts';

@ApiTags('cover')
@Controller('cover/series')
export class SeriesController {
  constructor(private readonly series: SeriesService) {}

  @Post()
  @Allow('cover:underwrite')
  @ApiResponse({ status: 201, standardSchema: SeriesView })
  async create(@CurrentActor() actor: Actor, @Body({ schema: NewSeries }) body: NewSeries): Promise<SeriesView> {
    return seriesView(await this.series.create(actor, body));
  }

  /** The newest 200. */
  @Get()
  @Allow('cover:read')
  @ApiResponse({ status: 200, standardSchema: SeriesList })
  async list(): Promise<{ series: SeriesView[] }> {
    return { series: (await this.series.list()).map(seriesView) };
  }
}
