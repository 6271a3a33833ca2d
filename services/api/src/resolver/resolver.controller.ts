import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../access/access.decorators.ts';
import { CONFIG, type Config } from '../config.ts';
import { ItemKey } from '../items/item-key.ts';
import { ItemsService } from '../items/items.service.ts';
import { Problem } from '../platform/problems.ts';
import { ProductsService } from '../products/products.service.ts';
import { pieceLinkset } from './linkset.ts';

/** Answers Digital Links: people get the shopper's page, machines the linkset. Lives outside `/api`, at the link itself. */
@ApiExcludeController()
@Controller()
export class ResolverController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly items: ItemsService,
    private readonly products: ProductsService,
  ) {}

  @Get('01/:gtin/21/:serial')
  @Public()
  async piece(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param({ schema: ItemKey }) key: ItemKey,
  ): Promise<unknown> {
    void reply.header('vary', 'accept');
    if (!prefersLinkset(request)) return this.page(reply);
    const item = await this.items.get(key);
    const { nameZh, nameEn } = await this.products.get(key.gtin, 'cake');
    void reply.type('application/linkset+json');
    return pieceLinkset(
      item.digitalLink,
      `${nameZh} ${nameEn}`,
      `${this.config.publicUrl}/api/items/${key.gtin}/${key.serial}`,
    );
  }

  private async page(reply: FastifyReply): Promise<string> {
    if (this.config.webDist === undefined) throw new Problem('not-found', 'This server does not serve the web pages.');
    void reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache');
    return readFile(join(this.config.webDist, 'shopper.html'), 'utf8');
  }
}

function prefersLinkset(request: FastifyRequest): boolean {
  const accept = request.headers.accept ?? '*/*';
  const { linkType } = request.query as { linkType?: string };
  return linkType === 'linkset' || /application\/(linkset\+)?json/.test(accept);
}
