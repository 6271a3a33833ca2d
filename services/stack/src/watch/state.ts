import { existsSync, readFileSync } from 'node:fs';
import { bytesToHex, edgePlaces, edgeRoot, hexToBytes, type TileEdge } from '@fieldseal/provenance';
import { z } from 'zod';
import { UsageError } from '../arguments.ts';
import { writeAtomically } from '../engines/files.ts';

const Size = z.int().min(0);
const Hex = z.string().regex(/^(?:[0-9a-f]{2})*$/);

const State = z.strictObject({
  version: z.literal(1),
  /** Whose log and which contract were followed from the first round on. */
  key: z.string(),
  contract: z.string(),
  chainId: Size,
  /** The log as it was last found to be right: its edge and the note that signs it. */
  log: z.strictObject({
    size: Size,
    tiles: z.array(z.strictObject({ level: Size, index: Size, width: Size, hashes: Hex })).max(8),
    note: z.string(),
  }),
  /** How far the chain was read, and the newest head there. */
  block: z.strictObject({ number: Size, hash: z.string() }).optional(),
  head: z.strictObject({ size: Size, root: Hex, sealedAt: Size }).optional(),
  /** Sizes of the log that the chain had not sealed yet, with the time (ms) when each was first seen. */
  waiting: z.array(z.strictObject({ size: Size, since: z.number() })).max(1000),
});

/** What an auditor remembers between rounds and restarts: some kilobytes, however long the log. */
export type WatchState = z.infer<typeof State>;

/** The log that was found to be right. */
export interface KnownLog {
  readonly edge: TileEdge;
  readonly note: string;
}

export function knownLog({ log }: WatchState): KnownLog {
  const tiles = log.tiles.map(({ hashes, ...place }) => ({ ...place, hashes: hexToBytes(hashes) }));
  return { edge: { size: log.size, tiles }, note: log.note };
}

export function writtenLog({ edge, note }: KnownLog): WatchState['log'] {
  const tiles = edge.tiles.map(({ hashes, ...place }) => ({ ...place, hashes: bytesToHex(hashes) }));
  return { size: edge.size, tiles, note };
}

/**
 * Reads what an earlier run remembered; undefined when there was none.
 * @throws UsageError when the file is there and is not whole: forgetting would mean not to notice a rewritten log
 */
export function readState(file: string): WatchState | undefined {
  if (!existsSync(file)) return undefined;
  const state = State.safeParse(jsonOf(readFileSync(file, 'utf8')));
  if (!state.success || !isWhole(knownLog(state.data).edge)) {
    throw new UsageError(
      `${file} is not a whole memory of this auditor. Move it away to begin anew: the whole log is then read again.`,
    );
  }
  return state.data;
}

/** Readable by its owner only; a kill leaves the old memory or the new one. */
export function writeState(file: string, state: WatchState): void {
  writeAtomically(file, `${JSON.stringify(state)}\n`);
}

function isWhole(edge: TileEdge): boolean {
  const places = edgePlaces(edge.size);
  const fits = places.every(({ level, index, width }, at) => {
    const tile = edge.tiles[at];
    return tile?.level === level && tile.index === index && tile.width === width && tile.hashes.length === width * 32;
  });
  return fits && places.length === edge.tiles.length && edgeRoot(edge).length === 32;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
