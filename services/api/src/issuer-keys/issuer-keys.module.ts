import { Module } from '@nestjs/common';
import { AccreditationsModule } from '../accreditations/accreditations.module.ts';
import { IssuerKeysController } from './issuer-keys.controller.ts';
import { IssuerKeysService } from './issuer-keys.service.ts';

@Module({
  imports: [AccreditationsModule],
  controllers: [IssuerKeysController],
  providers: [IssuerKeysService],
})
export class IssuerKeysModule {}
