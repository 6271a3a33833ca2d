import { bytesToHex, equalBytes, sha256 } from '../bytes.ts';
import { parseBundle } from '../bundle/bytes.ts';
import type { Bundle } from '../bundle/schema.ts';
import { openCheckpoint } from '../seal-log/checkpoint.ts';
import { parseVerifierKey } from '../seal-log/signed-note.ts';
import { ArchiveFault } from './archive-fault.ts';
import type { ArchiveFaultCode } from './archive-fault.ts';
import { BUNDLE_FILE, bundleFiles, citedPhotos } from './bundle-files.ts';
import { CHAIN_FILE, chainDataSchema, isAbout } from './chain-data.ts';
import { isArchive, readArchive } from './zip-read.ts';

/** Written for people; nothing in them is evidence, and a verifier says so. */
export const EXPLANATIONS = ['README.txt', 'statement.zh.html', 'statement.en.html', 'verifier.html'] as const;

/** The head as the log itself signed it (C2SP tlog-checkpoint), and the key that the log is known by. */
export const CHECKPOINT_FILE = 'checkpoint.txt';
export const LOG_KEY_FILE = 'log-key.txt';

export type OpenedEvidence =
  | {
      readonly ok: true;
      /** Bytes of the bundle, as yet unproven. */
      readonly bundle: Uint8Array;
      /** Files of the archive that agree with the bundle; undefined when the bundle came alone. */
      readonly files?: readonly string[];
    }
  | { readonly ok: false; readonly code: ArchiveFaultCode; readonly detail: string };

/**
 * Takes the bundle out of downloaded evidence: the archive, or the bundle alone. Every file of an archive must be one that
 * the bundle leads to; a file that says something else than the bundle is refused, so that nobody reads a changed copy of
 * a certificate beside a true one. Never throws.
 */
export function openEvidence(bytes: Uint8Array): OpenedEvidence {
  if (!isArchive(bytes)) return { ok: true, bundle: bytes };
  try {
    const files = readArchive(bytes);
    const bundle = files.get(BUNDLE_FILE);
    if (bundle === undefined) throw new ArchiveFault('archive-file-missing', BUNDLE_FILE);
    const parsed = parseBundle(bundle);
    // A bundle that cannot be read is refused by name when it is verified.
    if (!parsed.ok) return { ok: true, bundle, files: [BUNDLE_FILE] };
    return { ok: true, bundle, files: agreeing(files, parsed.bundle) };
  } catch (cause) {
    const code = cause instanceof ArchiveFault ? cause.code : 'archive-damaged';
    return { ok: false, code, detail: cause instanceof Error ? cause.message.slice(0, 200) : '' };
  }
}

/** @throws ArchiveFault */
function agreeing(files: ReadonlyMap<string, Uint8Array>, bundle: Bundle): string[] {
  const derived = new Map(bundleFiles(bundle).map(({ name, bytes }) => [name, bytes]));
  for (const name of derived.keys()) if (!files.has(name)) throw new ArchiveFault('archive-file-missing', name);
  const photos = new Set(citedPhotos(bundle));
  const isExplanation = (name: string): boolean => EXPLANATIONS.some((known) => known === name);
  const evidence = Array.from(files).filter(([name]) => !isExplanation(name));
  for (const [name, bytes] of evidence) {
    const expected = derived.get(name);
    const agrees = expected ? equalBytes(bytes, expected) : isKnown(name, bytes, { files, photos, bundle });
    if (!agrees) throw new ArchiveFault('archive-file-differs', name);
  }
  return evidence.map(([name]) => name);
}

interface Archive {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly photos: ReadonlySet<string>;
  readonly bundle: Bundle;
}

function isKnown(name: string, bytes: Uint8Array, { files, photos, bundle }: Archive): boolean {
  const [, photo] = /^photos\/([0-9a-f]{64})\.[a-z]{3,4}$/.exec(name) ?? [];
  if (photo !== undefined) return photos.has(photo) && bytesToHex(sha256(bytes)) === photo;
  if (name === CHECKPOINT_FILE || name === LOG_KEY_FILE) return isCheckpointOf(bundle, files);
  if (name !== CHAIN_FILE) return false;
  const data = chainDataSchema.safeParse(JSON.parse(textOf(bytes)));
  return data.success && isAbout(data.data, bundle);
}

function isCheckpointOf({ head }: Bundle, files: ReadonlyMap<string, Uint8Array>): boolean {
  const [note, keyText] = [files.get(CHECKPOINT_FILE), files.get(LOG_KEY_FILE)];
  const key = keyText && parseVerifierKey(textOf(keyText).trimEnd());
  if (note === undefined || key === undefined) return false;
  const opened = openCheckpoint(note, key);
  return opened.ok && opened.checkpoint.size === head.treeSize && bytesToHex(opened.checkpoint.root) === head.root;
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
}
