import { beforeAll, describe, expect, test } from '@jest/globals';
import { createPresentation, signDocument, verifyPresentation } from '../../src/index.ts';
import { factory, farm } from '../support/keys.ts';
import { playSeason } from '../support/season.ts';
import type { Season } from '../support/season.ts';

const now = new Date('2026-07-01T00:00:00Z');
const request = { challenge: 'd2f0b1c9', domain: 'https://buyer.example' };

describe('a presentation', () => {
  let season: Season;
  let presentation: Awaited<ReturnType<typeof createPresentation>>;

  beforeAll(async () => {
    season = await playSeason();
    presentation = await createPresentation(season.certificates, factory, request, now);
  });

  const codes = (document: unknown, asked = request, at = now) =>
    verifyPresentation(document, asked, { now: at, statusLists: season.statusLists }).faults.map(
      ({ pointer, code }) => `${pointer} ${code}`,
    );

  test('of our certificates verifies for the one who asked', () => {
    expect(verifyPresentation(presentation, request, { now, statusLists: season.statusLists })).toEqual({
      verified: true,
      holder: factory.did,
      faults: [],
    });
    expect(presentation.proof).toMatchObject({ proofPurpose: 'authentication', ...request });
  });

  test('is of no use to anybody else, or for another request', () => {
    expect(codes(presentation, { ...request, challenge: 'other' })).toEqual(['/proof challenge-differs']);
    expect(codes(presentation, { ...request, domain: 'https://other.example' })).toEqual(['/proof domain-differs']);
  });

  test('that was changed, or holds something changed, is refused', () => {
    const [birth, ...others] = season.certificates;
    expect(codes({ ...presentation, verifiableCredential: others })).toEqual(['/proof signature-wrong']);
    const altered = { ...birth, validFrom: '2026-04-04T00:00:00.000Z' };
    expect(codes({ ...presentation, verifiableCredential: [altered, ...others] })).toEqual([
      '/proof signature-wrong',
      '/verifiableCredential/0/proof signature-wrong',
    ]);
  });

  test('with a credential that is not good is refused, and says which', async () => {
    const [birth, identity] = season.certificates;
    const bad = await signDocument({ ...identity, proof: undefined, credentialStatus: undefined }, farm, now);
    const signed = await createPresentation([{ ...birth }, bad], factory, request, now);
    expect(codes(JSON.parse(JSON.stringify(signed)))).toEqual(['/verifiableCredential/1/proof issuer-did-not-sign']);
  });

  test('is refused when another than its holder signed it', () => {
    const stolen = { ...presentation, holder: farm.did };
    expect(codes(stolen)).toEqual(['/proof signature-wrong']);
  });

  test('by another holder than the signer is refused', async () => {
    const made = await createPresentation(season.certificates, { ...farm, did: factory.did }, request, now);
    expect(codes(made)).toEqual(['/proof signature-wrong']);
  });

  test('without a proof, or with a proof of issue, is refused', async () => {
    const bare = { ...presentation, proof: undefined };
    expect(codes(bare)).toEqual([' proof-missing']);
    expect(codes(await signDocument(bare, factory, now))).toEqual(['/proof proof-purpose-differs']);
  });

  test('may hold what the holder says of itself, and nothing that others should have signed', async () => {
    const claim = (issuer: string) => ({
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      type: ['VerifiableCredential'],
      issuer,
      credentialSubject: { id: issuer, description: 'we press tea' },
    });
    expect(codes(await createPresentation([claim(factory.did)], factory, request, now))).toEqual([]);
    expect(codes(await createPresentation([claim(farm.did)], factory, request, now))).toEqual([
      '/verifiableCredential/0/issuer holder-not-issuer',
    ]);
  });

  test('holds 1 to 100 credentials', async () => {
    await expect(createPresentation([], factory, request, now)).rejects.toThrow('1 to 100');
    const many = Array.from({ length: 101 }, () => season.certificates[0] ?? {});
    await expect(createPresentation(many, factory, request, now)).rejects.toThrow('not 101');
    expect(codes({ ...presentation, verifiableCredential: many })).toContain(
      '/verifiableCredential too-many-credentials',
    );
  });

  test('takes no longer to verify than its 400 proofs or its first 50 faults', () => {
    const [first] = season.certificates;
    const proofs = (count: number) => ({ ...first, proof: Array.from({ length: count }, () => ({ type: 'x' })) });
    const verifiableCredential = Array.from({ length: 41 }, () => proofs(10));
    expect(codes({ ...presentation, verifiableCredential })).toContain('/verifiableCredential too-many-credentials');
    const judged = codes({ ...presentation, verifiableCredential: verifiableCredential.slice(0, 40) });
    expect(judged.filter((code) => code.endsWith('proof-malformed'))).toHaveLength(50);
  });

  test('of any kind is judged without an exception', () => {
    for (const value of [null, 1, [], {}, { type: 'VerifiablePresentation', verifiableCredential: [null, 1, {}] }]) {
      expect(verifyPresentation(value, request, { now }).verified).toBe(false);
    }
  });
});
