import { describe, expect, jest, test } from '@jest/globals';
import { isKnownSignature } from '../../src/ed25519/web-crypto.ts';
import { verifyProofs } from '../../src/index.ts';
import type { Bundle } from '../../src/index.ts';
import { proofsOf } from '../../src/verification/early-proofs.ts';
import { sealedSeason } from '../support/bundle.ts';

function documentsOf({ certificates, events, declarations, statusLists }: Bundle) {
  return [...[...certificates, ...events, ...declarations].map(({ document }) => document), ...statusLists];
}

describe('proofs read ahead, with the browser to vouch for signatures', () => {
  test('come to what each document gives alone, all of them known ahead', async () => {
    const { bundle } = await sealedSeason();
    const isKnown = jest.fn(isKnownSignature);
    const proofs = await proofsOf(bundle, isKnown);
    const documents = documentsOf(bundle);
    for (const document of documents) {
      expect(proofs(document)).toEqual(verifyProofs(document));
      expect(proofs(document).every(({ verified }) => verified)).toBe(true);
    }
    const answers = await Promise.all(isKnown.mock.results.map(({ value }) => value));
    expect(answers.length).toBeGreaterThanOrEqual(documents.length);
    expect(new Set(answers)).toEqual(new Set([true]));
  });

  test('come to the same for what was changed after signing', async () => {
    const { bundle } = await sealedSeason();
    const changed = structuredClone(bundle);
    for (const { document } of changed.certificates) document.issuer.name = 'Somebody else';
    for (const { document } of changed.events) document.eventTime = '2026-04-01T00:00:00Z';
    const proofs = await proofsOf(changed, isKnownSignature);
    for (const { document } of [...changed.certificates, ...changed.events]) {
      expect(proofs(document)).toEqual(verifyProofs(document));
      expect(proofs(document).some(({ verified }) => verified)).toBe(false);
    }
  });

  test('are no less right where the browser vouches for nothing, or for everything that has a claim', async () => {
    const { bundle } = await sealedSeason();
    const none = await proofsOf(bundle, () => Promise.resolve(false));
    for (const document of documentsOf(bundle)) expect(none(document)).toEqual(verifyProofs(document));
    const [sealed] = bundle.certificates;
    const unreadable = { ...sealed?.document, proof: { type: 'DataIntegrityProof' } };
    const all = await proofsOf(bundle, () => Promise.resolve(true));
    expect(all(unreadable)).toEqual([{ verified: false, reason: 'malformed' }]);
  });
});
