import { isSscc } from '@fieldseal/provenance';
import { z } from 'zod';
import { Link, PastTime, words } from '../platform/schemas.ts';

export const Sscc = z.string().refine(isSscc, 'not an SSCC: 18 digits with a right check digit');

export const NewReceipt = z
  .strictObject({
    sscc: Sscc,
    items: z.array(Link).min(1).max(1000),
    location: words(120),
    receivedAt: PastTime,
  })
  .meta({
    examples: [
      {
        sscc: '106901230000000017',
        items: ['https://fieldseal.example/01/06901234567908/21/7ATH334WGJZN5V7MB'],
        location: '1号库',
        receivedAt: '2026-05-01T09:00:00+08:00',
      },
    ],
  });
export type NewReceipt = z.infer<typeof NewReceipt>;

export const ReceiptView = z.object({
  id: z.uuid(),
  sscc: z.string(),
  location: z.string(),
  receivedAt: z.iso.datetime(),
  count: z.number().int(),
  items: z.array(z.string()),
  events: z.array(z.string()),
});
export type ReceiptView = z.infer<typeof ReceiptView>;
export const ReceiptList = z.object({ receipts: z.array(ReceiptView) });
