import { HashedTile } from './hashed-tile.ts';
import { HASH_BYTES } from './tile.ts';
import type { TilePlace } from './tile.ts';
import { tileOfNode } from './tiled-log.ts';
import type { NodeStore } from './tree.ts';

/** Reads tiles in one go: the hashes of each in the order of the places, none of one that is not there. More are no fault. */
export type TilesReader = (places: readonly TilePlace[]) => Promise<readonly Uint8Array[]>;

/** Tiles that are read together. */
interface Batch {
  /** By name, each as wide as the widest that was asked for. */
  readonly places: Map<string, TilePlace>;
  readonly tiles: Promise<ReadonlyMap<string, HashedTile>>;
}

/**
 * The nodes of a log, from tiles that are read together when they are asked for together, as all of a proof are, and kept
 * with what was hashed of them. Tiles only ever grow at the end, so what was read once stays true.
 */
export class TileCache implements NodeStore {
  readonly #read: TilesReader;
  readonly #most: number;
  /** Least recently used first. */
  readonly #kept = new Map<string, HashedTile>();
  /** What is read as soon as everything that runs now has asked. */
  #next: Batch | undefined;

  /** @param most tiles that are kept, each of up to 16 KiB */
  constructor(read: TilesReader, most: number) {
    this.#read = read;
    this.#most = most;
  }

  async get(level: number, index: number): Promise<Uint8Array> {
    const range = tileOfNode({ level, index });
    const tile = await this.#tile({ level: range.level, index: range.index, width: range.first + range.count });
    return tile.node(range);
  }

  /** The first `width` hashes of a tile. @throws RangeError when it is narrower, or not there */
  async hashes(place: TilePlace): Promise<Uint8Array> {
    const { hashes } = await this.#tile(place);
    return hashes.subarray(0, place.width * HASH_BYTES);
  }

  async #tile(place: TilePlace): Promise<HashedTile> {
    const name = nameOf(place);
    const kept = this.#kept.get(name);
    if (kept !== undefined && kept.width >= place.width) {
      this.#keep(name, kept);
      return kept;
    }
    this.#next ??= this.#newBatch();
    const { places, tiles } = this.#next;
    places.set(name, { ...place, width: Math.max(place.width, places.get(name)?.width ?? 0) });
    const tile = (await tiles).get(name);
    if (tile === undefined || tile.width < place.width)
      throw new RangeError(`the seal log has no tile ${name} of ${String(place.width)} hashes`);
    return tile;
  }

  #newBatch(): Batch {
    const places = new Map<string, TilePlace>();
    return { places, tiles: Promise.resolve().then(() => this.#readAll(places)) };
  }

  async #readAll(places: ReadonlyMap<string, TilePlace>): Promise<ReadonlyMap<string, HashedTile>> {
    this.#next = undefined;
    const read = await this.#read([...places.values()]);
    const tiles = new Map([...places.keys()].map((name, at) => [name, new HashedTile(read[at] ?? new Uint8Array(0))]));
    for (const [name, tile] of tiles) if (tile.width > (this.#kept.get(name)?.width ?? 0)) this.#keep(name, tile);
    return tiles;
  }

  #keep(name: string, tile: HashedTile): void {
    this.#kept.delete(name);
    this.#kept.set(name, tile);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > this.#most && oldest !== undefined) this.#kept.delete(oldest);
  }
}

function nameOf({ level, index }: TilePlace): string {
  return `${String(level)}/${String(index)}`;
}
