import { Body, Controller, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiConsumes, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Allow, Public } from '../access/access.decorators.ts';
import { type Actor, CurrentActor } from '../access/actor.ts';
import { ItemKey } from '../items/item-key.ts';
import { Direct } from '../platform/idempotency.interceptor.ts';
import { PhotoUpload } from '../photos/photos.schemas.ts';
import { AttemptLimit } from '../sessions/attempt-limit.ts';
import { CheckView, EnrolmentView } from './fingerprints.schemas.ts';
import { FingerprintsService } from './fingerprints.service.ts';

@ApiTags('fingerprints')
@Controller('items/:gtin/:serial')
export class FingerprintsController {
  private readonly checksPerAddress = new AttemptLimit(60, 60_000);

  constructor(private readonly fingerprints: FingerprintsService) {}

  @Post('fingerprint')
  @Allow('fingerprints:create')
  @ApiConsumes('multipart/form-data')
  @ApiResponse({ status: 201, standardSchema: EnrolmentView })
  async enrol(
    @CurrentActor() actor: Actor,
    @Param({ schema: ItemKey }) key: ItemKey,
    @Body({ schema: PhotoUpload }) { photo }: PhotoUpload,
  ): Promise<EnrolmentView> {
    const { commitment, templateVersion, enrolledAt } = await this.fingerprints.enrol(actor, key, photo);
    return { commitment, templateVersion, enrolledAt: enrolledAt.toISOString() };
  }

  /** Is this the very piece that the code names? */
  @Post('checks')
  @Public()
  @Direct()
  @HttpCode(200)
  @ApiConsumes('multipart/form-data')
  @ApiResponse({ status: 200, standardSchema: CheckView })
  check(
    @Req() request: FastifyRequest,
    @Param({ schema: ItemKey }) key: ItemKey,
    @Body({ schema: PhotoUpload }) { photo }: PhotoUpload,
  ): Promise<CheckView> {
    this.checksPerAddress.check(request.ip);
    return this.fingerprints.check(key, photo);
  }
}
