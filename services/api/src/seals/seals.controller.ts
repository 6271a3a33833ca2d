import { Controller, Get } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Public } from '../access/access.decorators.ts';
import { SealerService } from './sealer.service.ts';

const SealList = z.object({
  seals: z.array(
    z.object({
      treeSize: z.number().int(),
      root: z.string().describe('Merkle root, hexadecimal'),
      sealedAt: z.iso.datetime(),
      transaction: z.string(),
      gasUsed: z.number().int(),
    }),
  ),
});

const NEWEST = 100;

@ApiTags('seals')
@Controller('seals')
export class SealsController {
  constructor(private readonly sealer: SealerService) {}

  /** The newest heads of the log that are on the chain. */
  @Get()
  @Public()
  @ApiResponse({ status: 200, standardSchema: SealList })
  async list(): Promise<z.infer<typeof SealList>> {
    const seals = await this.sealer.list(NEWEST);
    return {
      seals: seals.map((seal) => ({ ...seal, root: seal.root.toString('hex'), sealedAt: seal.sealedAt.toISOString() })),
    };
  }
}
