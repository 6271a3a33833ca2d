import { Module } from '@nestjs/common';
import { ItemsModule } from '../items/items.module.ts';
import { GradingsController } from './gradings.controller.ts';
import { GradingsService } from './gradings.service.ts';

@Module({
  imports: [ItemsModule],
  controllers: [GradingsController],
  providers: [GradingsService],
  exports: [GradingsService],
})
export class GradingsModule {}
