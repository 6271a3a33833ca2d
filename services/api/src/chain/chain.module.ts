import { Global, Module } from '@nestjs/common';
import { ChainController } from './chain.controller.ts';
import { ChainService } from './chain.service.ts';
import { JournalService } from './journal.service.ts';
import { SenderService } from './sender.service.ts';

/** Global: whatever is to be proven or paid ends here. */
@Global()
@Module({
  controllers: [ChainController],
  providers: [ChainService, JournalService, SenderService],
  exports: [ChainService, JournalService],
})
export class ChainModule {}
