import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Allow, Public } from '../access/access.decorators.ts';
import { type Actor, CurrentActor } from '../access/actor.ts';
import { found } from '../platform/problems.ts';
import { publish } from '../platform/published.ts';
import { CertificateList, CertificateQuery, CertificateView, Countersigning } from './certificates.schemas.ts';
import { type StatusAction, StatusHistory, StatusReason } from './certificates.schemas.ts';
import { CertificatesService } from './certificates.service.ts';
import { WithdrawalsService } from './withdrawals.service.ts';

/** A signed document never changes. */
const MAX_AGE_SECONDS = 86_400;

@ApiTags('certificates')
@Controller('certificates')
export class CertificatesController {
  constructor(
    private readonly certificates: CertificatesService,
    private readonly withdrawals: WithdrawalsService,
  ) {}

  /** The newest 200. */
  @Get()
  @Allow('certificates:read')
  @ApiResponse({ status: 200, standardSchema: CertificateList })
  async list(
    @Query({ schema: CertificateQuery }) query: CertificateQuery,
  ): Promise<{ certificates: CertificateView[] }> {
    return { certificates: await this.certificates.list(query) };
  }

  /** Adds the appraiser's signature to many identity certificates at once: all of them, or none. */
  @Post('countersign')
  @Allow('certificates:countersign')
  @HttpCode(200)
  @ApiResponse({ status: 200, standardSchema: CertificateList })
  @ApiResponse({ status: 409 })
  async countersignAll(
    @CurrentActor() actor: Actor,
    @Body({ schema: Countersigning }) { certificates }: Countersigning,
  ): Promise<{ certificates: CertificateView[] }> {
    return { certificates: await this.certificates.views(await this.certificates.countersignAll(actor, certificates)) };
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

  /** Withdraws a certificate of one's own organisation for good. */
  @Post(':id/revoke')
  @Allow('certificates:withdraw')
  @HttpCode(200)
  @ApiResponse({ status: 200, standardSchema: CertificateView })
  revoke(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: StatusReason }) { reason }: StatusReason,
  ): Promise<CertificateView | undefined> {
    return this.change(actor, id, 'revoke', reason);
  }

  /** Withdraws a certificate of one's own organisation for the time being. */
  @Post(':id/suspend')
  @Allow('certificates:withdraw')
  @HttpCode(200)
  @ApiResponse({ status: 200, standardSchema: CertificateView })
  suspend(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: StatusReason }) { reason }: StatusReason,
  ): Promise<CertificateView | undefined> {
    return this.change(actor, id, 'suspend', reason);
  }

  /** Ends the suspension of a certificate. */
  @Post(':id/reinstate')
  @Allow('certificates:withdraw')
  @HttpCode(200)
  @ApiResponse({ status: 200, standardSchema: CertificateView })
  reinstate(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: StatusReason }) { reason }: StatusReason,
  ): Promise<CertificateView | undefined> {
    return this.change(actor, id, 'reinstate', reason);
  }

  /** The certificate itself, as a verifiable credential to hold. Whether it was withdrawn its status lists say. */
  @Get(':id/credential')
  @Public()
  @ApiResponse({ status: 200, content: { 'application/vc': { schema: { type: 'object' } } } })
  @ApiResponse({ status: 304, description: 'The copy at hand is current.' })
  async credential(
    @Param('id', { schema: z.uuid() }) id: string,
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const { document, digest } = await this.certificates.get(id);
    const tag = found(digest, `Certificate ${id}, counter-signed,`).toString('hex');
    return publish(reply, { type: 'application/vc', seconds: MAX_AGE_SECONDS, tag, known }, document);
  }

  /** Who withdrew or reinstated a certificate, when and why. */
  @Get(':id/history')
  @Allow('certificates:read')
  @ApiResponse({ status: 200, standardSchema: StatusHistory })
  async history(@Param('id', { schema: z.uuid() }) id: string): Promise<StatusHistory> {
    await this.certificates.get(id);
    return { changes: await this.withdrawals.of(id) };
  }

  private async change(
    actor: Actor,
    id: string,
    action: StatusAction,
    reason: string,
  ): Promise<CertificateView | undefined> {
    const [view] = await this.certificates.views([await this.withdrawals.change(actor, id, action, reason)]);
    return view;
  }
}
