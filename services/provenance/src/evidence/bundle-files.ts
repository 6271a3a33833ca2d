import { bytesToHex } from '../bytes.ts';
import { serialiseBundle } from '../bundle/bytes.ts';
import type { Bundle } from '../bundle/schema.ts';
import { canonicalBytes, digest } from '../credentials/jcs.ts';
import type { JsonObject } from '../json.ts';
import type { ArchiveFile } from './zip-write.ts';

/** What every archive holds first. */
export const BUNDLE_FILE = 'bundle.json';
const PROOFS_FILE = 'proofs.json';

/** RFC 9162 section 2.1: which hashes lead from a document to a root of the log. */
interface ProofOfFile {
  readonly file: string;
  /** SHA-256 of the file: the data of its leaf. */
  readonly digest: string;
  readonly leafIndex: number;
  readonly proof: readonly string[];
  readonly firstSeal?: { readonly treeSize: number; readonly proof: readonly string[] };
}

/**
 * A bundle as people and other programs read it: besides its own bytes, each document in a file of its own, and the
 * proofs that lead from them to the head. Documents are canonical JSON (RFC 8785): the SHA-256 of such a file is the data
 * of its leaf in the seal log.
 */
export function bundleFiles(bundle: Bundle): ArchiveFile[] {
  const files: ArchiveFile[] = [{ name: BUNDLE_FILE, bytes: serialiseBundle(bundle) }];
  const leaves: ProofOfFile[] = [];
  const add = (name: string, document: JsonObject): void => {
    files.push({ name, bytes: canonicalBytes(document) });
  };
  const addSealed = (name: string, { document, ...place }: SealedIn): void => {
    add(name, document);
    leaves.push({ file: name, digest: bytesToHex(digest(document)), ...place });
  };
  bundle.certificates.forEach((sealed, index) => {
    addSealed(numbered('certificates', index, sealed.document.type[1]), sealed);
  });
  bundle.events.forEach((sealed, index) => {
    addSealed(numbered('events', index, plainWord(sealed.document.type)), sealed);
  });
  bundle.declarations.forEach((sealed, index) => {
    addSealed(numbered('declarations', index, plainWord(sealed.document.type)), sealed);
  });
  bundle.statusLists.forEach((list, index) => {
    add(numbered('status-lists', index, list.credentialSubject.statusPurpose), list);
  });
  const proofs = { chain: bundle.chain, head: bundle.head, leaves };
  return [...files, { name: PROOFS_FILE, bytes: canonicalBytes(proofs) }];
}

interface SealedIn {
  readonly document: JsonObject;
  readonly leafIndex: number;
  readonly proof: readonly string[];
}

/** Counted from 001, so that the order of names is the order of the bundle. */
function numbered(folder: string, index: number, word: string): string {
  return `${folder}/${String(index + 1).padStart(3, '0')}-${word}.json`;
}

/** Events of extension types are named by addresses. */
function plainWord(type: string): string {
  return /^[A-Za-z]{1,60}$/.test(type) ? type : 'Event';
}

/** Digests of the photographs that the certificates speak of, in order, each once. */
export function citedPhotos({ certificates }: Bundle): string[] {
  const cited = certificates.flatMap(({ document: { credentialSubject: subject } }) =>
    'photos' in subject ? (subject.photos ?? []).map(({ digest: hash }) => hash) : [],
  );
  return Array.from(new Set(cited)).sort();
}
