/** Lengths in points, A4 portrait. */
export const PAGE = { width: 595.28, height: 841.89 } as const;
export const MARGIN = { x: 58, top: 58, bottom: 66 } as const;
export const COLUMN = PAGE.width - 2 * MARGIN.x;
/** Where nothing but the foot stands below. */
export const BOTTOM = PAGE.height - MARGIN.bottom;

export const COLOUR = {
  ink: '#2b211a',
  soft: '#65564a',
  line: '#ddd0ba',
  tea: '#7b3f1d',
  seal: '#a5301f',
  leaf: '#37693a',
  amber: '#865a00',
} as const;

/** Height of a line of text over its font size. */
export const LEADING = 1.5;
