import type { EpcisEvent } from '../events/schema.ts';
import type { SignedCertificate } from './check-issuers.ts';
import type { LinkedCertificate } from './check-links.ts';
import { Refusal, step } from './report.ts';
import type { Step } from './report.ts';

/** Clocks of honest parties may differ by this much, in seconds. */
export const SKEW_SECONDS = 300;

/**
 * Nothing is dated after its seal, no certificate before what it rests on.
 * @param sealedAt time of the head, seconds since 1970, by the chain's clock
 * @param now the verifier's clock
 * @returns notes a person should know of; they do not make the bundle wrong
 */
export function checkTimes(
  certificates: readonly LinkedCertificate[],
  signed: readonly SignedCertificate[],
  events: ReadonlyMap<string, EpcisEvent>,
  sealedAt: number,
  now: Date,
): Step[] {
  for (const [hash, { eventTime }] of events)
    if (seconds(eventTime) > sealedAt + SKEW_SECONDS) throw new Refusal('time-after-seal', hash);
  const early = signed.find(({ document, sealedAt: seal }) => seconds(document.validFrom) > seal + SKEW_SECONDS);
  if (early) throw new Refusal('time-after-seal', early.document.id);
  for (const { document, predecessors } of certificates) {
    const issued = seconds(document.validFrom);
    const evidence = document.evidence.flatMap(({ id }) => events.get(id)?.eventTime ?? []);
    const foundations = [...predecessors.map(({ validFrom }) => validFrom), ...evidence];
    if (foundations.some((time) => seconds(time) > issued + SKEW_SECONDS)) {
      throw new Refusal('time-before-predecessor', document.id);
    }
  }
  const today = now.getTime() / 1000;
  const lapsed = certificates.filter(
    ({ document }) => 'validUntil' in document && seconds(document.validUntil) < today,
  );
  return [
    ...lapsed.map(({ document }) => step('residence-lapsed', document.id)),
    ...(sealedAt > today + SKEW_SECONDS ? [step('clock-differs')] : []),
  ];
}

function seconds(time: string): number {
  return Date.parse(time) / 1000;
}
