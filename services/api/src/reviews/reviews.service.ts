import { randomUUID, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { ItemKey } from '../items/item-key.ts';
import { Problem } from '../platform/problems.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { reviewCodeHash, SalesService } from '../sales/sales.service.ts';
import { Review } from './review.entity.ts';
import type { NewReview, ReviewView } from './reviews.schemas.ts';

@Injectable()
export class ReviewsService {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly sales: SalesService,
  ) {}

  /** Takes the one review of a sold piece from whoever holds the code on the receipt. */
  async create(key: ItemKey, input: NewReview): Promise<Review> {
    const sale = await this.sales.find(key);
    if (sale === null || !timingSafeEqual(sale.reviewCodeHash, reviewCodeHash(input.code)))
      throw new Problem('not-allowed', 'The code is not the one on the receipt of this piece.');
    const reviews = this.unit.repository(Review);
    if (await reviews.existsBy({ saleId: sale.id })) throw new Problem('conflict', 'This piece is already reviewed.');
    return reviews.save({ id: randomUUID(), saleId: sale.id, rating: input.rating, words: input.text });
  }

  async of(key: ItemKey): Promise<ReviewView[]> {
    const sale = await this.sales.find(key);
    if (sale === null) return [];
    const reviews = await this.unit.repository(Review).findBy({ saleId: sale.id });
    return reviews.map(({ rating, words, createdAt }) => ({ rating, text: words, createdAt: createdAt.toISOString() }));
  }
}
