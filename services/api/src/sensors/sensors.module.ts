import { Module } from '@nestjs/common';
import { Broker } from './broker.ts';
import { ReadingIntake } from './intake.ts';
import { SensorsController } from './sensors.controller.ts';
import { SensorsService } from './sensors.service.ts';
import { Subscriber } from './subscriber.ts';

@Module({
  controllers: [SensorsController],
  providers: [SensorsService, ReadingIntake, Broker, Subscriber],
  exports: [SensorsService],
})
export class SensorsModule {}
