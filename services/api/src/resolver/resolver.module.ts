import { Module } from '@nestjs/common';
import { ItemsModule } from '../items/items.module.ts';
import { ProductsModule } from '../products/products.module.ts';
import { ResolverController } from './resolver.controller.ts';

@Module({ imports: [ItemsModule, ProductsModule], controllers: [ResolverController] })
export class ResolverModule {}
