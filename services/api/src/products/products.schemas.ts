import { isGtin, toGtin14 } from '@fieldseal/provenance';
import { z } from 'zod';
import { BilingualName } from '../organisations/organisations.schemas.ts';

/** A GTIN of 8, 12, 13 or 14 digits with a right check digit, widened to 14 digits. */
export const Gtin = z
  .string()
  .refine(isGtin, 'not a GTIN: 8, 12, 13 or 14 digits with a right check digit')
  .transform(toGtin14);

/** GS1 serial number (AI 21): up to 20 characters of the set that needs no escape in a path. */
export const Serial = z
  .string()
  .regex(/^[A-Za-z0-9._-]{1,20}$/, 'a serial has 1 to 20 letters, digits, ".", "_" or "-"');

/** UN/CEFACT Recommendation 20: kilogram, or piece. */
export const ProductUnit = z.enum(['KGM', 'EA']);
export type ProductUnit = z.infer<typeof ProductUnit>;
export const ProductStage = z.enum(['leaf', 'cake']);
export type ProductStage = z.infer<typeof ProductStage>;

export const NewProduct = z
  .strictObject({ gtin: Gtin, name: BilingualName, unit: ProductUnit, stage: ProductStage })
  .meta({ examples: [{ gtin: '06901234567908', name: { zh: '饼茶', en: 'Tea cake' }, unit: 'EA', stage: 'cake' }] });
export type NewProduct = z.infer<typeof NewProduct>;
export const ProductView = z.object({ gtin: z.string(), name: BilingualName, unit: ProductUnit, stage: ProductStage });
export type ProductView = z.infer<typeof ProductView>;
export const ProductList = z.object({ products: z.array(ProductView) });
