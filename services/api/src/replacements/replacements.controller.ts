import { Controller, Param, Post } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Allow } from '../access/access.decorators.ts';
import { type Actor, CurrentActor } from '../access/actor.ts';
import { CertificateView } from '../certificates/certificates.schemas.ts';
import { CertificatesService } from '../certificates/certificates.service.ts';
import { ReplacementsService } from './replacements.service.ts';

@ApiTags('certificates')
@Controller('certificates')
export class ReplacementsController {
  constructor(
    private readonly replacements: ReplacementsService,
    private readonly certificates: CertificatesService,
  ) {}

  /** Issues a revoked certificate of one's organisation anew, with its key of now. */
  @Post(':id/replace')
  @Allow('certificates:replace')
  @ApiResponse({ status: 201, standardSchema: CertificateView })
  async replace(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: z.uuid() }) id: string,
  ): Promise<CertificateView | undefined> {
    const [view] = await this.certificates.views([await this.replacements.replace(actor, id)]);
    return view;
  }
}
