/** One coordinate pair on WGS 84, in decimal degrees. */
export interface Position {
  readonly longitude: number;
  readonly latitude: number;
  /** Digits written after the decimal point, the fewer of the two; undefined when the text is not at hand. */
  readonly decimals: number | undefined;
  readonly pointer: string;
}

export interface Ring {
  readonly positions: readonly Position[];
  readonly pointer: string;
}

/** The outer boundary first, then its holes. */
export type Polygon = readonly Ring[];

export type Shape =
  | { readonly kind: 'points'; readonly points: readonly Position[] }
  | { readonly kind: 'polygons'; readonly polygons: readonly Polygon[] };

/** One plot of land as a file declares it. */
export interface Plot {
  readonly pointer: string;
  readonly id: string | undefined;
  readonly areaHectares: number | undefined;
  /** ISO 3166-1 alpha-2 code. */
  readonly country: string | undefined;
  readonly commodity: string | undefined;
  readonly shape: Shape;
}

/** The longest lists accepted: self-intersection is judged pair by pair. */
export const MAX_PLOTS = 10_000;
export const MAX_RING_POSITIONS = 5_000;

export function positionsOf(shape: Shape): readonly Position[] {
  return shape.kind === 'points'
    ? shape.points
    : shape.polygons.flatMap((polygon) => polygon.flatMap((ring) => ring.positions));
}

/** Digits after the decimal point of a number as written; a power of ten counts as written too. */
export function decimalsOf(text: string): number {
  const [, decimals = '', exponent = '0'] = /^[+-]?\d*(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text.trim()) ?? [];
  return Math.max(0, decimals.length - Number(exponent));
}
