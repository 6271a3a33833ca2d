import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Allow } from '../access/access.decorators.ts';
import { type Actor, CurrentActor } from '../access/actor.ts';
import { CertificateList, CertificateQuery, CertificateView } from './certificates.schemas.ts';
import { CertificatesService } from './certificates.service.ts';

@ApiTags('certificates')
@Controller('certificates')
export class CertificatesController {
  constructor(private readonly certificates: CertificatesService) {}

  /** The newest 200. */
  @Get()
  @Allow('certificates:read')
  @ApiResponse({ status: 200, standardSchema: CertificateList })
  async list(
    @Query({ schema: CertificateQuery }) query: CertificateQuery,
  ): Promise<{ certificates: CertificateView[] }> {
    return { certificates: await this.certificates.list(query) };
  }

  @Post(':id/countersign')
  @Allow('certificates:countersign')
  @HttpCode(200)
  @ApiResponse({ status: 200, standardSchema: CertificateView })
  async countersign(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: z.uuid() }) id: string,
  ): Promise<CertificateView | undefined> {
    const [view] = await this.certificates.views([await this.certificates.countersign(actor, id)]);
    return view;
  }
}
