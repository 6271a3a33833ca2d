import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../access/access.decorators.ts';
import { type Actor, CurrentActor } from '../access/actor.ts';
import { NewProduct, ProductList, ProductView } from './products.schemas.ts';
import { ProductsService, productView } from './products.service.ts';

@ApiTags('products')
@Controller('products')
export class ProductsController {
  constructor(private readonly products: ProductsService) {}

  @Post()
  @Allow('products:create')
  @ApiResponse({ status: 201, standardSchema: ProductView })
  async create(@CurrentActor() actor: Actor, @Body({ schema: NewProduct }) body: NewProduct): Promise<ProductView> {
    return productView(await this.products.create(actor, body));
  }

  @Get()
  @Allow('products:read')
  @ApiResponse({ status: 200, standardSchema: ProductList })
  async list(): Promise<{ products: ProductView[] }> {
    return { products: (await this.products.list()).map(productView) };
  }
}
