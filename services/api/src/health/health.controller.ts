import { Controller, Get } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Public } from '../access/access.decorators.ts';
import { ChainService } from '../chain/chain.service.ts';
import { Problem } from '../platform/problems.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { LogStanding } from '../seals/log-standing.service.ts';

const Health = z.object({ status: z.literal('ok') });
type Health = z.infer<typeof Health>;

@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly chain: ChainService,
    private readonly log: LogStanding,
  ) {}

  /** The process answers. */
  @Get('live')
  @Public()
  @ApiResponse({ status: 200, standardSchema: Health })
  live(): Health {
    return { status: 'ok' };
  }

  /** The database and the chain answer too, the contracts are in place, and the seal log is the one that the chain knows. */
  @Get('ready')
  @Public()
  @ApiResponse({ status: 200, standardSchema: Health })
  async ready(): Promise<Health> {
    await this.unit.query('SELECT 1');
    const provider = await this.chain.provider;
    await provider.getBlockNumber().catch(() => {
      throw new Problem('unavailable', 'The chain does not answer.');
    });
    const fault = await this.log.fault();
    if (fault !== undefined) throw new Problem('unavailable', `The seal log is not in order: ${fault}.`);
    return { status: 'ok' };
  }
}
