import type { SealedHead } from '@fieldseal/contracts/seal-reader';
import { bytesToHex, consistencyProof, edgeRoot, tiledLog, verifyConsistency } from '@fieldseal/provenance';
import { Alarm } from './findings.ts';
import type { LogClient } from './log-client.ts';
import type { KnownLog } from './state.ts';

/** Heads proven over the same remembered tiles; then they are read again, so that memory stays bounded. */
const HEADS_AT_A_TIME = 64;

/**
 * Every head on the chain must be a state this very log was in: a consistency proof leads from it to the known root.
 * @throws Alarm naming the first that is not
 */
export async function checkHeads(
  log: LogClient,
  { edge, note }: KnownLog,
  heads: readonly SealedHead[],
): Promise<void> {
  const ahead = heads.find(({ size }) => size > edge.size);
  if (ahead !== undefined)
    throw new Alarm('log-behind-chain', `${String(edge.size)} leaves, ${String(ahead.size)} sealed`, [note]);
  const root = edgeRoot(edge);
  for (let at = 0; at < heads.length; at += HEADS_AT_A_TIME) {
    const store = tiledLog((place) => log.tile(place), edge.size);
    for (const head of heads.slice(at, at + HEADS_AT_A_TIME)) {
      const proof = await consistencyProof(store, head.size, edge.size);
      if (!verifyConsistency(head.size, edge.size, proof, head.root, root))
        throw new Alarm('head-differs', `${bytesToHex(head.root)} at ${String(head.size)} leaves`, [note]);
    }
  }
}
