/** A sheet of equal labels; all lengths in millimetres. */
export interface SheetLayout {
  readonly pageWidth: number;
  readonly pageHeight: number;
  readonly columns: number;
  readonly rows: number;
  readonly marginX: number;
  readonly marginY: number;
  readonly gapX: number;
  readonly gapY: number;
}

const A4 = { pageWidth: 210, pageHeight: 297 } as const;
const NO_GAPS = { gapX: 0, gapY: 0 } as const;

/** Label sheets as sold, and a roll of one label each. */
export const LAYOUTS = {
  'a4-24': { ...A4, ...NO_GAPS, columns: 3, rows: 8, marginX: 0, marginY: 0.5 },
  'a4-21': { ...A4, columns: 3, rows: 7, marginX: 7.25, marginY: 15.15, gapX: 2.5, gapY: 0 },
  'a4-10': { ...A4, ...NO_GAPS, columns: 2, rows: 5, marginX: 0, marginY: 6 },
  'roll-60x40': { ...NO_GAPS, pageWidth: 60, pageHeight: 40, columns: 1, rows: 1, marginX: 0, marginY: 0 },
} as const satisfies Record<string, SheetLayout>;

export interface LabelSize {
  readonly width: number;
  readonly height: number;
}

export function labelSize(layout: SheetLayout): LabelSize {
  const { pageWidth, pageHeight, columns, rows, marginX, marginY, gapX, gapY } = layout;
  return {
    width: (pageWidth - 2 * marginX - (columns - 1) * gapX) / columns,
    height: (pageHeight - 2 * marginY - (rows - 1) * gapY) / rows,
  };
}

/** Upper left corner of a label by its number on the page: along the rows, from the top. */
export function labelPlace(layout: SheetLayout, number: number): { readonly x: number; readonly y: number } {
  const { width, height } = labelSize(layout);
  const column = number % layout.columns;
  const row = Math.floor(number / layout.columns);
  return {
    x: layout.marginX + column * (width + layout.gapX),
    y: layout.marginY + row * (height + layout.gapY),
  };
}
