import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Allow } from '../access/access.decorators.ts';
import { type Actor, CurrentActor } from '../access/actor.ts';
import {
  NewSensor,
  NewSensorView,
  ReadingList,
  ReadingsQuery,
  SensorList,
  type SensorView,
} from './sensors.schemas.ts';
import { SensorsService } from './sensors.service.ts';

@ApiTags('sensors')
@Controller('sensors')
export class SensorsController {
  constructor(private readonly sensors: SensorsService) {}

  @Post()
  @Allow('sensors:create')
  @ApiResponse({ status: 201, standardSchema: NewSensorView })
  async create(
    @CurrentActor() actor: Actor,
    @Body({ schema: NewSensor }) body: NewSensor,
  ): Promise<z.infer<typeof NewSensorView>> {
    const { sensor, password } = await this.sensors.create(actor, body);
    return { ...this.sensors.view(sensor), username: sensor.id, password };
  }

  @Get()
  @Allow('sensors:read')
  @ApiResponse({ status: 200, standardSchema: SensorList })
  async list(@CurrentActor() actor: Actor): Promise<{ sensors: SensorView[] }> {
    return { sensors: (await this.sensors.list(actor)).map((sensor) => this.sensors.view(sensor)) };
  }

  /** Newest first. */
  @Get(':id/readings')
  @Allow('sensors:read')
  @ApiResponse({ status: 200, standardSchema: ReadingList })
  async readings(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: z.uuid() }) id: string,
    @Query({ schema: ReadingsQuery }) { limit }: ReadingsQuery,
  ): Promise<ReadingList> {
    return this.sensors.readings((await this.sensors.get(actor, id)).id, limit);
  }
}
