import { canonicalBytes, canonicalJson } from '../credentials/jcs.ts';
import { bundleSchema, firstBundleSchema, MAX_BUNDLE_BYTES, upgradeBundle } from './schema.ts';
import type { Bundle } from './schema.ts';

export type BundleFault = 'bundle-too-large' | 'bundle-not-canonical' | 'bundle-shape-wrong';

export type ParsedBundle =
  | { readonly ok: true; readonly bundle: Bundle }
  | { readonly ok: false; readonly code: BundleFault; readonly detail?: string };

/**
 * The bytes of a bundle as they are served: JSON Canonicalization Scheme (RFC 8785).
 * @throws ZodError when the bundle breaks its schema, RangeError above 2 MB
 */
export function serialiseBundle(bundle: Bundle): Uint8Array {
  const bytes = canonicalBytes(bundleSchema.parse(bundle));
  if (bytes.length > MAX_BUNDLE_BYTES) {
    throw new RangeError(`the bundle has ${String(bytes.length)} bytes, the limit is ${String(MAX_BUNDLE_BYTES)}`);
  }
  return bytes;
}

/**
 * Reads a bundle of either version, as one of the newest. Only the canonical bytes of a well-formed bundle are accepted.
 * Never throws.
 */
export function parseBundle(bytes: Uint8Array): ParsedBundle {
  if (bytes.length > MAX_BUNDLE_BYTES) return { ok: false, code: 'bundle-too-large' };
  const read = readCanonical(bytes);
  if (read === undefined) return { ok: false, code: 'bundle-not-canonical' };
  const { value, text } = read;
  const parsed = bundleSchema.safeParse(value);
  if (parsed.success) return isWhole(parsed.data, text) ? { ok: true, bundle: parsed.data } : FOREIGN_NAME;
  const first = firstBundleSchema.safeParse(value);
  if (first.success) return isWhole(first.data, text) ? { ok: true, bundle: upgradeBundle(first.data) } : FOREIGN_NAME;
  const [issue] = parsed.error.issues;
  const detail = issue ? `/${issue.path.map(String).join('/')}: ${issue.message}` : 'unknown';
  return { ok: false, code: 'bundle-shape-wrong', detail };
}

const FOREIGN_NAME = { ok: false, code: 'bundle-shape-wrong', detail: 'a field name that is not allowed' } as const;

/** A schema may not silently drop anything (as zod does with `__proto__`): what was read must be all there was. */
function isWhole(read: unknown, text: string): boolean {
  return canonicalJson(read) === text;
}

/** Texts are compared: there is one sequence of bytes for each, since only well-formed UTF-8 is read. */
function readCanonical(bytes: Uint8Array): { readonly value: unknown; readonly text: string } | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const value: unknown = JSON.parse(text);
    return canonicalJson(value) === text ? { value, text } : undefined;
  } catch {
    return undefined;
  }
}
