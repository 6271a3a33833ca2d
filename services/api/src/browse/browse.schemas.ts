import { EPCIS_CONTEXT } from '@fieldseal/provenance';
import { z } from 'zod';
import { LIMITS } from '../event-queries/limits.ts';

export const BROWSE_LISTS = ['eventTypes', 'epcs', 'bizSteps', 'bizLocations', 'readPoints', 'dispositions'] as const;
export type BrowseList = (typeof BROWSE_LISTS)[number];

export const Entry = z.object({ value: z.string().min(1).max(LIMITS.characters) });
export type Entry = z.infer<typeof Entry>;

export const Collection = z.object({
  '@context': z.literal(EPCIS_CONTEXT),
  type: z.literal('Collection'),
  member: z.array(z.string()),
});
export type Collection = z.infer<typeof Collection>;

export const collection = (member: readonly string[]): Collection => ({
  '@context': EPCIS_CONTEXT,
  type: 'Collection',
  member: [...member],
});
