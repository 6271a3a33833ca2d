import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../access/access.decorators.ts';
import { type Actor, CurrentActor } from '../access/actor.ts';
import { NewPlot, PlotList, PlotView } from './plots.schemas.ts';
import { PlotsService, plotView } from './plots.service.ts';

@ApiTags('plots')
@Controller('plots')
export class PlotsController {
  constructor(private readonly plots: PlotsService) {}

  @Post()
  @Allow('plots:create')
  @ApiResponse({ status: 201, standardSchema: PlotView })
  async create(@CurrentActor() actor: Actor, @Body({ schema: NewPlot }) body: NewPlot): Promise<PlotView> {
    return plotView(await this.plots.create(actor, body));
  }

  @Get()
  @Allow('plots:read')
  @ApiResponse({ status: 200, standardSchema: PlotList })
  async list(@CurrentActor() actor: Actor): Promise<{ plots: PlotView[] }> {
    return { plots: (await this.plots.list(actor)).map(plotView) };
  }
}
