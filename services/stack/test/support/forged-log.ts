import {
  decodeEntries,
  edgeRoot,
  EMPTY_EDGE,
  encodeEntries,
  entriesPath,
  growTiles,
  parseTilePath,
  type Signer,
  signCheckpoint,
  TILE_WIDTH,
} from '@fieldseal/provenance';
import type { Lie } from './lying-proxy.ts';

/** Another history, whole in itself and signed with the log's own key: what a lying operator can make. */
export async function forgedLog(leaves: readonly Uint8Array[], origin: string, signer: Signer): Promise<Lie> {
  const { edge, tiles } = growTiles(EMPTY_EDGE, leaves);
  const note = await signCheckpoint({ origin, size: edge.size, root: edgeRoot(edge) }, signer);
  const found = (body: Uint8Array) => ({ status: 200, body });
  return (answer, { path }) => {
    if (path === '/log/checkpoint') return found(Buffer.from(note));
    const address = parseTilePath(path.replace(/^\/log\//, ''));
    if (address === undefined) return answer;
    const { kind, level, index, width } = address;
    if (kind === 'entries') return found(encodeEntries(leaves.slice(index * TILE_WIDTH, index * TILE_WIDTH + width)));
    const tile = tiles.find((one) => one.level === level && one.index === index);
    return found(tile?.hashes.subarray(0, width * 32) ?? new Uint8Array());
  };
}

/** Every leaf of a log, read from its entry bundles. */
export async function servedLeaves(prefix: string, size: number): Promise<Uint8Array[]> {
  const leaves: Uint8Array[] = [];
  while (leaves.length < size) {
    const width = Math.min(TILE_WIDTH, size - leaves.length);
    const response = await fetch(`${prefix}/${entriesPath(leaves.length / TILE_WIDTH, width)}`);
    const bundle = decodeEntries(new Uint8Array(await response.arrayBuffer()), width);
    if (bundle === undefined) throw new Error(`the log has no ${String(width)} entries after ${String(leaves.length)}`);
    leaves.push(...bundle);
  }
  return leaves;
}
