import { Module } from '@nestjs/common';
import { Broker } from './broker.ts';
import { SensorsController } from './sensors.controller.ts';
import { SensorsService } from './sensors.service.ts';

@Module({ controllers: [SensorsController], providers: [SensorsService, Broker], exports: [SensorsService] })
export class SensorsModule {}
