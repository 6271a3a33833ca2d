import { bundleFiles, EXPLANATIONS, sha256, bytesToHex, writeArchive } from '../../src/index.ts';
import type { ArchiveFile, Bundle } from '../../src/index.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

/** What a server puts into an archive besides the photographs, the bundle's own files last. */
export function filesOf(bundle: Bundle): ArchiveFile[] {
  const words = EXPLANATIONS.map((name) => ({ name, bytes: utf8(`${name}: 说明 `.repeat(50)) }));
  return [...words, ...bundleFiles(bundle)];
}

export async function packed(files: readonly ArchiveFile[]): Promise<Uint8Array> {
  const portions: Uint8Array[] = [];
  for await (const portion of writeArchive(files)) portions.push(portion);
  return new Uint8Array(Buffer.concat(portions));
}

export function archiveOf(bundle: Bundle): Promise<Uint8Array> {
  return packed(filesOf(bundle));
}

/** A file by the name that photographs have, and its digest. */
export function photoFile(content: string): ArchiveFile & { digest: string } {
  const bytes = utf8(content);
  const digest = bytesToHex(sha256(bytes));
  return { name: `photos/${digest}.jpg`, bytes, digest };
}
