import { describe, expect, test } from '@jest/globals';
import { didDocument, didWeb, didWebAddress, keyIn, verificationMethod } from '../../src/index.ts';
import { factory, farm, stranger } from '../support/keys.ts';

const ID = '2f1e0a46-9f9e-4a53-8b52-0d5f8f3a9f00';

describe('did:web', () => {
  test.each([
    ['https://id.fieldseal.example', `did:web:id.fieldseal.example:organisations:${ID}`],
    ['http://localhost:8080/', `did:web:localhost%3A8080:organisations:${ID}`],
    ['https://example.com/tea', `did:web:example.com:tea:organisations:${ID}`],
  ])('of %s leads back to its document', (publicUrl, did) => {
    expect(didWeb(publicUrl, 'organisations', ID)).toBe(did);
    expect(didWebAddress(did)).toBe(`${publicUrl.replace(/\/$/, '')}/organisations/${ID}/did.json`);
  });

  test('of a host alone is well known', () => {
    expect(didWebAddress('did:web:example.com')).toBe('https://example.com/.well-known/did.json');
  });

  test.each(['did:key:z6Mk', 'did:web:', 'did:web:a/b', 'did:web:a:..%2Fb', 'did:web:a b', 'did:web:user@host', 'x'])(
    'is nothing else: %s',
    (did) => {
      expect(didWebAddress(did)).toBeUndefined();
    },
  );

  test('cannot stand for addresses with other parts', () => {
    expect(() => didWeb('https://example.com/?a=1')).toThrow('plain path segments');
    expect(() => didWeb('https://example.com/a%20b')).toThrow('plain path segments');
    expect(() => didWeb('https://example.com', 'a:b')).toThrow('plain path segments');
    expect(() => didWeb('http://[::1]:8080')).toThrow('IPv6');
  });
});

describe('the DID document of an organisation', () => {
  const did = didWeb('https://id.fieldseal.example', 'organisations', ID);
  const rotated = new Date('2026-05-01T00:00:00Z');
  const document = didDocument(did, [
    { did: farm.did, from: new Date('2026-01-01T00:00:00.500Z'), revokedAt: rotated },
    { did: factory.did, from: rotated },
  ]);
  const methodOf = (key: { did: string }) => verificationMethod(key.did).replace(key.did, did);
  const at = (method: string, time: string, use: 'assertionMethod' | 'authentication' = 'assertionMethod') =>
    keyIn(document, method, use, new Date(time));

  test('lets only the present key sign, and keeps the former one', () => {
    expect(document).toMatchObject({
      id: did,
      alsoKnownAs: [farm.did, factory.did],
      assertionMethod: [methodOf(factory)],
      authentication: [methodOf(factory)],
      verificationMethod: [
        { id: methodOf(farm), type: 'Multikey', controller: did, revoked: '2026-05-01T00:00:00.000Z' },
        { id: methodOf(factory), created: '2026-05-01T00:00:00.000Z' },
      ],
    });
  });

  test('says which key was valid when', () => {
    expect(at(methodOf(farm), '2026-04-30T23:59:59Z')).toEqual({ publicKey: farm.publicKey });
    expect(at(methodOf(farm), '2026-01-01T00:00:00Z')).toEqual({ publicKey: farm.publicKey });
    expect(at(methodOf(farm), '2025-12-31T23:59:59Z')).toEqual({ fault: 'key-not-yet-valid' });
    expect(at(methodOf(farm), '2026-05-01T00:00:00Z')).toEqual({ fault: 'key-revoked' });
    expect(at(methodOf(factory), '2026-04-30T00:00:00Z')).toEqual({ fault: 'key-not-yet-valid' });
    expect(at(methodOf(factory), '2030-01-01T00:00:00Z', 'authentication')).toEqual({ publicKey: factory.publicKey });
  });

  test('knows no other key, nor one of another document', () => {
    const time = '2026-06-01T00:00:00Z';
    expect(at(methodOf(stranger), time)).toEqual({ fault: 'key-unknown' });
    expect(at(verificationMethod(factory.did), time)).toEqual({ fault: 'key-unknown' });
    const renamed = { ...document, id: `${did}x` };
    expect(keyIn(renamed, methodOf(factory), 'assertionMethod', new Date(time))).toEqual({ fault: 'key-unknown' });
    for (const other of [undefined, null, 'x', {}, { ...document, verificationMethod: 'x' }]) {
      expect(keyIn(other, methodOf(factory), 'assertionMethod', new Date(time))).toEqual({ fault: 'key-unknown' });
    }
  });

  test('does not lend a key to a purpose it is not listed for, nor a key that another controls', () => {
    const now = new Date('2026-06-01T00:00:00Z');
    const silent = { ...document, assertionMethod: [] };
    expect(keyIn(silent, methodOf(factory), 'assertionMethod', now)).toEqual({ fault: 'key-not-authorised' });
    const [, key] = document.verificationMethod;
    const borrowed = { ...document, verificationMethod: [{ ...key, controller: 'did:web:other.example' }] };
    expect(keyIn(borrowed, methodOf(factory), 'assertionMethod', now)).toEqual({ fault: 'key-unknown' });
    const embedded = { id: did, assertionMethod: [key] };
    expect(keyIn(embedded, methodOf(factory), 'assertionMethod', now)).toEqual({ publicKey: factory.publicKey });
  });
});
