import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../access/access.decorators.ts';
import { type Actor, CurrentActor } from '../access/actor.ts';
import { NewReceipt, ReceiptList, ReceiptView } from './receipts.schemas.ts';
import { ReceiptsService } from './receipts.service.ts';

@ApiTags('receipts')
@Controller('receipts')
export class ReceiptsController {
  constructor(private readonly receipts: ReceiptsService) {}

  @Post()
  @Allow('receipts:create')
  @ApiResponse({ status: 201, standardSchema: ReceiptView })
  create(@CurrentActor() actor: Actor, @Body({ schema: NewReceipt }) body: NewReceipt): Promise<ReceiptView> {
    return this.receipts.create(actor, body);
  }

  @Get()
  @Allow('receipts:read')
  @ApiResponse({ status: 200, standardSchema: ReceiptList })
  async list(@CurrentActor() actor: Actor): Promise<{ receipts: ReceiptView[] }> {
    return { receipts: await this.receipts.list(actor) };
  }
}
