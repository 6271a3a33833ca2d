import { concatBytes, equalBytes, sha256, utf8 } from '../bytes.ts';
import { verifySignature } from '../credentials/signer.ts';
import type { Signer } from '../credentials/signer.ts';
import { decodeBase64, encodeBase64 } from './base64.ts';

/** Signature type of Ed25519 (C2SP signed-note, "Signature types"). */
const ED25519 = 0x01;
const KEY_ID_BYTES = 4;
const MAX_NOTE_BYTES = 128 * 1024;

/** Whose signature on notes is trusted. */
export interface VerifierKey {
  readonly name: string;
  /** Four bytes. */
  readonly keyId: Uint8Array;
  /** Ed25519, 32 bytes. */
  readonly publicKey: Uint8Array;
}

/** A text with the signatures under it, none of them verified yet. */
interface SignedNote {
  /** Ends with a newline. */
  readonly text: string;
  readonly signatures: readonly { readonly name: string; readonly keyId: Uint8Array; readonly signature: Uint8Array }[];
}

export type NoteFault = 'note-malformed' | 'signature-missing' | 'signature-wrong';

/**
 * A key as verifiers are configured with it: `name+id+key`, the id in hexadecimal, the key in base64 behind its type (the
 * encoding of Go's `sumdb/note`, which other log tools read too).
 * @throws RangeError when the name is empty or holds a space or a plus
 */
export function verifierKey(name: string, publicKey: Uint8Array): string {
  requireName(name);
  const id = Array.from(keyIdOf(name, publicKey), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${name}+${id}+${encodeBase64(concatBytes(Uint8Array.of(ED25519), publicKey))}`;
}

/** Reads such a key; undefined when it is none, is of another type, or its id is not that of its name and key. */
export function parseVerifierKey(text: string): VerifierKey | undefined {
  const [, name = '', id = '', encoded = ''] =
    /^([^+]{1,500})\+([0-9a-f]{8})\+([A-Za-z0-9+/=]{1,100})$/.exec(text) ?? [];
  const key = decodeBase64(encoded);
  if (!isName(name) || key?.length !== 33 || key[0] !== ED25519) return undefined;
  const publicKey = key.slice(1);
  return verifierKey(name, publicKey) === `${name}+${id}+${encoded}`
    ? { name, keyId: keyIdOf(name, publicKey), publicKey }
    : undefined;
}

/**
 * Signs a text under a key name (C2SP signed-note, "Format").
 * @param text of whole lines: it ends with a newline and holds no other control character
 * @returns the note, as it is served
 * @throws RangeError when text or name cannot be in a note
 */
export async function signNote(text: string, name: string, signer: Signer): Promise<string> {
  requireName(name);
  if (!isText(text)) throw new RangeError('the text of a note ends with a newline and has no other control character');
  const signature = await signer.sign(utf8(text));
  return `${text}\n— ${name} ${encodeBase64(concatBytes(keyIdOf(name, signer.publicKey), signature))}\n`;
}

/** The text of a note that this key has signed; signatures of other keys are passed over. Never throws. */
export function openNote(
  note: Uint8Array,
  key: VerifierKey,
): { readonly ok: true; readonly text: string } | { readonly ok: false; readonly fault: NoteFault } {
  const parsed = parseNote(note);
  if (parsed === undefined) return { ok: false, fault: 'note-malformed' };
  const own = parsed.signatures.filter(({ name, keyId }) => name === key.name && equalBytes(keyId, key.keyId));
  if (own.length === 0) return { ok: false, fault: 'signature-missing' };
  const bytes = utf8(parsed.text);
  return own.every(({ signature }) => verifySignature(key.publicKey, bytes, signature))
    ? { ok: true, text: parsed.text }
    : { ok: false, fault: 'signature-wrong' };
}

function parseNote(note: Uint8Array): SignedNote | undefined {
  const whole = note.length > MAX_NOTE_BYTES ? undefined : decodeUtf8(note);
  if (whole === undefined || !isText(whole)) return undefined;
  const blank = whole.lastIndexOf('\n\n');
  if (blank === -1) return undefined;
  const lines = whole.slice(blank + 2, -1).split('\n');
  const signatures = lines.map((line) => {
    const [, name = '', encoded = ''] = /^— ([^ ]+) ([A-Za-z0-9+/=]+)$/u.exec(line) ?? [];
    const bytes = decodeBase64(encoded);
    if (!isName(name) || bytes === undefined || bytes.length <= KEY_ID_BYTES) return undefined;
    return { name, keyId: bytes.slice(0, KEY_ID_BYTES), signature: bytes.slice(KEY_ID_BYTES) };
  });
  if (signatures.includes(undefined)) return undefined;
  return { text: whole.slice(0, blank + 1), signatures: signatures.flatMap((signature) => signature ?? []) };
}

function keyIdOf(name: string, publicKey: Uint8Array): Uint8Array {
  return sha256(concatBytes(utf8(name), Uint8Array.of(0x0a, ED25519), publicKey)).slice(0, KEY_ID_BYTES);
}

function isName(name: string): boolean {
  return name !== '' && !/[\p{White_Space}\p{Cc}+]/u.test(name);
}

function requireName(name: string): void {
  if (!isName(name)) throw new RangeError(`"${name}" cannot name a key: empty, or with a space or a plus`);
}

function isText(text: string): boolean {
  return text.endsWith('\n') && Array.from(text).every((character) => character >= ' ' || character === '\n');
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
