import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../access/access.decorators.ts';
import { type Actor, CurrentActor } from '../access/actor.ts';
import { BalanceView, MovementView, NewDeposit, NewMint } from './money.schemas.ts';
import { MoneyService } from './money.service.ts';

@ApiTags('cover')
@Controller('cover')
export class MoneyController {
  constructor(private readonly money: MoneyService) {}

  /** Test money only: a real token is minted by nobody here. */
  @Post('mints')
  @Allow('cover:mint')
  @ApiResponse({ status: 201, standardSchema: MovementView })
  mint(@Body({ schema: NewMint }) body: NewMint): Promise<MovementView> {
    return this.money.mint(body);
  }

  @Post('deposits')
  @Allow('cover:underwrite')
  @ApiResponse({ status: 201, standardSchema: MovementView })
  deposit(@CurrentActor() actor: Actor, @Body({ schema: NewDeposit }) body: NewDeposit): Promise<MovementView> {
    return this.money.deposit(actor, body);
  }

  @Get('balance')
  @Allow('cover:read')
  @ApiResponse({ status: 200, standardSchema: BalanceView })
  balance(@CurrentActor() actor: Actor): Promise<BalanceView> {
    return this.money.balance(actor);
  }
}
