import { Module } from '@nestjs/common';
import { CertificatesModule } from '../certificates/certificates.module.ts';
import { DeviceKeysModule } from '../device-keys/device-keys.module.ts';
import { Recorder } from './recorder.ts';
import { RefusalsController } from './refusals.controller.ts';
import { RefusalsService } from './refusals.service.ts';
import { SigningViews } from './signing-views.ts';
import { SigningsController } from './signings.controller.ts';
import { SigningsService } from './signings.service.ts';

@Module({
  imports: [CertificatesModule, DeviceKeysModule],
  controllers: [RefusalsController, SigningsController],
  providers: [Recorder, RefusalsService, SigningViews, SigningsService],
  exports: [SigningsService],
})
export class SigningsModule {}
