import { describe, expect, test } from '@jest/globals';
import { canonicalBytes, newStatusList, parseBundle, setStatus, verifyBundle } from '../../src/index.ts';
import type { VerifyOptions } from '../../src/index.ts';
import { contracts, now, sealedSeason, sealSeason } from '../support/bundle.ts';
import type { Sealed } from '../support/bundle.ts';
import { farm } from '../support/keys.ts';
import { playSeason, signStatusList, STATUS_INDEX } from '../support/season.ts';

const codesOf = async ({ bytes, chain }: Sealed, options: VerifyOptions = {}) =>
  (await verifyBundle(bytes, chain, { trust: contracts, now, ...options })).steps.map(({ code }) => code);

/** A list of the farm's, newer than that of the bundle. */
async function newer(isSet: boolean, validFrom = '2026-06-30T20:00:00Z') {
  const { statusLists } = await playSeason();
  return signStatusList(
    {
      address: statusLists[0]?.id ?? '',
      issuer: farm.did,
      purpose: 'revocation',
      list: setStatus(newStatusList(), STATUS_INDEX, isSet),
      validFrom: new Date(validFrom),
      validUntil: new Date('2026-07-02T00:00:00Z'),
    },
    farm,
  );
}

describe('the status of the certificates of a bundle', () => {
  test('is as of the oldest list', async () => {
    const { bytes, chain } = await sealedSeason();
    const { steps } = await verifyBundle(bytes, chain, { trust: contracts, now });
    expect(steps.find(({ code }) => code === 'status-good')?.subject).toBe('2026-06-30T12:00:00.000Z');
  });

  test('is noted to be out of date when the lists are, and nothing more', async () => {
    const codes = await codesOf(await sealedSeason(), { now: new Date('2026-08-01T00:00:00Z') });
    expect(codes.filter((code) => code === 'status-list-stale')).toHaveLength(8);
    expect(codes.at(-1)).toBe('times-consistent');
  });

  test('on a device whose clock is behind the lists is noted', async () => {
    expect(await codesOf(await sealedSeason(), { now: new Date('2026-06-30T00:00:00Z') })).toContain('clock-differs');
  });

  test('is what a newer list fetched by the verifier says', async () => {
    const sealed = await sealedSeason();
    expect(await codesOf(sealed, { statusLists: [await newer(true)] })).toContain('certificate-revoked');
    expect(await codesOf(sealed, { statusLists: [await newer(false)] })).toContain('status-good');
    expect(await codesOf(sealed, { statusLists: [await newer(true, '2026-06-29T00:00:00Z')] })).toContain(
      'status-good',
    );
    expect(await codesOf(sealed, { statusLists: [{}] })).toContain('status-list-unreadable');
    const forged = { ...(await newer(false)), validFrom: '2026-06-30T21:00:00.000Z' };
    expect(await codesOf(sealed, { statusLists: [forged] })).toContain('signature-wrong');
  });

  test('a fetched list stands in for one that the bundle lacks', async () => {
    const season = await playSeason();
    const sealed = await sealSeason({ ...season, statusLists: season.statusLists.slice(1) });
    expect(await codesOf(sealed)).toContain('status-list-missing');
    expect(await codesOf(sealed, { statusLists: season.statusLists.slice(0, 1) })).toContain('status-good');
  });

  test('a list that no certificate names, or twice the same, does not belong there', async () => {
    const season = await playSeason();
    const other = await signStatusList(
      {
        address: 'https://id.fieldseal.example/status/other',
        issuer: farm.did,
        purpose: 'revocation',
        list: newStatusList(),
        validFrom: now,
        validUntil: now,
      },
      farm,
    );
    const withLists = (...more: typeof season.statusLists) =>
      sealSeason({ ...season, statusLists: [...season.statusLists, ...more] });
    expect(await codesOf(await withLists(other))).toContain('status-list-foreign');
    expect(await codesOf(await withLists(...season.statusLists.slice(0, 1)))).toContain('document-repeated');
  });
});

describe('a bundle of the first version', () => {
  async function first(): Promise<Sealed> {
    const season = await playSeason({ certificate: (content) => ({ ...content, credentialStatus: undefined }) });
    const sealed = await sealSeason({ ...season, statusLists: [] });
    const { bundle } = sealed;
    const certificates = bundle.certificates.map(({ document, leafIndex, proof }) => ({ document, leafIndex, proof }));
    const less = { ...bundle, certificates, statusLists: undefined, declarations: undefined };
    return { ...sealed, bytes: canonicalBytes({ ...less, schema: 'fieldseal/bundle/1' }) };
  }

  test('still verifies, and says nothing of status', async () => {
    const sealed = await first();
    const codes = await codesOf(sealed);
    expect(codes.at(-1)).toBe('times-consistent');
    expect(codes).not.toContain('status-good');
    expect(parseBundle(sealed.bytes)).toMatchObject({ ok: true, bundle: { statusLists: [], declarations: [] } });
  });

  test('is not one of the second, nor the other way round', async () => {
    const flip = (sealed: Sealed, from: string, to: string): Sealed => ({
      ...sealed,
      bytes: new TextEncoder().encode(new TextDecoder().decode(sealed.bytes).replace(from, to)),
    });
    expect(await codesOf(flip(await first(), 'bundle/1', 'bundle/2'))).toEqual(['bundle-shape-wrong']);
    expect(await codesOf(flip(await sealedSeason(), 'bundle/2', 'bundle/1'))).toEqual(['bundle-shape-wrong']);
  });
});
