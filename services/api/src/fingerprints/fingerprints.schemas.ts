import { z } from 'zod';

export const EnrolmentView = z.object({
  commitment: z.string(),
  templateVersion: z.string(),
  enrolledAt: z.iso.datetime(),
});
export type EnrolmentView = z.infer<typeof EnrolmentView>;

export const CheckView = z.object({
  decision: z.enum(['match', 'no-match', 'take-another']),
  score: z.number(),
  threshold: z.number(),
  falseMatchProbability: z.number().describe('how often a different piece would be called the same'),
  reason: z.string().optional(),
  advice: z.string().optional(),
});
export type CheckView = z.infer<typeof CheckView>;
