import { Global, Module } from '@nestjs/common';
import { StoredNodes } from './node-store.ts';
import { SealLogService } from './seal-log.service.ts';
import { SealerService } from './sealer.service.ts';
import { SealsController } from './seals.controller.ts';

/** Global: events and certificates are all appended here. */
@Global()
@Module({
  controllers: [SealsController],
  providers: [StoredNodes, SealLogService, SealerService],
  exports: [StoredNodes, SealLogService, SealerService],
})
export class SealsModule {}
