import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  bytesToHex,
  canonicalJson,
  decodeBase58,
  digest,
  localSigner,
  signDocument,
  signDocuments,
  verifyProofs,
} from '../../src/index.ts';
import { encodeBase58 } from '../../src/credentials/base58.ts';

const signer = localSigner(new Uint8Array(32).fill(7));
const created = new Date('2026-11-22T08:00:00Z');

const jsonDocument = fc.dictionary(
  fc.oneof(fc.string(), fc.constantFrom('@context', 'id', 'z', '10', '9', 'é', 'a"b', '\u{1f375}')),
  fc.jsonValue({ maxDepth: 3 }),
  { maxKeys: 8 },
);

const withoutProofs = jsonDocument.filter((document) => !('proof' in document) && !('__proto__' in document));

describe('many documents signed together', () => {
  test('get the proofs, texts and digests that they would get one by one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(withoutProofs, { minLength: 1, maxLength: 4 }), async (documents) => {
        const together = await signDocuments(documents, signer, created);
        for (const [i, document] of documents.entries()) {
          const alone = await signDocument(document, signer, created);
          expect(together[i]?.proof).toStrictEqual(alone.proof);
          expect(together[i]?.text).toBe(canonicalJson(alone));
          expect(together[i]?.digest).toBe(bytesToHex(digest(alone)));
        }
      }),
      { numRuns: 60 },
    );
  });

  test('are not taken for one another by contexts that look alike', async () => {
    const documents = [{}, { '@context': null }, { '@context': { proofValue: '' } }, { '@context': [] }];
    const together = await signDocuments(documents, signer, created);
    for (const [i, document] of documents.entries())
      expect(together[i]?.text).toBe(canonicalJson(await signDocument(document, signer, created)));
  });

  test('are verified like any others, each over its own context', async () => {
    const documents = [{ '@context': ['https://a.example'], id: 'urn:1' }, { '@context': ['https://b.example'] }, {}];
    const signed = await signDocuments(documents, signer, created);
    for (const { text } of signed) {
      const [result] = verifyProofs(JSON.parse(text) as Record<string, unknown>);
      expect(result).toMatchObject({ verified: true, did: signer.did });
    }
  });

  test('a document that has a proof is refused: it would lose it', async () => {
    await expect(signDocuments([{ proof: {} }], signer, created)).rejects.toThrow('has a proof already');
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, '\ud800', { '\udc00': 1 }])(
    '%p is refused: it is not JSON',
    async (value) => {
      await expect(signDocuments([{ value: [{ value }] }], signer, created)).rejects.toThrow();
    },
  );
});

test('base58 of any bytes is read back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
      expect(decodeBase58(encodeBase58(bytes))).toStrictEqual(bytes);
    }),
  );
});
