import { Body, Controller, Post } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../access/access.decorators.ts';
import { NewReporter, ReporterView } from './reporters.schemas.ts';
import { ReportersService } from './reporters.service.ts';

@ApiTags('cover')
@Controller('cover/reporters')
export class ReportersController {
  constructor(private readonly reporters: ReportersService) {}

  @Post()
  @Allow('reporters:create')
  @ApiResponse({ status: 201, standardSchema: ReporterView })
  register(@Body({ schema: NewReporter }) body: NewReporter): Promise<ReporterView> {
    return this.reporters.register(body);
  }
}
