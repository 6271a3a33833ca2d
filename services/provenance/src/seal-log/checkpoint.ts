import type { Signer } from '../credentials/signer.ts';
import { decodeBase64, encodeBase64 } from './base64.ts';
import { openNote, signNote } from './signed-note.ts';
import type { NoteFault, VerifierKey } from './signed-note.ts';
import { HASH_BYTES } from './tile.ts';
import { requireSize } from './tree.ts';

/** A tree head as the log itself states it (C2SP tlog-checkpoint). */
export interface Checkpoint {
  /** Which log: its address without the scheme. */
  readonly origin: string;
  /** Number of leaves. */
  readonly size: number;
  /** 32 bytes. */
  readonly root: Uint8Array;
}

export type CheckpointFault = NoteFault | 'checkpoint-malformed' | 'origin-foreign';

export type OpenedCheckpoint =
  { readonly ok: true; readonly checkpoint: Checkpoint } | { readonly ok: false; readonly fault: CheckpointFault };

/** Signs a tree head; the key bears the name of the origin. @returns the signed note, as it is served */
export function signCheckpoint({ origin, size, root }: Checkpoint, signer: Signer): Promise<string> {
  requireSize(size);
  if (root.length !== HASH_BYTES) throw new RangeError(`a root has 32 bytes, got ${String(root.length)}`);
  return signNote(`${origin}\n${String(size)}\n${encodeBase64(root)}\n`, origin, signer);
}

/** The tree head in a signed note of the log whose key this is. Extension lines are passed over. Never throws. */
export function openCheckpoint(note: Uint8Array, key: VerifierKey): OpenedCheckpoint {
  const opened = openNote(note, key);
  if (!opened.ok) return opened;
  const checkpoint = parseCheckpoint(opened.text);
  if (checkpoint === undefined) return { ok: false, fault: 'checkpoint-malformed' };
  return checkpoint.origin === key.name ? { ok: true, checkpoint } : { ok: false, fault: 'origin-foreign' };
}

function parseCheckpoint(text: string): Checkpoint | undefined {
  const lines = text.slice(0, -1).split('\n');
  const [origin = '', digits = '', encoded = ''] = lines;
  const root = decodeBase64(encoded);
  const size = Number(digits);
  const isWhole = lines.every((line) => line !== '') && /^(?:0|[1-9]\d*)$/.test(digits) && Number.isSafeInteger(size);
  return isWhole && root?.length === HASH_BYTES ? { origin, size, root } : undefined;
}
