import {
  bytesToHex,
  type Checkpoint,
  edgeRoot,
  growTiles,
  rootOf,
  type Tile,
  type TileEdge,
  tiledLog,
  tilePath,
  TILE_WIDTH,
} from '@fieldseal/provenance';
import { Alarm } from './findings.ts';
import type { LogClient } from './log-client.ts';
import type { KnownLog } from './state.ts';

/** Bundles read at a time: memory and connections stay small, however far behind the auditor is. */
const BUNDLES_AT_A_TIME = 8;

/** A checkpoint whose signature was verified, with the note that bears it. */
export interface SignedHead {
  readonly checkpoint: Checkpoint;
  readonly note: string;
}

/** What following found: the log as the checkpoint signs it, and what is wrong with how it is served. */
interface Followed {
  readonly edge: TileEdge;
  /** The first tile that does not hold the hashes of its leaves, though the leaves are right. */
  readonly wrongTile: string | undefined;
}

/**
 * Grows what is known by the new entries of the log, and compares the root with the signed one and every tile with the
 * served one. Since nothing but the auditor's own memory stands for the past, a rewritten past cannot lead to the root.
 * @throws Alarm when the log is shorter than known, forked, or lacks or garbles something
 */
export async function followLog(log: LogClient, known: KnownLog, head: SignedHead): Promise<Followed> {
  const { size, root } = head.checkpoint;
  const from = known.edge.size;
  if (size < from) {
    const detail = `${String(size)} leaves, ${String(from)} before`;
    throw new Alarm('log-truncated', detail, contradiction(known, head));
  }
  let { edge } = known;
  let wrongTile: string | undefined;
  while (edge.size < size) {
    const upTo = Math.min(size, (Math.floor(edge.size / TILE_WIDTH) + BUNDLES_AT_A_TIME) * TILE_WIDTH);
    const grown = growTiles(edge, await newLeaves(log, edge.size, upTo));
    const settled = upTo === size ? grown.tiles : grown.tiles.filter(({ width }) => width === TILE_WIDTH);
    wrongTile ??= await firstWrong(log, settled);
    edge = grown.edge;
  }
  if (Buffer.compare(edgeRoot(edge), root) === 0) return { edge, wrongTile };
  throw await explain(log, known, head, wrongTile);
}

async function newLeaves(log: LogClient, from: number, upTo: number): Promise<Uint8Array[]> {
  const first = Math.floor(from / TILE_WIDTH);
  const bundles = await Promise.all(
    Array.from({ length: Math.ceil(upTo / TILE_WIDTH) - first }, (_, at) =>
      log.entries(first + at, Math.min(TILE_WIDTH, upTo - (first + at) * TILE_WIDTH)),
    ),
  );
  return bundles.flat().slice(from - first * TILE_WIDTH);
}

async function firstWrong(log: LogClient, tiles: readonly Tile[]): Promise<string | undefined> {
  const wrong = await Promise.all(
    tiles.map(async (tile) => Buffer.compare(await log.tile(tile), tile.hashes) !== 0 && tilePath(tile)),
  );
  return wrong.find((path) => path !== false);
}

/** The entries do not lead from what is known to the signed root: which of them was changed, past, entries or tiles? */
async function explain(
  log: LogClient,
  known: KnownLog,
  head: SignedHead,
  wrongTile: string | undefined,
): Promise<Alarm> {
  const { size, root } = head.checkpoint;
  const fork = new Alarm(
    'log-forked',
    `at ${String(size)} leaves the log signs ${bytesToHex(root)}, which does not continue what was seen at ${String(known.edge.size)}`,
    contradiction(known, head),
  );
  if (wrongTile === undefined) return fork;
  const served = tiledLog((place) => log.tile(place), size);
  if (Buffer.compare(await rootOf(served, size), root) !== 0) return new Alarm('tile-tampered', wrongTile);
  const samePast = Buffer.compare(await rootOf(served, known.edge.size), edgeRoot(known.edge)) === 0;
  return samePast ? new Alarm('entry-tampered', `under ${wrongTile}`) : fork;
}

function contradiction(known: KnownLog, head: SignedHead): string[] {
  return known.note === '' ? [head.note] : [known.note, head.note];
}
