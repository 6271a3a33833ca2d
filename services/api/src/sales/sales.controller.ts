import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../access/access.decorators.ts';
import { type Actor, CurrentActor } from '../access/actor.ts';
import { ItemKey } from '../items/item-key.ts';
import { NewSale, SaleView } from './sales.schemas.ts';
import { SalesService } from './sales.service.ts';

@ApiTags('sales')
@Controller('items/:gtin/:serial/sales')
export class SalesController {
  constructor(private readonly sales: SalesService) {}

  @Post()
  @Allow('sales:create')
  @ApiResponse({ status: 201, standardSchema: SaleView })
  create(
    @CurrentActor() actor: Actor,
    @Param({ schema: ItemKey }) key: ItemKey,
    @Body({ schema: NewSale }) body: NewSale,
  ): Promise<SaleView> {
    return this.sales.create(actor, key, body);
  }
}
