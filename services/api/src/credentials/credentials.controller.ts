import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type {
  CredentialReport as CredentialFindings,
  PresentationReport as PresentationFindings,
} from '@fieldseal/provenance';
import { Allow, Public } from '../access/access.decorators.ts';
import { type Actor, CurrentActor } from '../access/actor.ts';
import { Direct } from '../platform/idempotency.interceptor.ts';
import {
  CredentialReport,
  CredentialToVerify,
  NewPresentation,
  PresentationReport,
  PresentationToVerify,
  PresentationView,
} from './credentials.schemas.ts';
import { CredentialsService } from './credentials.service.ts';
import { PresentationsService } from './presentations.service.ts';

@ApiTags('credentials')
@Controller()
export class CredentialsController {
  constructor(
    private readonly credentials: CredentialsService,
    private readonly presentations: PresentationsService,
  ) {}

  /** Verifies any credential of the W3C VC Data Model 2.0 secured with `eddsa-jcs-2022`. */
  @Post('credentials/verify')
  @Public()
  @Direct()
  @HttpCode(200)
  @ApiResponse({ status: 200, standardSchema: CredentialReport })
  verify(@Body({ schema: CredentialToVerify }) body: CredentialToVerify): Promise<CredentialFindings> {
    return this.credentials.verify(body);
  }

  /** Verifies a presentation for this challenge and domain, and every credential in it. */
  @Post('presentations/verify')
  @Public()
  @Direct()
  @HttpCode(200)
  @ApiResponse({ status: 200, standardSchema: PresentationReport })
  verifyPresentation(
    @Body({ schema: PresentationToVerify }) body: PresentationToVerify,
  ): Promise<PresentationFindings> {
    return this.credentials.verifyPresentation(body);
  }

  /** Presents certificates that the organisation holds. */
  @Post('presentations')
  @Allow('credentials:present')
  @ApiResponse({ status: 201, standardSchema: PresentationView })
  present(
    @CurrentActor() actor: Actor,
    @Body({ schema: NewPresentation }) body: NewPresentation,
  ): Promise<PresentationView> {
    return this.presentations.create(actor, body);
  }
}
