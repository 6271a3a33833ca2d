import { bytesToHex } from '../bytes.ts';
import type { Bundle } from '../bundle/schema.ts';
import type { Certificate } from '../credentials/certificates.ts';
import { STAGES } from '../credentials/stages.ts';
import { canonicalIdentifier } from '../events/canonical-identifier.ts';
import type { EpcisEvent } from '../events/schema.ts';
import type { Digests } from './digests.ts';
import { Lineage } from './lineage.ts';
import { Refusal } from './report.ts';

export interface LinkedCertificate {
  readonly document: Certificate;
  readonly digest: string;
  readonly predecessors: readonly Certificate[];
}

/**
 * The certificates build on one another without gap and in the order of life, every lot of leaf has its birth, and each
 * of them is about this item, its lots, or what it was packed in.
 */
export function checkLinks(bundle: Bundle, events: Iterable<EpcisEvent>, digestOf: Digests): LinkedCertificate[] {
  const documents = bundle.certificates.map(({ document }) => document);
  const byDigest = new Map(documents.map((document) => [bytesToHex(digestOf(document)), document]));
  const linked = Array.from(byDigest, ([hex, document]) => ({
    document,
    digest: hex,
    predecessors: predecessorsOf(document, byDigest),
  }));
  checkItem(bundle.item, documents, new Lineage(events, documents));
  return linked;
}

function predecessorsOf(document: Certificate, byDigest: ReadonlyMap<string, Certificate>): Certificate[] {
  const stage = STAGES[document.type[1]];
  if (stage > 0 && document.precededBy.length === 0) throw new Refusal('certificate-missing', document.id);
  const predecessors = document.precededBy.map((hex) => {
    const before = byDigest.get(hex);
    if (!before) throw new Refusal('certificate-missing', document.id);
    if (STAGES[before.type[1]] > stage) throw new Refusal('stages-out-of-order', document.id);
    return before;
  });
  requireOrigins(document, predecessors);
  return predecessors;
}

/**
 * Leaf of unknown birth must not hide behind another lot's certificate: what something was made from has its birth
 * certificate among the predecessors, or was blended from lots that have theirs.
 */
function requireOrigins({ credentialSubject }: Certificate, predecessors: readonly Certificate[]): void {
  const known = (accepts: (before: Certificate) => boolean) =>
    new Set(predecessors.filter(accepts).map((before) => canonicalIdentifier(before.credentialSubject.id)));
  const require = (lots: readonly { readonly id: string }[], accepted: ReadonlySet<string>) => {
    const unknown = lots.find(({ id }) => !accepted.has(canonicalIdentifier(id)));
    if (unknown) throw new Refusal('certificate-missing', unknown.id);
  };
  const isBirth = ({ type }: Certificate) => type[1] === 'BirthCertificate';
  const isBlend = (before: Certificate) => 'blendedFrom' in before.credentialSubject;
  if ('madeFrom' in credentialSubject) {
    require(credentialSubject.madeFrom, known((before) => isBirth(before) || isBlend(before)));
  } else if ('promises' in credentialSubject) {
    const { blendedFrom } = credentialSubject;
    if (blendedFrom) require(blendedFrom, known(({ type }) => type[1] === 'ConformityCertificate'));
    else require([credentialSubject], known(isBirth));
  }
}

function checkItem(item: string, documents: readonly Certificate[], lineage: Lineage): void {
  if (!documents.some((document) => mentioned(document).includes(item))) throw new Refusal('item-not-linked', item);
  const origins = lineage.originsOf(item);
  const containers = lineage.containersOf(origins);
  for (const document of documents) {
    const about = mentioned(document).map(canonicalIdentifier);
    const reachable = document.type[1] === 'ResidenceCertificate' ? containers : origins;
    if (!about.some((thing) => reachable.has(thing))) throw new Refusal('item-not-linked', document.id);
  }
}

/** Everything a certificate speaks about, as written. */
function mentioned({ credentialSubject }: Certificate): string[] {
  return [
    credentialSubject.id,
    ...('pieces' in credentialSubject ? credentialSubject.pieces.map(({ id }) => id) : []),
    ...('items' in credentialSubject ? credentialSubject.items : []),
  ];
}
