import { describe, expect, test } from '@jest/globals';
import { serialiseBundle, verifyBundle } from '../../src/index.ts';
import type { AccreditationEvent } from '../../src/index.ts';
import { contracts, now, sealedSeason, seconds } from '../support/bundle.ts';
import type { MemoryChain } from '../support/bundle.ts';
import { farm } from '../support/keys.ts';

const accredited = (recordedAt: string, from: string, until: string): AccreditationEvent => ({
  kind: 'accredited',
  recordedAt: seconds(recordedAt),
  from: seconds(from),
  until: seconds(until),
});
const suspended = (recordedAt: string, at = recordedAt): AccreditationEvent => ({
  kind: 'suspended',
  recordedAt: seconds(recordedAt),
  at: seconds(at),
});
const reinstated = (recordedAt: string): AccreditationEvent => ({
  kind: 'reinstated',
  recordedAt: seconds(recordedAt),
});

const GRANT = accredited('2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', '2028-01-01T00:00:00Z');

/** The farm issued on 3 April at 00:00 and its certificate was sealed a minute later. */
async function failureWith(history: readonly AccreditationEvent[], sealed = sealedSeason()) {
  const { bytes, chain } = await sealed;
  const report = await verifyBundle(bytes, withHistory(chain, history), { trust: contracts, now });
  return report.failure?.code;
}

function withHistory(chain: MemoryChain, history: readonly AccreditationEvent[]): MemoryChain {
  chain.forget(farm.did, 0);
  chain.record(farm.did, 0, ...history);
  return chain;
}

/** The same bundle, showing no seal but the last one, of June. */
async function withoutFirstSeals() {
  const sealed = await sealedSeason();
  const { bundle } = sealed;
  const certificates = bundle.certificates.map(({ document, leafIndex, proof }) => ({ document, leafIndex, proof }));
  const late = { ...bundle, certificates };
  return { ...sealed, bundle: late, bytes: serialiseBundle(late) };
}

describe('an issuer is judged at the time of issue', () => {
  test.each<[string, string | undefined, readonly AccreditationEvent[]]>([
    ['accredited', undefined, [GRANT]],
    ['never accredited', 'issuer-unknown', []],
    ['suspended before', 'issuer-suspended', [GRANT, suspended('2026-04-02T00:00:00Z')]],
    ['suspended to the second', 'issuer-suspended', [GRANT, suspended('2026-04-03T00:00:00Z')]],
    ['suspended after its seal', undefined, [GRANT, suspended('2026-04-04T00:00:00Z')]],
    [
      'suspended afterwards from a moment before',
      'issuer-suspended',
      [GRANT, suspended('2026-06-01T00:00:00Z', '2026-04-01T00:00:00Z')],
    ],
    [
      'suspended at the time and reinstated later',
      'issuer-suspended',
      [GRANT, suspended('2026-04-01T00:00:00Z'), reinstated('2026-05-01T00:00:00Z')],
    ],
    [
      'suspended and reinstated before',
      undefined,
      [GRANT, suspended('2026-03-01T00:00:00Z'), reinstated('2026-04-01T00:00:00Z')],
    ],
    [
      'suspended twice, the second time over the time of issue',
      'issuer-suspended',
      [
        GRANT,
        suspended('2026-02-01T00:00:00Z'),
        reinstated('2026-02-02T00:00:00Z'),
        suspended('2026-04-02T00:00:00Z'),
        reinstated('2026-05-01T00:00:00Z'),
      ],
    ],
    [
      'renewed for another time later',
      undefined,
      [GRANT, accredited('2026-06-01T00:00:00Z', '2027-01-01T00:00:00Z', '2029-01-01T00:00:00Z')],
    ],
    [
      'accredited afterwards from before',
      undefined,
      [accredited('2026-06-01T00:00:00Z', '2026-01-01T00:00:00Z', '2029-01-01T00:00:00Z')],
    ],
    [
      'cut short before',
      'issuer-no-longer-accredited',
      [GRANT, accredited('2026-03-01T00:00:00Z', '2026-01-01T00:00:00Z', '2026-03-01T00:00:00Z')],
    ],
    [
      'cut short after',
      undefined,
      [GRANT, accredited('2026-05-01T00:00:00Z', '2026-01-01T00:00:00Z', '2026-03-01T00:00:00Z')],
    ],
    [
      'accredited from later on',
      'issuer-not-yet-accredited',
      [accredited('2026-01-01T00:00:00Z', '2026-05-01T00:00:00Z', '2029-01-01T00:00:00Z')],
    ],
  ])('%s', async (_name, code, history) => {
    expect(await failureWith(history)).toBe(code);
  });

  test.each<[string, readonly AccreditationEvent[]]>([
    ['that makes no sense', [{ ...GRANT, recordedAt: Number.NaN }]],
    ['that runs backwards', [suspended('2026-05-01T00:00:00Z'), GRANT]],
  ])('a history %s is refused', async (_name, history) => {
    expect(await failureWith(history)).toBe('chain-answer-invalid');
  });
});

describe('the seal bounds the time of issue', () => {
  const later = [GRANT, suspended('2026-04-20T00:00:00Z')];

  test('a certificate sealed before its signer was suspended stays good', async () => {
    expect(await failureWith(later)).toBeUndefined();
  });

  test('one that shows no such seal may have been dated back', async () => {
    expect(await failureWith(later, withoutFirstSeals())).toBe('issue-time-unproven');
    expect(await failureWith([...later, reinstated('2026-04-21T00:00:00Z')], withoutFirstSeals())).toBe(
      'issue-time-unproven',
    );
  });

  test('the same holds where the accreditation ended', async () => {
    const until = '2026-04-20T00:00:00Z';
    const short = [accredited('2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', until)];
    expect(await failureWith(short)).toBeUndefined();
    expect(await failureWith(short, withoutFirstSeals())).toBe('issue-time-unproven');
  });

  test('it asks for no earlier seal where nothing ended', async () => {
    expect(await failureWith([GRANT], withoutFirstSeals())).toBeUndefined();
  });

  test.each<[string, (chain: MemoryChain, size: number) => void, string]>([
    ['the chain does not know', (chain, size) => chain.sealed.delete(size), 'head-unknown'],
    [
      'of another tree',
      (chain, size) => chain.sealed.set(size, { root: new Uint8Array(32), sealedAt: 1 }),
      'document-not-sealed',
    ],
    [
      'later than the last one',
      (chain, size) => {
        const { root = new Uint8Array(32) } = chain.sealed.get(size) ?? {};
        chain.sealed.set(size, { root, sealedAt: seconds('2026-06-30T00:00:00Z') });
      },
      'chain-answer-invalid',
    ],
    [
      'before the date on the certificate',
      (chain, size) => {
        const { root = new Uint8Array(32) } = chain.sealed.get(size) ?? {};
        chain.sealed.set(size, { root, sealedAt: seconds('2026-04-02T00:00:00Z') });
      },
      'time-after-seal',
    ],
  ])('a first seal %s is refused', async (_name, change, code) => {
    const { bundle, bytes, chain } = await sealedSeason();
    change(chain, bundle.certificates[0]?.firstSeal?.treeSize ?? 0);
    expect((await verifyBundle(bytes, chain, { trust: contracts, now })).failure?.code).toBe(code);
  });
});
