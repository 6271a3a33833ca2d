import { beforeAll, describe, expect, test } from '@jest/globals';
import { verifyBundle } from '../../src/index.ts';
import type { Step } from '../../src/index.ts';
import { contracts, now, sealedSeason } from '../support/bundle.ts';
import type { Sealed } from '../support/bundle.ts';
import { cake } from '../support/season.ts';

describe('a true bundle of a tea cake', () => {
  let sealed: Sealed;

  beforeAll(async () => {
    sealed = await sealedSeason();
  });

  test('verifies, step by step, in the order of the checks', async () => {
    const seen: Step[] = [];
    const report = await verifyBundle(sealed.bytes, sealed.chain, {
      trust: contracts,
      now,
      onStep: (s) => seen.push(s),
    });
    expect(report.failure).toBeUndefined();
    expect(report.ok).toBe(true);
    expect(report.steps.map(({ code }) => code)).toEqual([
      'bundle-complete',
      'chain-matches',
      'head-sealed',
      'documents-sealed',
      'signatures-valid',
      'issuers-accredited',
      'status-good',
      'events-match',
      'certificates-linked',
      'quantities-covered',
      'times-consistent',
    ]);
    expect(seen).toEqual(report.steps);
  });

  test('reports the item, its four certificates, and everyone who signed with the role they had', async () => {
    const report = await verifyBundle(sealed.bytes, sealed.chain, { trust: contracts, now });
    expect(report.item).toBe(cake);
    expect(report.sealedAt).toBe(Date.parse('2026-06-03T00:01:00Z') / 1000);
    expect(report.certificates.map(({ stage }) => stage)).toEqual([0, 1, 2, 3]);
    expect(report.issuers.map(({ stage, role }) => [stage, role])).toEqual([
      [0, 'issuer'],
      [1, 'issuer'],
      [1, 'countersigner'],
      [2, 'issuer'],
      [3, 'issuer'],
    ]);
  });

  test('without pinned contracts it verifies and says that nobody vouched for them', async () => {
    const report = await verifyBundle(sealed.bytes, sealed.chain, { now });
    expect(report.ok).toBe(true);
    expect(report.steps.map(({ code }) => code)).toContain('contracts-not-pinned');
  });

  test('after its storage certificate lapsed it verifies with a note', async () => {
    const report = await verifyBundle(sealed.bytes, sealed.chain, { trust: contracts, now: new Date('2027-06-01') });
    expect(report.ok).toBe(true);
    expect(report.steps.map(({ code }) => code)).toContain('residence-lapsed');
  });

  test('on a device whose clock is behind it verifies with a note', async () => {
    const report = await verifyBundle(sealed.bytes, sealed.chain, { trust: contracts, now: new Date('2026-06-01') });
    expect(report.steps.at(-1)?.code).toBe('clock-differs');
  });

  test('a listener that throws changes nothing', async () => {
    const onStep = () => {
      throw new Error('listener');
    };
    await expect(verifyBundle(sealed.bytes, sealed.chain, { trust: contracts, now, onStep })).resolves.toMatchObject({
      ok: true,
    });
  });
});
