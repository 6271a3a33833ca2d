import { z } from 'zod';
import { Kilograms, Link, PastTime } from '../platform/schemas.ts';
import { Gtin } from '../products/products.schemas.ts';
import { promise, PROMISE_EXAMPLE } from './promise.schemas.ts';

const BlendInput = z.strictObject({ lot: Link, quantityKg: Kilograms });

export const NewBlend = z
  .strictObject({
    gtin: Gtin,
    inputs: z.array(BlendInput).min(2).max(50),
    blendedAt: PastTime,
    ...promise,
  })
  .refine(({ inputs }) => new Set(inputs.map(({ lot }) => lot)).size === inputs.length, {
    message: 'a leaf lot is named twice',
    path: ['inputs'],
  })
  .meta({
    examples: [
      {
        gtin: '06901234567892',
        inputs: [
          { lot: 'https://fieldseal.example/01/06901234567892/10/H260405-7Q2M9XKD', quantityKg: 6 },
          { lot: 'https://fieldseal.example/01/06901234567892/10/H260406-3F8K2WPA', quantityKg: 4.5 },
        ],
        blendedAt: '2026-04-06T18:00:00+08:00',
        ...PROMISE_EXAMPLE,
      },
    ],
  });
export type NewBlend = z.infer<typeof NewBlend>;

export const BlendView = z.object({
  id: z.uuid(),
  lot: z.string(),
  digitalLink: z.string(),
  quantityKg: z.number(),
  inputs: z.array(BlendInput),
  blendedAt: z.iso.datetime(),
  eventHash: z.string(),
  certificateId: z.uuid().describe('the promise made anew for the blend'),
});
export type BlendView = z.infer<typeof BlendView>;
export const BlendList = z.object({ blends: z.array(BlendView) });
