import { Module } from '@nestjs/common';
import { DidsController } from './dids.controller.ts';
import { DidsService } from './dids.service.ts';

@Module({ controllers: [DidsController], providers: [DidsService], exports: [DidsService] })
export class DidsModule {}
