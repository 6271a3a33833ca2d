import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { checkCredentialDataModel, checkPresentationDataModel } from '../../src/index.ts';
import type { DataModelFaultCode } from '../../src/index.ts';
import { playSeason } from '../support/season.ts';
import { describeSuite, readJson } from '../support/shared.ts';

const BASE = 'https://www.w3.org/ns/credentials/v2';
const credential = {
  '@context': [BASE],
  type: ['VerifiableCredential'],
  issuer: 'did:example:issuer',
  credentialSubject: { id: 'did:example:subject' },
};
const enveloped = {
  '@context': BASE,
  id: 'data:application/vc-ld+jwt;base64url,eyJhbGciOiJFUzI1NiJ9.e30.c2ln',
  type: 'EnvelopedVerifiableCredential',
};
const presentation = { '@context': [BASE], type: ['VerifiablePresentation'], verifiableCredential: [credential] };

function faultsOf(more: object): [DataModelFaultCode, string][] {
  return checkCredentialDataModel({ ...credential, ...more }).map(({ code, pointer }) => [code, pointer]);
}

describe('a credential conforms', () => {
  test.each<[string, object]>([
    ['bare', {}],
    [
      'with a plain term that an inline context maps',
      { '@context': [BASE, { Leaf: 'https://e.org/#Leaf' }], type: ['VerifiableCredential', 'Leaf'] },
    ],
    [
      'with a type through a prefix',
      {
        '@context': [BASE, { ex: 'https://e.org/#', Leaf: { '@id': 'ex:Leaf' } }],
        type: ['Leaf', 'ex:Other', 'VerifiableCredential'],
      },
    ],
    [
      'with a type in a vocabulary',
      { '@context': [BASE, { '@vocab': 'https://e.org/#' }], type: ['VerifiableCredential', 'Anything'] },
    ],
    ['with a protected term said again the same way', { '@context': [BASE, { name: 'https://schema.org/name' }] }],
    [
      'with names in several languages',
      {
        name: [
          { '@value': '茶', '@language': 'zh-CN' },
          { '@value': 'tea', '@language': 'en', '@direction': 'ltr' },
        ],
      },
    ],
    ['valid for no time at all', { validFrom: '2026-01-01T00:00:00+08:00', validUntil: '2025-12-31T16:00:00.000Z' }],
    [
      'valid until midnight by its other name',
      { validFrom: '2024-02-29T24:00:00Z', validUntil: '2024-03-01T00:00:00Z' },
    ],
    [
      'with related resources',
      {
        relatedResource: [
          { id: 'https://e.org/a', digestSRI: 'sha256-abc=', mediaType: 'application/json' },
          { id: 'https://e.org/b', digestMultibase: 'uEiAj' },
        ],
      },
    ],
    ['with a status without id', { credentialStatus: { type: 'BitstringStatusListEntry' } }],
    ['in an envelope', enveloped],
  ])('%s', (_name, more) => {
    expect(faultsOf(more)).toEqual([]);
  });
});

describe('a credential breaks', () => {
  test.each<[DataModelFaultCode, string, object]>([
    ['context-missing', '/@context', { '@context': undefined }],
    ['context-first', '/@context', { '@context': [] }],
    ['context-first', '/@context', { '@context': ['https://www.w3.org/ns/credentials/examples/v2', BASE] }],
    ['context-item', '/@context/1', { '@context': [BASE, 'https ://no-url'] }],
    ['context-item', '/@context/1', { '@context': [BASE, null] }],
    ['context-item', '/@context/1', { '@context': [BASE, [{ A: 'https://e.org/A' }]] }],
    ['context-item', '/@context/1/@import', { '@context': [BASE, { '@import': 'https://e.org/c' }] }],
    ['context-unknown', '/@context/1', { '@context': [BASE, 'https://e.org/context/v1'] }],
    ['context-term', '/@context/1/A', { '@context': [BASE, { A: 'https ://no-url' }] }],
    ['context-term', '/@context/1/A', { '@context': [BASE, { A: 'A' }] }],
    [
      'context-redefines',
      '/@context/1/VerifiableCredential',
      { '@context': [BASE, { VerifiableCredential: 'https://e.org/Bad' }] },
    ],
    [
      'context-redefines',
      '/@context/2/issuer~1',
      { '@context': [BASE, { 'issuer/': 'https://e.org/i', '@protected': true }, { 'issuer/': 'https://e.org/j' }] },
    ],
    ['id-not-url', '/id', { id: null }],
    ['id-not-url', '/id', { id: ['urn:a:1', 'urn:a:2'] }],
    ['id-not-url', '/id', { id: '//no-scheme/1' }],
    ['type-missing', '', { type: undefined }],
    ['type-required', '/type', { type: ['https://e.org/Other'] }],
    ['type-unmapped', '/type/1', { type: ['VerifiableCredential', 'Nowhere'] }],
    [
      'type-unmapped',
      '/type/1',
      { '@context': [BASE, { Leaf: 'https://e.org/#Leaf' }, { Leaf: null }], type: ['VerifiableCredential', 'Leaf'] },
    ],
    ['type-unmapped', '/type/1', { type: ['VerifiableCredential', 'id'] }],
    ['text-value', '/name', { name: { '@value': 'a', '@language': 'en', extra: 1 } }],
    ['text-value', '/description', { description: 5 }],
    ['issuer-missing', '', { issuer: undefined }],
    ['issuer-not-url', '/issuer', { issuer: null }],
    ['issuer-not-url', '/issuer', { issuer: { name: 'no id' } }],
    ['text-value', '/issuer/name', { issuer: { id: 'did:example:i', name: [] } }],
    ['subject-missing', '', { credentialSubject: [] }],
    ['subject-empty', '/credentialSubject', { credentialSubject: {} }],
    ['id-not-url', '/credentialSubject/1/id', { credentialSubject: [{ a: 1 }, { id: 'no url' }] }],
    ['value-not-object', '/credentialSubject', { credentialSubject: 'did:example:s' }],
    ['time-invalid', '/validFrom', { validFrom: '2026-02-29T00:00:00Z' }],
    ['time-invalid', '/validFrom', { validFrom: '2026-02-28T00:00:00' }],
    ['time-invalid', '/validUntil', { validUntil: 1_800_000_000 }],
    ['time-order', '/validUntil', { validFrom: '2026-01-01T00:00:00.0002Z', validUntil: '2026-01-01T00:00:00.0001Z' }],
    ['type-missing', '/credentialStatus', { credentialStatus: { id: 'urn:a:1' } }],
    ['type-unmapped', '/credentialStatus/type', { credentialStatus: { type: 2 } }],
    ['id-missing', '/credentialSchema', { credentialSchema: { type: 'JsonSchema' } }],
    ['id-missing', '/refreshService/0', { refreshService: [{ type: 'https://e.org/R' }] }],
    ['type-missing', '/termsOfUse', { termsOfUse: {} }],
    ['type-missing', '/evidence/1', { evidence: [{ type: 'https://e.org/E' }, {}] }],
    ['type-missing', '/renderMethod', { renderMethod: { id: 'urn:a:1' } }],
    ['type-missing', '/confidenceMethod', { confidenceMethod: { id: 'urn:a:1' } }],
    ['type-missing', '/proof', { proof: { proofValue: 'z1' } }],
    ['value-not-object', '/relatedResource/0', { relatedResource: ['https://e.org/a'] }],
    ['id-missing', '/relatedResource', { relatedResource: { digestSRI: 'sha256-abc=' } }],
    ['digest-missing', '/relatedResource', { relatedResource: { id: 'https://e.org/a' } }],
    [
      'digest-invalid',
      '/relatedResource/digestSRI',
      { relatedResource: { id: 'https://e.org/a', digestSRI: 'md5-abc' } },
    ],
    [
      'digest-invalid',
      '/relatedResource/digestMultibase',
      { relatedResource: { id: 'https://e.org/a', digestMultibase: 'hello' } },
    ],
    [
      'media-type-invalid',
      '/relatedResource/mediaType',
      { relatedResource: { id: 'https://e.org/a', digestSRI: 'sha256-abc=', mediaType: 'json' } },
    ],
    ['envelope-not-data-url', '/id', { ...enveloped, id: 'eyJ.e30.c2ln' }],
    ['context-missing', '/@context', { ...enveloped, '@context': [] }],
    ['type-required', '/type', { ...enveloped, type: ['EnvelopedVerifiableCredential', 'VerifiableCredential'] }],
  ])('%s at %s', (code, pointer, more) => {
    expect(faultsOf(more)).toEqual([[code, pointer]]);
  });

  test('a resource listed twice', () => {
    const resource = { id: 'https://e.org/a', digestSRI: 'sha256-abc=' };
    expect(faultsOf({ relatedResource: [resource, resource] })).toEqual([['id-repeated', '/relatedResource/1/id']]);
  });
});

test('contexts without end are refused, not followed', () => {
  const chain = Object.fromEntries(
    Array.from({ length: 900 }, (_, index) => [`t${String(index)}`, `t${String(index + 1)}:`]),
  );
  expect(faultsOf({ '@context': [BASE, chain] })).not.toEqual([]);
  const wide = Object.fromEntries(Array.from({ length: 1_001 }, (_, index) => [`t${String(index)}`, 'https://e.org/']));
  expect(faultsOf({ '@context': [BASE, wide] })).toEqual([['context-item', '/@context/1']]);
  const long = [BASE, ...Array.from({ length: 100_000 }, () => ({ A: 'https://e.org/A' }))];
  expect(faultsOf({ '@context': long })).toEqual([['context-item', '/@context']]);
});

describe('a presentation', () => {
  test.each<[string, object]>([
    ['with credentials', {}],
    ['with none', { verifiableCredential: [] }],
    ['with an enveloped one', { verifiableCredential: enveloped }],
    ['of a holder object', { holder: { id: 'did:example:holder' } }],
    ['secured, of the issuer itself', { holder: 'did:example:issuer', proof: { type: 'DataIntegrityProof' } }],
    ['enveloped itself', { ...enveloped, type: 'EnvelopedVerifiablePresentation' }],
  ])('conforms %s', (_name, more) => {
    expect(checkPresentationDataModel({ ...presentation, ...more })).toEqual([]);
  });

  test.each<[DataModelFaultCode, string, object]>([
    ['context-first', '/@context', { '@context': [{ A: 'https://e.org/A' }, BASE] }],
    ['type-required', '/type', { type: 'VerifiableCredential' }],
    ['value-not-object', '/verifiableCredential/0', { verifiableCredential: ['eyJ.e30.c2ln'] }],
    [
      'subject-missing',
      '/verifiableCredential/0',
      { verifiableCredential: [{ ...credential, credentialSubject: undefined }] },
    ],
    ['holder-not-url', '/holder', { holder: { id: 'z6Mk' } }],
    [
      'holder-not-issuer',
      '/verifiableCredential/0/issuer',
      { holder: 'did:example:other', proof: { type: 'DataIntegrityProof' } },
    ],
    ['holder-not-issuer', '/verifiableCredential/0/issuer', { proof: { type: 'DataIntegrityProof' } }],
    ['envelope-not-data-url', '/id', { ...enveloped, type: 'EnvelopedVerifiablePresentation', id: 'urn:a:1' }],
  ])('breaks %s at %s', (code, pointer, more) => {
    const faults = checkPresentationDataModel({ ...presentation, ...more });
    expect(faults.map((fault) => [fault.code, fault.pointer])).toEqual([[code, pointer]]);
  });
});

test('our own certificates conform, signed as they are', async () => {
  const { certificates } = await playSeason();
  expect(certificates.length).toBeGreaterThan(3);
  expect(certificates.flatMap(checkCredentialDataModel)).toEqual([]);
});

test('whatever is given, the answer is a list and never an error', () => {
  fc.assert(
    fc.property(
      fc.jsonValue(),
      fc.constantFrom(...Object.keys(credential), 'proof', 'name', 'credentialStatus'),
      (value, member) => {
        expect(Array.isArray(checkCredentialDataModel({ ...credential, [member]: value }))).toBe(true);
        expect(Array.isArray(checkPresentationDataModel({ ...presentation, [member]: value }))).toBe(true);
        expect(Array.isArray(checkCredentialDataModel(value))).toBe(true);
      },
    ),
  );
});

describeSuite('vc20-contexts', () => {
  test.each(['1', '11', '12', '13', '18', '20', '21', '23', '4'])('the standard’s example %s conforms', (number) => {
    const file = `example-${number}.json`;
    expect(checkCredentialDataModel(readJson('vc20-contexts', 'schema', 'verifiable-credential', file))).toEqual([]);
  });
});
