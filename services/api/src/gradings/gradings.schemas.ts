import { z } from 'zod';
import { PastTime, words } from '../platform/schemas.ts';

export const NewGrading = z.strictObject({
  grade: words(80),
  method: words(500),
  score: z.number().int().min(0).max(100),
  gradedAt: PastTime,
});
export type NewGrading = z.infer<typeof NewGrading>;

export const GradingView = z.object({ id: z.uuid(), eventHash: z.string() });
export type GradingView = z.infer<typeof GradingView>;
