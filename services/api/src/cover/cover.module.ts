import { Module } from '@nestjs/common';
import { OracleRoundsModule } from '../oracle-rounds/oracle-rounds.module.ts';
import { PlotsModule } from '../plots/plots.module.ts';
import { BoardController } from './board.controller.ts';
import { BoardFeed } from './board.feed.ts';
import { BoardService } from './board.service.ts';
import { CoverWorker } from './cover.worker.ts';
import { MoneyController } from './money.controller.ts';
import { MoneyService } from './money.service.ts';
import { PaymentsService } from './payments.service.ts';
import { PoliciesController } from './policies.controller.ts';
import { PoliciesService } from './policies.service.ts';
import { PoolService } from './pool.service.ts';
import { PurchasesService } from './purchases.service.ts';
import { SeriesController } from './series.controller.ts';
import { SeriesService } from './series.service.ts';
import { StepsService } from './steps.service.ts';

@Module({
  imports: [OracleRoundsModule, PlotsModule],
  controllers: [MoneyController, SeriesController, PoliciesController, BoardController],
  providers: [
    MoneyService,
    SeriesService,
    PoliciesService,
    PurchasesService,
    PaymentsService,
    StepsService,
    CoverWorker,
    PoolService,
    BoardService,
    BoardFeed,
  ],
})
export class CoverModule {}
