import { Module } from '@nestjs/common';
import { DiscoveryController } from './discovery.controller.ts';
import { EpcisResources } from './resources.ts';

@Module({ controllers: [DiscoveryController], providers: [EpcisResources], exports: [EpcisResources] })
export class EpcisModule {}
