import { Module } from '@nestjs/common';
import { LinksModule } from '../links/links.module.ts';
import { ResolverService } from './resolver.service.ts';
import { ShopperPage } from './shopper-page.service.ts';

@Module({ imports: [LinksModule], providers: [ResolverService, ShopperPage] })
export class ResolverModule {}
