import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Allow } from '../access/access.decorators.ts';
import { type Actor, CurrentActor } from '../access/actor.ts';
import {
  DeviceKeyChallenge,
  DeviceKeyList,
  DeviceKeyQuery,
  DeviceKeyRevocation,
  DeviceKeyView,
  NewDeviceKey,
} from './device-keys.schemas.ts';
import { DeviceKeysService } from './device-keys.service.ts';

@ApiTags('device keys')
@Controller('device-keys')
export class DeviceKeysController {
  constructor(private readonly keys: DeviceKeysService) {}

  /** What a new key must sign to be registered. */
  @Get('challenge')
  @Allow('device-keys:register')
  @ApiResponse({ status: 200, standardSchema: DeviceKeyChallenge })
  challenge(@CurrentActor() actor: Actor): DeviceKeyChallenge {
    return this.keys.challenge(actor);
  }

  /** Registers the key of one's phone; accrediting it is the accreditation body's. */
  @Post()
  @Allow('device-keys:register')
  @ApiResponse({ status: 201, standardSchema: DeviceKeyView })
  register(@CurrentActor() actor: Actor, @Body({ schema: NewDeviceKey }) body: NewDeviceKey): Promise<DeviceKeyView> {
    return this.keys.register(actor, body);
  }

  /** The newest 200. */
  @Get()
  @Allow('device-keys:read')
  @ApiResponse({ status: 200, standardSchema: DeviceKeyList })
  async list(
    @CurrentActor() actor: Actor,
    @Query({ schema: DeviceKeyQuery }) { state }: DeviceKeyQuery,
  ): Promise<DeviceKeyList> {
    return { deviceKeys: await this.keys.list(actor, state) };
  }

  /** By the person, by others of the same organisation, or by the accreditation body. */
  @Post(':id/revoke')
  @Allow('device-keys:revoke')
  @HttpCode(200)
  @ApiResponse({ status: 200, standardSchema: DeviceKeyView })
  revoke(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: DeviceKeyRevocation }) body: DeviceKeyRevocation,
  ): Promise<DeviceKeyView> {
    return this.keys.revoke(actor, id, body);
  }
}
