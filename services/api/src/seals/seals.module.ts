import { Global, Module } from '@nestjs/common';
import { CheckpointsController } from './checkpoints.controller.ts';
import { CheckpointsService } from './checkpoints.service.ts';
import { LogKey } from './log-key.ts';
import { LogStanding } from './log-standing.service.ts';
import { LogTiles } from './log-tiles.service.ts';
import { ProofsController } from './proofs.controller.ts';
import { PublishedHead } from './published-head.ts';
import { SealLogService } from './seal-log.service.ts';
import { SealerService } from './sealer.service.ts';
import { SealsController } from './seals.controller.ts';
import { TileStore } from './tile-store.ts';

/** Global: events and certificates are all appended here. */
@Global()
@Module({
  controllers: [SealsController, ProofsController, CheckpointsController],
  providers: [
    CheckpointsService,
    LogKey,
    LogStanding,
    LogTiles,
    PublishedHead,
    SealLogService,
    SealerService,
    TileStore,
  ],
  exports: [LogKey, LogStanding, SealLogService, SealerService, TileStore],
})
export class SealsModule {}
