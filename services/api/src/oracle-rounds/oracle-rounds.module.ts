import { Module } from '@nestjs/common';
import { ChainRoles } from './chain-roles.ts';
import { AnswersService } from './answers.service.ts';
import { ObservationsService } from './observations.service.ts';
import { ProgressService } from './progress.service.ts';
import { ReportersController } from './reporters.controller.ts';
import { ReportersService } from './reporters.service.ts';
import { RoundsController } from './rounds.controller.ts';
import { RoundsService } from './rounds.service.ts';

@Module({
  controllers: [RoundsController, ReportersController],
  providers: [ChainRoles, RoundsService, ReportersService, ProgressService, ObservationsService, AnswersService],
  exports: [ChainRoles, RoundsService, ReportersService, ProgressService, ObservationsService, AnswersService],
})
export class OracleRoundsModule {}
