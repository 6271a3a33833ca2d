import { Body, Controller, Param, Post, Req } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Public } from '../access/access.decorators.ts';
import { ItemKey } from '../items/item-key.ts';
import { AttemptLimit } from '../sessions/attempt-limit.ts';
import { NewReview } from './reviews.schemas.ts';
import { ReviewsService } from './reviews.service.ts';

const CreatedReview = z.object({ id: z.uuid() });

@ApiTags('reviews')
@Controller('items/:gtin/:serial/reviews')
export class ReviewsController {
  private readonly attemptsPerAddress = new AttemptLimit(20, 60_000);

  constructor(private readonly reviews: ReviewsService) {}

  @Post()
  @Public()
  @ApiResponse({ status: 201, standardSchema: CreatedReview })
  @ApiResponse({ status: 403 })
  async create(
    @Req() request: FastifyRequest,
    @Param({ schema: ItemKey }) key: ItemKey,
    @Body({ schema: NewReview }) body: NewReview,
  ): Promise<{ id: string }> {
    this.attemptsPerAddress.check(request.ip);
    return { id: (await this.reviews.create(key, body)).id };
  }
}
