import { z } from 'zod';
import { Link, words } from '../platform/schemas.ts';
import { Gtin } from '../products/products.schemas.ts';
import { type LabelSize, labelSize, LAYOUTS, type SheetLayout } from './layouts.ts';

const millimetres = (least: number, most: number) => z.coerce.number().min(least).max(most);
const count = z.coerce.number().int().min(1).max(50);

/** A lot number as the query carries it (AI 10). */
const Lot = z.string().min(1).max(20);

const SMALLEST_SIDE_MM = 15;
const isLargeEnough = ({ width, height }: LabelSize): boolean => Math.min(width, height) >= SMALLEST_SIDE_MM;

/** Papers as sold. */
export const Paper = z.enum(['a4-24', 'a4-21', 'a4-10', 'roll-60x40']);

export const SheetQuery = z
  .object({
    gtin: Gtin,
    /** Only this lot. */
    lot: Lot.optional(),
    of: z.enum(['pieces', 'lots']).default('pieces'),
    /** A line on top of every label. */
    title: words(40).optional(),
    layout: z.enum([...Paper.options, 'custom']).default('a4-24'),
    /** In millimetres, for the layout `custom`. */
    pageWidth: millimetres(20, 450).default(210),
    pageHeight: millimetres(15, 650).default(297),
    columns: count.default(3),
    rows: count.default(8),
    marginX: millimetres(0, 100).default(0),
    marginY: millimetres(0, 100).default(0),
    gapX: millimetres(0, 50).default(0),
    gapY: millimetres(0, 50).default(0),
  })
  .refine((query) => isLargeEnough(labelSize(layoutOf(query))), {
    message: 'the labels would be smaller than 15 mm; take fewer columns or rows, or smaller margins and gaps',
    path: ['layout'],
  });
export type SheetQuery = z.infer<typeof SheetQuery>;

/** The layout that a query describes. */
export function layoutOf(query: SheetLayout & { readonly layout: keyof typeof LAYOUTS | 'custom' }): SheetLayout {
  return query.layout === 'custom' ? query : LAYOUTS[query.layout];
}

/** Width and height of a picture in pixels. */
const size = z.coerce.number().int().min(64).max(2048).default(512);

export const PictureQuery = z.object({ size });
export type PictureQuery = z.infer<typeof PictureQuery>;
export const SvgQuery = z.object({ link: Link });
export type SvgQuery = z.infer<typeof SvgQuery>;
export const CodeQuery = z.object({ link: Link, size });
export type CodeQuery = z.infer<typeof CodeQuery>;
