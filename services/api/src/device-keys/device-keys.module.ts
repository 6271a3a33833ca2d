import { Module } from '@nestjs/common';
import { AccreditationsModule } from '../accreditations/accreditations.module.ts';
import { Challenges } from './challenges.ts';
import { DeviceKeyViews } from './device-key-views.ts';
import { DeviceKeysController } from './device-keys.controller.ts';
import { DeviceKeysService } from './device-keys.service.ts';

@Module({
  imports: [AccreditationsModule],
  controllers: [DeviceKeysController],
  providers: [Challenges, DeviceKeyViews, DeviceKeysService],
  exports: [DeviceKeysService],
})
export class DeviceKeysModule {}
