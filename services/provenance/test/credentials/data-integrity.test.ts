import { describe, expect, test } from '@jest/globals';
import * as z from 'zod/mini';
import {
  bytesToHex,
  canonicalBytes,
  createProof,
  didKey,
  localSigner,
  publicKeyOfDid,
  signDocument,
  verifyProofs,
} from '../../src/index.ts';
import { decodeBase58, encodeBase58 } from '../../src/credentials/base58.ts';
import { farm, stranger } from '../support/keys.ts';
import { describeSuite, readJson, readText } from '../support/shared.ts';
import * as fc from 'fast-check';

const object = z.record(z.string(), z.unknown());
const at = new Date('2023-02-24T23:36:38Z');

describeSuite('data-integrity-eddsa', () => {
  const folder = ['data-integrity-eddsa', 'TestVectors'] as const;
  const pair = z
    .object({ publicKeyMultibase: z.string(), privateKeyMultibase: z.string() })
    .parse(readJson(...folder, 'keyPair.json'));
  const signed = object.parse(readJson(...folder, 'eddsa-jcs-2022', 'signedJCS.json'));
  const { proof, ...document } = signed;

  test('the published key pair makes the published proof', async () => {
    const secret = decodeBase58(pair.privateKeyMultibase.slice(1))?.slice(2) ?? new Uint8Array();
    const signer = localSigner(secret);
    expect(signer.did).toBe(`did:key:${pair.publicKeyMultibase}`);
    expect(await createProof(document, signer, at)).toEqual(proof);
  });

  test('the published proof verifies', () => {
    expect(verifyProofs(signed)).toMatchObject([{ verified: true, did: `did:key:${pair.publicKeyMultibase}` }]);
  });

  test('the canonical document and proof options are the published ones', () => {
    const options = { ...object.parse(proof), proofValue: undefined };
    expect(new TextDecoder().decode(canonicalBytes(document))).toBe(
      readText(...folder, 'eddsa-jcs-2022', 'canonDocJCS.txt').trim(),
    );
    expect(new TextDecoder().decode(canonicalBytes(options))).toBe(
      readText(...folder, 'eddsa-jcs-2022', 'proofCanonJCS.txt').trim(),
    );
  });
});

describeSuite('jcs', () => {
  for (const name of ['arrays', 'french', 'structures', 'unicode', 'values', 'weird']) {
    test(name, () => {
      const bytes = canonicalBytes(readJson('jcs', 'testdata', 'input', `${name}.json`));
      expect(bytesToHex(bytes)).toBe(readText('jcs', 'testdata', 'outhex', `${name}.txt`).replace(/\s+/g, ''));
    });
  }
});

describe('proofs', () => {
  const document = { '@context': ['https://www.w3.org/ns/credentials/v2'], id: 'urn:x:1', claim: 1 };

  test('of a set each cover the content and not one another', async () => {
    const both = await signDocument(await signDocument(document, farm, at), stranger, at);
    expect(verifyProofs(both)).toMatchObject([
      { verified: true, did: farm.did },
      { verified: true, did: stranger.did },
    ]);
    const proofs = z.array(z.unknown()).parse(both.proof);
    expect(verifyProofs({ ...document, proof: [...proofs].reverse() }).every(({ verified }) => verified)).toBe(true);
    expect(verifyProofs({ ...document, proof: proofs[1] })).toMatchObject([{ verified: true, did: stranger.did }]);
  });

  test.each<[string, (signed: Record<string, unknown>, proof: Record<string, unknown>) => Record<string, unknown>]>([
    ['signature-wrong', (signed) => ({ ...signed, claim: 2 })],
    ['signature-wrong', (signed, proof) => ({ ...signed, proof: { ...proof, created: '2023-02-24T23:36:39Z' } })],
    [
      'context-differs',
      (signed) => ({ ...signed, '@context': ['https://www.w3.org/ns/credentials/v2', 'urn:x:more'] }),
    ],
    ['malformed', (signed, proof) => ({ ...signed, proof: { ...proof, cryptosuite: 'eddsa-rdfc-2022' } })],
    ['malformed', (signed, proof) => ({ ...signed, proof: { ...proof, previousProof: 'urn:x:2' } })],
    ['malformed', (signed) => ({ ...signed, proof: 'none' })],
    ['malformed', (signed, proof) => ({ ...signed, claim: '\ud800', proof })],
    [
      'key-unreadable',
      (signed, proof) => ({ ...signed, proof: { ...proof, verificationMethod: 'did:web:example.com#1' } }),
    ],
    ['key-unreadable', (signed, proof) => ({ ...signed, proof: { ...proof, verificationMethod: farm.did } })],
  ])('%s', async (reason, change) => {
    const signed = await signDocument(document, farm, at);
    expect(verifyProofs(change({ ...signed }, object.parse(signed.proof)))).toMatchObject([
      { verified: false, reason },
    ]);
  });

  test('without proof there is nothing to verify', () => {
    expect(verifyProofs(document)).toEqual([]);
  });
});

describe('keys and text forms', () => {
  test('base58 of any bytes comes back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        expect(decodeBase58(encodeBase58(bytes))).toEqual(bytes);
      }),
    );
    expect(encodeBase58(new TextEncoder().encode('Hello World!'))).toBe('2NEpo7TZRRrLZSi2U');
  });

  test('foreign characters and endless texts are refused', () => {
    expect(decodeBase58('0OIl')).toBeUndefined();
    expect(decodeBase58('1'.repeat(129))).toBeUndefined();
  });

  test('a did:key gives its key back, and nothing else does', () => {
    expect(publicKeyOfDid(didKey(farm.publicKey))).toEqual(farm.publicKey);
    for (const did of ['', 'did:key:z', 'did:key:z6Mk', 'did:web:example.com', `${farm.did}1`])
      expect(publicKeyOfDid(did)).toBeUndefined();
    expect(() => didKey(new Uint8Array(31))).toThrow('32 bytes');
  });

  test('what is not JSON has no canonical form', () => {
    expect(() => canonicalBytes(undefined)).toThrow('only JSON values');
    expect(() => canonicalBytes(Number.NaN)).toThrow();
  });
});
