import { z } from 'zod';
import { PastTime, words } from '../platform/schemas.ts';

export const NewGrading = z
  .strictObject({
    grade: words(80),
    method: words(500),
    score: z.number().int().min(0).max(100),
    gradedAt: PastTime,
  })
  .meta({ examples: [{ grade: '特级', method: 'GB/T 23776-2018', score: 93, gradedAt: '2026-09-01T10:00:00+08:00' }] });
export type NewGrading = z.infer<typeof NewGrading>;

export const GradingView = z.object({ id: z.uuid(), eventHash: z.string() });
export type GradingView = z.infer<typeof GradingView>;
