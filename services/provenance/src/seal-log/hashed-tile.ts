import { concatBytes, sha256 } from '../bytes.ts';
import { HASH_BYTES } from './tile.ts';

const NODE = Uint8Array.of(0x01);

/** Which hashes of which tile a node of the tree is made of. */
export interface TileRange {
  readonly level: number;
  readonly index: number;
  readonly first: number;
  /** A power of two up to 256; `first` is a multiple of it. */
  readonly count: number;
}

/** A tile with the nodes that its hashes make. A row of them is hashed once, when one of it is first asked for. */
export class HashedTile {
  readonly hashes: Uint8Array;
  /** By height above the tile's hashes: the complete nodes there, one after the other. */
  readonly #rows: Uint8Array[];

  constructor(hashes: Uint8Array) {
    this.hashes = hashes;
    this.#rows = [hashes];
  }

  /** How many hashes it has. */
  get width(): number {
    return this.hashes.length / HASH_BYTES;
  }

  /** Hash of the node over a range. @throws RangeError when the tile is too narrow */
  node({ level, index, first, count }: TileRange): Uint8Array {
    if (this.width < first + count) {
      const name = `tile ${String(level)}/${String(index)}`;
      throw new RangeError(
        `${name} has ${String(this.hashes.length)} bytes, too few for ${String(first + count)} hashes`,
      );
    }
    const at = (first / count) * HASH_BYTES;
    return this.#row(Math.log2(count)).subarray(at, at + HASH_BYTES);
  }

  #row(height: number): Uint8Array {
    const known = this.#rows[height];
    if (known !== undefined) return known;
    const row = parents(this.#row(height - 1));
    this.#rows[height] = row;
    return row;
  }
}

/** The nodes above pairs of hashes; one without a sibling has none yet. */
function parents(hashes: Uint8Array): Uint8Array {
  const pair = 2 * HASH_BYTES;
  const row = new Uint8Array(Math.floor(hashes.length / pair) * HASH_BYTES);
  const input = concatBytes(NODE, new Uint8Array(pair));
  for (let at = 0; at < row.length; at += HASH_BYTES) {
    input.set(hashes.subarray(2 * at, 2 * at + pair), NODE.length);
    row.set(sha256(input), at);
  }
  return row;
}
