import { z } from 'zod';
import { Kilograms, Link, PastTime } from '../platform/schemas.ts';
import { Gtin } from '../products/products.schemas.ts';

const LeafInput = z.strictObject({ lot: Link, quantityKg: Kilograms });

export const NewPressing = z
  .strictObject({
    gtin: Gtin,
    inputs: z.array(LeafInput).min(1).max(50),
    pieces: z.number().int().min(1).max(1000),
    pieceKg: Kilograms,
    pressedAt: PastTime,
  })
  .refine(({ inputs }) => new Set(inputs.map(({ lot }) => lot)).size === inputs.length, {
    message: 'a leaf lot is named twice',
    path: ['inputs'],
  })
  .refine(
    ({ inputs, pieces, pieceKg }) =>
      pieces * pieceKg <= inputs.reduce((sum, { quantityKg }) => sum + quantityKg, 0) + 1e-9,
    {
      message: 'the pieces weigh more than the leaf that went in',
      path: ['pieces'],
    },
  )
  .meta({
    examples: [
      {
        gtin: '06901234567908',
        inputs: [{ lot: 'https://fieldseal.example/01/06901234567892/10/H260405-7Q2M9XKD', quantityKg: 4 }],
        pieces: 1,
        pieceKg: 0.357,
        pressedAt: '2026-04-20T15:00:00+08:00',
      },
    ],
  });
export type NewPressing = z.infer<typeof NewPressing>;

export const PressingView = z.object({
  id: z.uuid(),
  gtin: z.string(),
  lot: z.string(),
  digitalLink: z.string(),
  pressedAt: z.iso.datetime(),
  eventHashes: z.array(z.string()),
  items: z.array(z.object({ serial: z.string(), digitalLink: z.string() })),
});
export type PressingView = z.infer<typeof PressingView>;
export const PressingList = z.object({ pressings: z.array(PressingView) });
