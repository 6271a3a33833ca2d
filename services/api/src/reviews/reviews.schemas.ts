import { z } from 'zod';
import { words } from '../platform/schemas.ts';

export const NewReview = z
  .strictObject({
    code: z.string().trim().min(1).max(40),
    rating: z.number().int().min(1).max(5),
    text: words(1000),
  })
  .meta({ examples: [{ code: 'K7QF-29XM', rating: 5, text: '回甘持久' }] });
export type NewReview = z.infer<typeof NewReview>;

export const ReviewView = z.object({ rating: z.number().int(), text: z.string(), createdAt: z.iso.datetime() });
export type ReviewView = z.infer<typeof ReviewView>;
