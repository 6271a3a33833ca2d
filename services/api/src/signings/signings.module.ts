import { Module } from '@nestjs/common';
import { CertificatesModule } from '../certificates/certificates.module.ts';
import { DeviceKeysModule } from '../device-keys/device-keys.module.ts';
import { Recorder } from './recorder.ts';
import { SigningViews } from './signing-views.ts';
import { SigningsController } from './signings.controller.ts';
import { SigningsService } from './signings.service.ts';

@Module({
  imports: [CertificatesModule, DeviceKeysModule],
  controllers: [SigningsController],
  providers: [Recorder, SigningViews, SigningsService],
  exports: [SigningsService],
})
export class SigningsModule {}
