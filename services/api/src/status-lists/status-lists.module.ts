import { Module } from '@nestjs/common';
import { StatusListsController } from './status-lists.controller.ts';
import { StatusListsService } from './status-lists.service.ts';
import { StatusRegisters } from './status-registers.service.ts';
import { StatusSigner } from './status-signer.service.ts';

@Module({
  controllers: [StatusListsController],
  providers: [StatusListsService, StatusRegisters, StatusSigner],
  exports: [StatusListsService, StatusRegisters],
})
export class StatusListsModule {}
