import { beforeAll, describe, expect, test } from '@jest/globals';
import {
  didDocument,
  newStatusList,
  setStatus,
  signDocument,
  statusEntry,
  statusListCredential,
  verificationMethod,
  verifyCredential,
} from '../../src/index.ts';
import type { CredentialOptions, SignedStatusList } from '../../src/index.ts';
import { encodeBase58 } from '../../src/credentials/base58.ts';
import { hashData, prove } from '../../src/credentials/data-integrity.ts';
import { appraiser, factory, farm, stranger } from '../support/keys.ts';
import { playSeason, signStatusList, STATUS_INDEX } from '../support/season.ts';
import type { Season } from '../support/season.ts';
import { describeSuite, readJson } from '../support/shared.ts';

const now = new Date('2026-07-01T00:00:00Z');
const CONTEXT = 'https://www.w3.org/ns/credentials/v2';
const content = {
  '@context': [CONTEXT, 'https://www.w3.org/ns/credentials/examples/v2'],
  type: ['VerifiableCredential', 'ExampleDegreeCredential'],
  issuer: farm.did,
  validFrom: '2026-01-01T00:00:00Z',
  credentialSubject: { id: 'did:example:subject', degree: 'tea' },
};
const signed = (change: object = {}, by = farm) => signDocument({ ...content, ...change }, by, now);
const codes = (credential: unknown, options: Partial<CredentialOptions> = {}) =>
  verifyCredential(credential, { now, ...options }).faults.map(({ pointer, code }) => `${pointer} ${code}`);

describe('a credential of anybody', () => {
  test('verifies and names who issued and signed it', async () => {
    expect(verifyCredential(await signed(), { now })).toEqual({
      verified: true,
      issuer: farm.did,
      signers: [farm.did],
      faults: [],
    });
    expect(codes(await signed({ issuer: { id: farm.did, name: 'Farm' } }))).toEqual([]);
  });

  test('may be signed by more than its issuer, but every signature must hold', async () => {
    const both = await signDocument(await signed(), stranger, now);
    expect(verifyCredential(both, { now }).signers).toEqual([farm.did, stranger.did]);
    const [first, second] = Array.isArray(both.proof) ? both.proof : [];
    expect(codes({ ...both, proof: [first, { ...second, created: '2026-06-30T00:00:00Z' }] })).toEqual([
      '/proof/1 signature-wrong',
    ]);
  });

  test('must obey the data model too', async () => {
    expect(codes(await signed({ credentialSubject: {} }))).toEqual(['/credentialSubject subject-empty']);
    expect(codes('text')).toEqual([' not-an-object']);
  });

  test.each<[string, () => unknown]>([
    [' proof-missing', () => content],
    [' proof-missing', () => ({ ...content, proof: [] })],
    ['/proof issuer-did-not-sign', () => signed({}, stranger)],
    ['/proof signature-wrong', async () => ({ ...(await signed()), validFrom: '2026-01-02T00:00:00Z' })],
    ['/validFrom not-yet-valid', () => signed({ validFrom: '2026-07-01T00:00:01Z' })],
    ['/validUntil expired', () => signed({ validUntil: '2026-06-30T23:59:59Z' })],
    ['/proof proof-purpose-differs', () => proven({ proofPurpose: 'authentication' })],
    ['/proof proof-expired', () => proven({ expires: '2026-07-01T00:00:00Z' })],
    ['/proof proof-chain-broken', () => proven({ previousProof: 'urn:x:1' })],
    ['/proof proof-dated-ahead', () => proven({}, new Date('2026-07-01T00:05:01Z'))],
    ['/proof proof-unsupported', async () => withProof(await signed(), { cryptosuite: 'eddsa-rdfc-2022' })],
    ['/proof proof-malformed', async () => withProof(await signed(), { proofValue: 'zzz' })],
    ['/proof proof-malformed', async () => withProof(await signed(), { proofValue: undefined })],
    ['/proof proof-malformed', async () => withProof(await signed(), { created: 'yesterday' })],
    ['/proof key-unknown', async () => withProof(await signed(), { verificationMethod: `${farm.did}#other` })],
    ['/proof key-unknown', async () => withProof(await signed(), { verificationMethod: 'did:web:example.com#1' })],
  ])('is refused: %s', async (finding, make) => {
    expect(codes(await make())).toEqual([finding]);
  });

  test('is refused without an exception when it cannot be canonical, or is nested without end', async () => {
    const document = await signed();
    expect(codes({ ...document, credentialSubject: { claim: '\ud800' } })).toContain('/proof proof-malformed');
    const deep: unknown = JSON.parse(`${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`);
    expect(codes({ ...document, credentialSubject: { deep } })).toEqual([expect.stringMatching(/^\/proof /)]);
    const proofs = Array.from({ length: 21 }, () => document.proof);
    expect(codes({ ...document, proof: proofs })).toEqual(['/proof/0 proof-malformed']);
  });

  test('keeps its signature when a holder adds contexts at the end, and not when they are changed', async () => {
    const document = await signed();
    const added = [...content['@context'], 'https://w3id.org/security/data-integrity/v2'];
    expect(codes({ ...document, '@context': added })).toEqual([]);
    expect(codes({ ...document, '@context': [CONTEXT] })).toContain('/proof proof-context-differs');
  });

  test('may build a proof on another one: a chain', async () => {
    const first = await prove(content, farm, now, { id: 'urn:x:first', proofPurpose: 'assertionMethod' });
    const options = { proofPurpose: 'assertionMethod', previousProof: 'urn:x:first' };
    const chained = await chainedProof(first, options);
    expect(codes({ ...content, proof: [first, chained] })).toEqual([]);
    const altered = { ...first, created: '2026-06-30T00:00:00Z' };
    expect(codes({ ...content, proof: [altered, chained] })).toEqual([
      '/proof/0 signature-wrong',
      '/proof/1 signature-wrong',
    ]);
  });

  test('in an envelope is not judged', () => {
    const enveloped = { '@context': CONTEXT, id: 'data:application/vc+jwt,eyJ', type: 'EnvelopedVerifiableCredential' };
    expect(codes(enveloped)).toEqual(['/id envelope-unsupported']);
  });
});

async function proven(more: object, created = now): Promise<object> {
  const proof = await prove(content, farm, created, { proofPurpose: 'assertionMethod', ...more });
  return { ...content, proof };
}

function withProof(document: { readonly proof: object }, change: object): object {
  return { ...document, proof: { ...document.proof, ...change } };
}

/** A proof whose signature covers the content with the proof before it. */
async function chainedProof(previous: object, more: { proofPurpose: string; previousProof: string }) {
  const options = { ...(await prove(content, stranger, now, more)), proofValue: undefined };
  const signature = await stranger.sign(hashData({ ...content, proof: [previous] }, options));
  return { ...options, proofValue: `z${encodeBase58(signature)}` };
}

describe('a credential of a did:web', () => {
  const did = 'did:web:id.fieldseal.example:organisations:1';
  const revokedAt = new Date('2026-05-01T00:00:00Z');
  const document = didDocument(did, [
    { did: farm.did, from: new Date('2026-01-01T00:00:00Z'), revokedAt },
    { did: factory.did, from: revokedAt },
  ]);
  const resolve = (asked: string) => (asked === did ? document : undefined);
  const web = { ...content, issuer: did };
  const make = async (signer: typeof farm, created: string) => {
    const method = verificationMethod(signer.did).replace(signer.did, did);
    const more = { proofPurpose: 'assertionMethod', verificationMethod: method };
    return { ...web, proof: await prove(web, signer, new Date(created), more) };
  };

  test('verifies with its document at hand, by the key that was valid then', async () => {
    expect(codes(await make(farm, '2026-04-01T00:00:00Z'), { resolve })).toEqual([]);
    expect(codes(await make(factory, '2026-06-01T00:00:00Z'), { resolve })).toEqual([]);
    expect(codes(await make(farm, '2026-06-01T00:00:00Z'), { resolve })).toEqual(['/proof key-revoked']);
    expect(codes(await make(factory, '2026-04-01T00:00:00Z'), { resolve })).toEqual(['/proof key-not-yet-valid']);
    expect(codes(await make(farm, '2026-04-01T00:00:00Z'))).toEqual(['/proof key-unknown']);
  });

  test('has each of its status lists judged once, however many entries point to it', async () => {
    const address = 'https://id.fieldseal.example/status/1';
    const content = statusListCredential({
      address,
      issuer: factory.did,
      purpose: 'revocation',
      list: setStatus(newStatusList(), 7, true),
      validFrom: now,
      validUntil: new Date('2026-07-02T00:00:00Z'),
    });
    const list = { ...content, issuer: did };
    const method = verificationMethod(factory.did).replace(factory.did, did);
    const more = { proofPurpose: 'assertionMethod', verificationMethod: method };
    const credentialStatus = Array.from({ length: 9 }, (_, i) => statusEntry(address, 'revocation', i));
    const bare = { ...web, credentialStatus };
    const credential = { ...bare, proof: await prove(bare, factory, now, more) };
    const statusLists = [{ ...list, proof: await prove(list, factory, now, more) }];
    let asked = 0;
    const count = (name: string) => {
      asked += 1;
      return resolve(name);
    };
    expect(codes(credential, { resolve: count, statusLists })).toEqual(['/credentialStatus/7 revoked']);
    expect(asked).toBe(2);
  });
});

describe('the status of a credential', () => {
  let season: Season;
  beforeAll(async () => {
    season = await playSeason();
  });
  const birthCodes = (statusLists: readonly unknown[], at = now) =>
    codes(season.certificates[0], { statusLists, now: at });
  const listOf = (change: Partial<Parameters<typeof signStatusList>[0]> = {}, signer = farm) => {
    const [first] = season.statusLists;
    return signStatusList(
      {
        address: first?.id ?? '',
        issuer: farm.did,
        purpose: 'revocation',
        list: newStatusList(),
        validFrom: new Date('2026-06-30T18:00:00Z'),
        validUntil: new Date('2026-07-01T18:00:00Z'),
        ...change,
      },
      signer,
    );
  };
  const replaced = (list: unknown) => [list, ...season.statusLists.slice(1)];

  test('is good by the lists at hand, and not judged without', () => {
    expect(birthCodes(season.statusLists)).toEqual([]);
    expect(codes(season.certificates[0])).toEqual([]);
  });

  test('is what the newest list says', async () => {
    const revoking = await listOf({ list: setStatus(newStatusList(), STATUS_INDEX, true) });
    expect(birthCodes([revoking, ...season.statusLists])).toEqual(['/credentialStatus/0 revoked']);
    const older = await listOf({
      list: setStatus(newStatusList(), STATUS_INDEX, true),
      validFrom: new Date('2026-06-29T00:00:00Z'),
    });
    expect(birthCodes([older, ...season.statusLists])).toEqual([]);
  });

  test.each<[string, () => Promise<unknown>]>([
    ['status-list-foreign', () => listOf({ issuer: factory.did }, factory)],
    ['status-list-invalid', () => listOf({}, factory)],
    ['status-list-invalid', async () => ({ ...(await listOf()), type: ['VerifiableCredential'] })],
    ['status-purpose-differs', () => listOf({ purpose: 'suspension' })],
    ['status-list-too-short', () => listOf({ list: new Uint8Array(16_383) })],
    ['status-list-stale', () => listOf({ validUntil: new Date('2026-06-30T23:59:59Z') })],
  ])('cannot be told from a list that is wrong: %s', async (code, make) => {
    expect(birthCodes(replaced(await make()))).toEqual([`/credentialStatus/0 ${code}`]);
  });

  test('cannot be told without a list', () => {
    expect(birthCodes([])).toEqual([
      '/credentialStatus/0 status-list-missing',
      '/credentialStatus/1 status-list-missing',
    ]);
  });

  test('may take several bits, and be of kinds that withdraw nothing', async () => {
    const entry = (change: object) => ({
      type: 'BitstringStatusListEntry',
      statusPurpose: 'revocation',
      statusListIndex: '3',
      statusListCredential: 'https://id.fieldseal.example/status/wide',
      ...change,
    });
    const list = (content: Uint8Array): Promise<SignedStatusList> =>
      listOf({ address: 'https://id.fieldseal.example/status/wide', list: content });
    const judge = async (change: object, bits: Uint8Array) =>
      codes(await signed({ credentialStatus: entry(change) }), { statusLists: [await list(bits)] });
    const wide = setStatus(newStatusList(262_144), 7, true);
    expect(await judge({ statusSize: 2 }, wide)).toEqual(['/credentialStatus revoked']);
    expect(await judge({ statusSize: 2, statusListIndex: '4' }, wide)).toEqual([]);
    expect(await judge({ statusSize: 4 }, wide)).toEqual(['/credentialStatus status-list-too-short']);
    expect(await judge({ statusListIndex: '262144' }, wide)).toEqual(['/credentialStatus status-index-outside']);
    expect(await judge({ statusPurpose: 'message', statusListIndex: '7' }, wide)).toEqual([
      '/credentialStatus status-purpose-differs',
    ]);
    expect(await judge({ statusListIndex: 'x' }, wide)).toEqual(['/credentialStatus status-entry-invalid']);
    expect(await judge({ type: 'StatusList2021Entry' }, wide)).toContain('/credentialStatus status-type-unsupported');
  });
});

describeSuite('data-integrity-eddsa', () => {
  test('the published document is signed by whom it says', () => {
    const document = readJson('data-integrity-eddsa', 'TestVectors', 'eddsa-jcs-2022', 'signedJCS.json');
    const { signers, faults } = verifyCredential(document, { now });
    expect(signers).toEqual(['did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2']);
    expect(faults.filter(({ pointer }) => pointer.startsWith('/proof') && pointer !== '/proof')).toEqual([]);
  });
});

describe('certificates of this project', () => {
  test('are credentials that anybody can verify', async () => {
    const { certificates, statusLists } = await playSeason();
    for (const certificate of certificates) expect(codes(certificate, { statusLists })).toEqual([]);
    for (const list of statusLists) expect(codes(list)).toEqual([]);
    expect(verifyCredential(certificates[1], { now }).signers).toEqual([factory.did, appraiser.did]);
  });
});
