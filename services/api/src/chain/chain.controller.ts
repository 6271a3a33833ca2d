import { Body, Controller, Get, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Allow, Public } from '../access/access.decorators.ts';
import { CONFIG, type Config } from '../config.ts';
import { Direct } from '../platform/idempotency.interceptor.ts';
import { Problem } from '../platform/problems.ts';
import { AttemptLimit } from '../sessions/attempt-limit.ts';
import { ChainView, RelayedAnswer, RelayedCall, TransactionView } from './chain.schemas.ts';
import { ChainService } from './chain.service.ts';
import { JournalService, transactionView } from './journal.service.ts';

const RELAY_TIMEOUT_MS = 10_000;
const CALLS_A_MINUTE = 600;

@ApiTags('chain')
@Controller()
export class ChainController {
  private readonly callsPerAddress = new AttemptLimit(CALLS_A_MINUTE, 60_000);

  constructor(
    private readonly chain: ChainService,
    private readonly journal: JournalService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('chain')
  @Public()
  @ApiResponse({ status: 200, standardSchema: ChainView })
  async describe(): Promise<ChainView> {
    const { chainId, sealLog, issuerRegistry, oracle, cropCover } = await this.chain.deployment;
    return { chainId, sealLog, issuerRegistry, weatherIndexOracle: oracle, cropCover };
  }

  @Get('transactions/:id')
  @Allow('transactions:read')
  @ApiResponse({ status: 200, standardSchema: TransactionView })
  async transaction(@Param('id', { schema: z.uuid() }) id: string): Promise<TransactionView> {
    return transactionView(await this.journal.get(id));
  }

  /** For shoppers' phones that cannot reach a node: passes reading calls on, and nothing else. */
  @Post('rpc')
  @Public()
  @Direct()
  @HttpCode(200)
  @ApiResponse({ status: 200, standardSchema: RelayedAnswer })
  async relay(@Req() request: FastifyRequest, @Body({ schema: RelayedCall }) body: RelayedCall): Promise<unknown> {
    this.callsPerAddress.check(request.ip);
    try {
      const answer = await fetch(this.config.rpcUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(RELAY_TIMEOUT_MS),
      });
      return await answer.json();
    } catch {
      throw new Problem('unavailable', 'The chain node did not answer.');
    }
  }
}
