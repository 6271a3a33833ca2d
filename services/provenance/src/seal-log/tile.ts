/** Hashes of a full tile (C2SP tlog-tiles, "Merkle Tree"). */
export const TILE_WIDTH = 256;
/** Levels of the tree that one tile spans: its hashes are the lowest of them. */
export const TILE_HEIGHT = 8;
export const HASH_BYTES = 32;

const HIGHEST_LEVEL = 63;

/** Hashes [index * 256, index * 256 + width) of tile level `level`; each covers 256^level leaves. Level 0 are leaves. */
export interface TilePlace {
  readonly level: number;
  readonly index: number;
  /** 1 to 256; below 256 the tile is partial. */
  readonly width: number;
}

/** What a path below the log's prefix names. */
export interface TileAddress extends TilePlace {
  readonly kind: 'tile' | 'entries';
}

/** Where a path to a tile leads, as `tile/0/x001/x234/067` or, partial, `tile/0/x001/x234/067.p/5`. */
export function tilePath({ level, index, width }: TilePlace): string {
  return `tile/${String(level)}/${spelled(index, width)}`;
}

/** The same of a bundle of log entries: those of the leaves whose hashes are in the level 0 tile of this index. */
export function entriesPath(index: number, width: number): string {
  return `tile/entries/${spelled(index, width)}`;
}

/** Reads such a path, without a leading slash. Every tile has one spelling; undefined for any other. */
export function parseTilePath(path: string): TileAddress | undefined {
  const match = /^tile\/(entries|0|[1-9]\d?)\/((?:x\d{3}\/){0,5}\d{3})(?:\.p\/([1-9]\d{0,2}))?$/.exec(path);
  const [, what = '', digits = '', partial] = match ?? [];
  if (match === null) return undefined;
  const level = what === 'entries' ? 0 : Number(what);
  const width = partial === undefined ? TILE_WIDTH : Number(partial);
  const index = Number(digits.replaceAll(/[x/]/g, ''));
  if (level > HIGHEST_LEVEL || !Number.isSafeInteger(index)) return undefined;
  const address: TileAddress = { kind: what === 'entries' ? 'entries' : 'tile', level, index, width };
  const canonical = address.kind === 'entries' ? entriesPath(index, width) : tilePath(address);
  return canonical === path && (partial === undefined || width < TILE_WIDTH) ? address : undefined;
}

/** How many hashes a tile has in the tree of `size` leaves: 0 (there is none) to 256. */
export function tileWidth(level: number, index: number, size: number): number {
  return Math.max(0, Math.min(TILE_WIDTH, hashesAt(level, size) - index * TILE_WIDTH));
}

/** The partial tiles of the tree of `size` leaves, lowest first: all that still grow; every other one is full for good. */
export function edgePlaces(size: number): TilePlace[] {
  const places: TilePlace[] = [];
  for (let level = 0; hashesAt(level, size) > 0; level += 1) {
    const hashes = hashesAt(level, size);
    if (hashes % TILE_WIDTH > 0)
      places.push({ level, index: Math.floor(hashes / TILE_WIDTH), width: hashes % TILE_WIDTH });
  }
  return places;
}

/** Every tile of the tree of `size` leaves, level by level from the leaves up. */
export function* tilesOfSize(size: number): Generator<TilePlace, void> {
  for (let level = 0; hashesAt(level, size) > 0; level += 1) {
    for (let index = 0; index * TILE_WIDTH < hashesAt(level, size); index += 1)
      yield { level, index, width: tileWidth(level, index, size) };
  }
}

function hashesAt(level: number, size: number): number {
  return Math.floor(size / TILE_WIDTH ** level);
}

function spelled(index: number, width: number): string {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g) ?? [];
  const path = groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join('/');
  return width === TILE_WIDTH ? path : `${path}.p/${String(width)}`;
}
