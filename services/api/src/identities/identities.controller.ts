import { Controller, Param, Post } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Allow } from '../access/access.decorators.ts';
import { type Actor, CurrentActor } from '../access/actor.ts';
import { CertificateStatus } from '../certificates/certificates.schemas.ts';
import { ItemKey } from '../items/item-key.ts';
import { IdentitiesService } from './identities.service.ts';

const IdentityView = z.object({ certificateId: z.uuid(), status: CertificateStatus });

@ApiTags('identities')
@Controller('items/:gtin/:serial/identity')
export class IdentitiesController {
  constructor(private readonly identities: IdentitiesService) {}

  @Post()
  @Allow('identities:create')
  @ApiResponse({ status: 201, standardSchema: IdentityView })
  async create(
    @CurrentActor() actor: Actor,
    @Param({ schema: ItemKey }) key: ItemKey,
  ): Promise<z.infer<typeof IdentityView>> {
    const { id, status } = await this.identities.create(actor, key);
    return { certificateId: id, status };
  }
}
