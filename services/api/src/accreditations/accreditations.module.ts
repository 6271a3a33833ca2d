import { Module } from '@nestjs/common';
import { AccreditationsController } from './accreditations.controller.ts';
import { AccreditationsService } from './accreditations.service.ts';

@Module({
  controllers: [AccreditationsController],
  providers: [AccreditationsService],
  exports: [AccreditationsService],
})
export class AccreditationsModule {}
