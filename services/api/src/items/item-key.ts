import { z } from 'zod';
import { Gtin, Serial } from '../products/products.schemas.ts';

/** Path parameters that name a piece. */
export const ItemKey = z.object({ gtin: Gtin, serial: Serial });
export type ItemKey = z.infer<typeof ItemKey>;
