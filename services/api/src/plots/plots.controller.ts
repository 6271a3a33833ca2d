import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../access/access.decorators.ts';
import { type Actor, CurrentActor } from '../access/actor.ts';
import { NewPlot, PlotFile, PlotFileFindings, PlotList, PlotView } from './plots.schemas.ts';
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

  /** Whether a file of plots is fit for the EU deforestation regulation, and where it is not; nothing is kept. */
  @Post('checks')
  @Allow('plots:create')
  @HttpCode(200)
  @ApiResponse({ status: 200, standardSchema: PlotFileFindings })
  check(@Body({ schema: PlotFile }) body: PlotFile): PlotFileFindings {
    return this.plots.check(body);
  }

  @Get()
  @Allow('plots:read')
  @ApiResponse({ status: 200, standardSchema: PlotList })
  async list(@CurrentActor() actor: Actor): Promise<{ plots: PlotView[] }> {
    return { plots: (await this.plots.list(actor)).map(plotView) };
  }
}
