import { Controller, Get, HttpCode, Options, Req, Res } from '@nestjs/common';
import { ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { EPCIS_CONTEXT } from '@fieldseal/provenance';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Public } from '../access/access.decorators.ts';
import { found } from '../platform/problems.ts';
import { DISCOVERY_HEADERS, EPCIS_PATH, RESOURCE_HEADERS } from './protocol.ts';
import { EpcisResources } from './resources.ts';

const TopLevel = z.object({
  '@context': z.literal(EPCIS_CONTEXT),
  type: z.literal('Collection'),
  member: z.array(z.string()).describe('resources below this one'),
});

/** What this server can do, told without signing in. */
@ApiTags('EPCIS discovery')
@Controller('epcis')
export class DiscoveryController {
  constructor(private readonly resources: EpcisResources) {}

  /** The resources right below this address. */
  @Get()
  @Public()
  @ApiResponse({ status: 200, standardSchema: TopLevel })
  list(): z.infer<typeof TopLevel> {
    return { '@context': EPCIS_CONTEXT, type: 'Collection', member: this.resources.names() };
  }

  /** Versions, formats and methods. */
  @Options()
  @Public()
  @HttpCode(204)
  @ApiResponse({ status: 204, description: 'Told by headers: Allow, GS1-EPCIS-Version, GS1-EPC-Format and others' })
  root(@Res({ passthrough: true }) reply: FastifyReply): void {
    this.describe('/', reply);
  }

  /** Versions, formats, methods and limits of one resource. */
  @Options('*')
  @Public()
  @HttpCode(204)
  @ApiParam({ name: 'path', description: 'address of a resource, from here', example: 'capture' })
  @ApiResponse({ status: 204, description: 'Told by headers: Allow, GS1-EPCIS-Version, GS1-EPC-Format and others' })
  resource(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): void {
    this.describe(request.url.slice(EPCIS_PATH.length).replace(/\?.*/, ''), reply);
  }

  private describe(path: string, reply: FastifyReply): void {
    const resource = found(this.resources.at(path), `The resource ${path}`);
    void reply.headers({ ...DISCOVERY_HEADERS, ...RESOURCE_HEADERS[resource.path], Allow: resource.allow });
  }
}
