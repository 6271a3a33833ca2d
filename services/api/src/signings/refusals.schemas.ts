import { z } from 'zod';
import { Stage } from '../certificates/certificates.schemas.ts';
import { words } from '../platform/schemas.ts';

export const NewRefusal = z
  .strictObject({ reason: words(500).describe('for those who recorded it or want to know') })
  .meta({ examples: [{ reason: '重量不对，应是 36.5 公斤' }] });
export type NewRefusal = z.infer<typeof NewRefusal>;

export const RefusalView = z.object({
  id: z.uuid().describe('of the signing'),
  stage: Stage,
  subjects: z.array(z.string()),
  person: z.object({ id: z.uuid(), name: z.string() }),
  reason: z.string(),
  recordedAt: z.iso.datetime(),
  refusedAt: z.iso.datetime(),
});
export type RefusalView = z.infer<typeof RefusalView>;

export const RefusalList = z.object({ refusals: z.array(RefusalView) });
export type RefusalList = z.infer<typeof RefusalList>;
