import { parseBundle } from '../bundle/bytes.ts';
import type { Bundle, Contracts } from '../bundle/schema.ts';
import { STAGES } from '../credentials/stages.ts';
import { askedAhead } from './asked-ahead.ts';
import type { ChainReader } from './chain-reader.ts';
import { checkChain, checkFirstSeals, checkHead, checkInclusion } from './check-chain.ts';
import { checkDeclarations, checkEvents } from './check-events.ts';
import { checkAccreditation, checkSignatures } from './check-issuers.ts';
import { checkLinks } from './check-links.ts';
import type { LinkedCertificate } from './check-links.ts';
import { checkQuantities } from './check-quantities.ts';
import { checkStatus } from './check-status.ts';
import { checkTimes } from './check-times.ts';
import { digestsOnce } from './digests.ts';
import { proofsOf } from './early-proofs.ts';
import { Refusal, step } from './report.ts';
import type { CertificateSummary, Report, Step, VerifiedIssuer } from './report.ts';

export interface VerifyOptions {
  /** The contracts the verifier knows to be right. Without them the report notes that nobody vouched for them. */
  readonly trust?: Contracts;
  /** The verifier's clock; now by default. */
  readonly now?: Date;
  /** Status lists fetched by the verifier itself; where they are newer than those of the bundle they count. */
  readonly statusLists?: readonly unknown[];
  /** Called as each step is done, in order. */
  readonly onStep?: (step: Step) => void;
  /** Called with the bundle once it is read and nothing is proven yet, to be shown and not changed. */
  readonly onBundle?: (bundle: Bundle) => void;
}

interface Findings {
  item?: string;
  sealedAt?: number;
  issuers: readonly VerifiedIssuer[];
  certificates: readonly CertificateSummary[];
}

/**
 * Verifies an evidence bundle with nothing but a chain to ask: integrity, time and issuers, not truth.
 * The chain reader must ask the contracts that the bundle names (or `trust` names; they must agree).
 * Never throws and stops at the first failure: whatever the bytes, the report has a named reason.
 */
export async function verifyBundle(
  bytes: Uint8Array,
  chain: ChainReader,
  options: VerifyOptions = {},
): Promise<Report> {
  const steps: Step[] = [];
  const findings: Findings = { issuers: [], certificates: [] };
  const record = (done: Step) => {
    steps.push(done);
    tell(options.onStep, done);
  };
  try {
    await verify(bytes, chain, options, findings, record);
    return { ok: true, steps, ...findings };
  } catch (cause) {
    const failure = cause instanceof Refusal ? cause.step : step('verifier-fault', String(cause).slice(0, 200));
    record(failure);
    return { ok: false, steps, failure, ...findings };
  }
}

async function verify(
  bytes: Uint8Array,
  reader: ChainReader,
  { trust, now = new Date(), statusLists = [], onBundle }: VerifyOptions,
  findings: Findings,
  record: (done: Step) => void,
): Promise<void> {
  const parsed = parseBundle(bytes);
  if (!parsed.ok) throw new Refusal(parsed.code, parsed.detail);
  const { bundle } = parsed;
  tell(onBundle, bundle);
  findings.item = bundle.item;
  record(step('bundle-complete'));

  const chain = askedAhead(reader, bundle);
  const digestOf = digestsOnce();
  const reading = proofsOf(bundle);
  await checkChain(bundle, chain, trust);
  record(step('chain-matches', String(bundle.chain.chainId)));
  if (!trust) record(step('contracts-not-pinned', bundle.chain.sealLog));

  const sealedAt = await checkHead(bundle, chain);
  findings.sealedAt = sealedAt;
  record(step('head-sealed', String(bundle.head.treeSize)));
  checkInclusion(bundle, digestOf);
  const { certificates, events, declarations } = bundle;
  const sealTimes = await checkFirstSeals(bundle, chain, sealedAt, digestOf);
  record(step('documents-sealed', String(certificates.length + events.length + declarations.length)));

  const proofs = await reading;
  const signed = checkSignatures(bundle, sealTimes, proofs);
  record(step('signatures-valid'));
  findings.issuers = await checkAccreditation(signed, chain);
  record(step('issuers-accredited'));
  checkStatus(bundle, statusLists, now, proofs).forEach(record);

  const byHash = checkEvents(bundle);
  record(step('events-match', String(byHash.size)));
  checkDeclarations(bundle).forEach(record);
  const linked = checkLinks(bundle, byHash.values(), digestOf);
  findings.certificates = linked.map(summary);
  record(step('certificates-linked', String(linked.length)));
  checkQuantities(
    linked.map(({ document }) => document),
    byHash,
  );
  record(step('quantities-covered'));
  const notes = checkTimes(linked, signed, byHash, sealedAt, now);
  record(step('times-consistent'));
  notes.forEach(record);
}

/** A listener that throws must not turn a finished verification into an exception. */
export function tell<News>(listener: ((news: News) => void) | undefined, news: News): void {
  try {
    listener?.(news);
  } catch {
    return;
  }
}

function summary({ document, digest }: LinkedCertificate): CertificateSummary {
  return {
    id: document.id,
    type: document.type[1],
    stage: STAGES[document.type[1]],
    issuerName: document.issuer.name,
    validFrom: document.validFrom,
    ...('validUntil' in document ? { validUntil: document.validUntil } : {}),
    digest,
  };
}
