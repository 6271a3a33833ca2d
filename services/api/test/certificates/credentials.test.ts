import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  certificateSchemaUrl,
  CERTIFICATE_CONTEXT_URL,
  digest,
  localSigner,
  newStatusList,
  setStatus,
  type Signer,
  signDocument,
  statusEntry,
  statusListCredential,
} from '@fieldseal/provenance';
import { Keyring } from '../../src/organisations/keyring.ts';
import { OrganisationsService } from '../../src/organisations/organisations.service.ts';
import { TestApplication } from '../support/application.ts';
import { accepted, type Json } from '../support/client.ts';
import { type Cake, harvest, identify, press } from '../support/custody.ts';
import { accredit, type Cast, createCast, prepareGarden } from '../support/season.ts';

const REQUEST = { challenge: 'c-4711', domain: 'https://buyer.example' };
const CONTEXT = 'https://www.w3.org/ns/credentials/v2';

/** Base 58 with Bitcoin's alphabet, of bytes that do not begin with zero. */
function base58(bytes: Uint8Array): string {
  let rest = BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
  let text = '';
  for (; rest > 0n; rest /= 58n)
    text = ('123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'[Number(rest % 58n)] ?? '') + text;
  return text;
}

/** A credential whose proof names its key by a DID document (VC Data Integrity EdDSA Cryptosuites 1.0, section 3.3.1). */
async function signedAs(issuer: string, verificationMethod: string, signer: Signer, created: Date) {
  const content = {
    '@context': [CONTEXT],
    type: ['VerifiableCredential'],
    issuer,
    credentialSubject: { id: 'did:example:1' },
  };
  const options = {
    '@context': content['@context'],
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-jcs-2022',
    created: created.toISOString(),
    verificationMethod,
    proofPurpose: 'assertionMethod',
  };
  const message = Buffer.concat([digest(options), digest(content)]);
  return { ...content, proof: { ...options, proofValue: `z${base58(await signer.sign(message))}` } };
}

describe('credentials and presentations', () => {
  let application: TestApplication;
  let cast: Cast;
  let cake: Cake;
  let documents: Json[];

  const idOf = (document: Json): string => document.text('id').slice('urn:uuid:'.length);
  const verify = async (verifiableCredential: unknown, options: object = {}) => {
    const { body } = await accepted(
      application.visitor().post('/api/credentials/verify', { verifiableCredential, options }),
    );
    return body;
  };
  const faultsOf = (report: Json) => report.list('faults').map((one) => `${one.text('pointer')} ${one.text('code')}`);
  /** The piece's own certificate, which its issuer holds. */
  const identity = () => documents.find(({ value }) => JSON.stringify(value).includes('"IdentityCertificate"'));

  beforeAll(async () => {
    application = await TestApplication.start();
    cast = await createCast(application);
    await accredit(cast);
    const plotId = await prepareGarden(cast);
    cake = await press(cast, await harvest(cast, plotId));
    await identify(cast, cake, 1);
    for (;;) {
      const { status, body } = await application.visitor().get(`${cake.path}/bundle`);
      documents = status === 200 ? body.list('certificates').map((one) => one.at('document')) : [];
      if (documents.length === 2) break;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  });

  afterAll(async () => {
    await application.stop();
  });

  test('our certificates verify, name their organisation and are suspended when their issuer says so', async () => {
    for (const document of documents) {
      expect((await verify(document.value)).at('verified').value).toBe(true);
      const { headers, bytes } = await application.visitor().get(`/api/certificates/${idOf(document)}/credential`);
      expect(headers.get('content-type')).toBe('application/vc');
      expect(JSON.parse(Buffer.from(bytes).toString())).toEqual(document.value);
    }
    const document = identity();
    const issuer = document?.at('issuer');
    const did = await application.visitor().get(`/organisations/${cast.ids.factory}/did.json`);
    expect(issuer?.text('alsoKnownAs')).toBe(did.body.text('id'));
    expect(did.body.at('alsoKnownAs').value).toContain(issuer?.text('id'));
    const id = document === undefined ? '' : idOf(document);
    await accepted(cast.people.factory.post(`/api/certificates/${id}/suspend`, { reason: 'Test' }));
    expect(faultsOf(await verify(document?.value))).toEqual(['/credentialStatus/1 suspended']);
    expect(faultsOf(await verify(document?.value, { checkStatus: false }))).toEqual([]);
    await accepted(cast.people.factory.post(`/api/certificates/${id}/reinstate`, { reason: 'Test' }));
  });

  test('a changed document is refused with pointers to what is wrong', async () => {
    const document = identity()?.value as Record<string, unknown>;
    expect(faultsOf(await verify({ ...document, validFrom: '2020-01-01T00:00:00Z' }))).toEqual([
      '/proof/0 signature-wrong',
      '/proof/1 signature-wrong',
    ]);
    expect(faultsOf(await verify({ ...document, type: 'Paper' }))).toContain('/type type-required');
    expect(faultsOf(await verify({}))).toEqual(expect.arrayContaining(['/@context context-missing', ' proof-missing']));
    const visitor = application.visitor();
    const none = await visitor.post('/api/credentials/verify', { verifiableCredential: 'text' });
    expect([none.status, none.body.list('errors')[0]?.text('pointer')]).toEqual([400, '/verifiableCredential']);
    const large = await visitor.post('/api/credentials/verify', { verifiableCredential: { x: 'x'.repeat(1_100_000) } });
    expect(large.status).toBe(413);
  });

  test('credentials of others are judged by what comes with them, and nothing is fetched', async () => {
    const signer = localSigner(randomBytes(32));
    const address = 'https://elsewhere.example/status/3';
    const credential = await signDocument(
      {
        '@context': [CONTEXT],
        type: ['VerifiableCredential'],
        issuer: signer.did,
        credentialSubject: { id: 'did:example:1' },
        credentialStatus: statusEntry(address, 'revocation', 94_567),
      },
      signer,
      new Date(),
    );
    expect(faultsOf(await verify(credential))).toEqual(['/credentialStatus status-list-missing']);
    const listOf = async (isRevoked: boolean) => {
      const list = setStatus(newStatusList(), 94_567, isRevoked);
      const times = { validFrom: new Date(Date.now() - 1_000), validUntil: new Date(Date.now() + 60_000) };
      const content = { address, issuer: signer.did, purpose: 'revocation', list, ...times } as const;
      return signDocument(statusListCredential(content), signer, new Date());
    };
    expect(faultsOf(await verify(credential, { statusLists: [await listOf(false)] }))).toEqual([]);
    expect(faultsOf(await verify(credential, { statusLists: [await listOf(true)] }))).toEqual([
      '/credentialStatus revoked',
    ]);
  });

  test('an organisation presents what it holds, for one request only', async () => {
    const certificates = documents.map(idOf);
    const held = identity();
    const own = held === undefined ? [] : [idOf(held)];
    const foreign = await cast.people.factory.post('/api/presentations', { certificates, ...REQUEST });
    expect(foreign.status).toBe(404);
    const { body } = await accepted(cast.people.factory.post('/api/presentations', { certificates: own, ...REQUEST }));
    const presentation = body.at('verifiablePresentation').value as Record<string, unknown>;
    const check = async (verifiablePresentation: unknown, options: object = REQUEST) => {
      const answer = await accepted(
        application.visitor().post('/api/presentations/verify', { verifiablePresentation, options }),
      );
      return answer.body;
    };
    const good = await check(presentation);
    expect([good.at('verified').value, good.text('holder')]).toEqual([true, held?.at('issuer').text('id')]);
    expect(faultsOf(await check(presentation, { ...REQUEST, challenge: 'another' }))).toEqual([
      '/proof challenge-differs',
    ]);
    expect(faultsOf(await check(presentation, { ...REQUEST, domain: 'https://thief.example' }))).toEqual([
      '/proof domain-differs',
    ]);
    const { value: birth } = documents.find((one) => one !== held) ?? {};
    const exchanged = { ...presentation, verifiableCredential: [birth] };
    expect(faultsOf(await check(exchanged))).toEqual(['/proof signature-wrong']);
    await accepted(cast.people.factory.post(`/api/certificates/${own[0] ?? ''}/revoke`, { reason: 'Test' }));
    expect(faultsOf(await check(presentation))).toEqual(['/verifiableCredential/0/credentialStatus/0 revoked']);
    const late = await cast.people.factory.post('/api/presentations', { certificates: own, ...REQUEST });
    expect([late.status, late.body.text('detail')]).toEqual([409, expect.stringContaining('is revoked')]);
  });

  test('the keys of an organisation stay in its DID document with the time at which they were given up', async () => {
    const path = `/organisations/${cast.ids.farm}/did.json`;
    const before = await application.visitor().get(path);
    expect(before.headers.get('content-type')).toBe('application/did+ld+json');
    expect(before.headers.get('access-control-allow-origin')).toBe('*');
    const [first] = before.body.list('verificationMethod');
    expect(before.body.at('assertionMethod').value).toEqual([first?.text('id')]);
    await accepted(cast.administrator.post(`/api/organisations/${cast.ids.farm}/keys/rotate`, {}));
    const tag = before.headers.get('etag') ?? '';
    const after = await application.visitor().get(path, { 'if-none-match': tag });
    expect(after.status).toBe(200);
    const [current, former] = after.body.list('verificationMethod');
    expect(after.body.at('assertionMethod').value).toEqual([current?.text('id')]);
    expect([former?.text('id'), former?.at('revoked').value]).toEqual([first?.text('id'), expect.any(String)]);
    expect(after.body.list('alsoKnownAs')).toHaveLength(2);
    expect((await application.visitor().get(path, { 'if-none-match': after.headers.get('etag') ?? '' })).status).toBe(
      304,
    );
    expect(
      (await application.visitor().get('/organisations/00000000-0000-4000-8000-000000000000/did.json')).status,
    ).toBe(404);
  });

  test('a did:web of ours resolves in proofs, former keys for what they signed before', async () => {
    const organisation = await application.app.get(OrganisationsService).get(cast.ids.assessor);
    const signer = application.app.get(Keyring).signer(organisation);
    const path = `/organisations/${organisation.id}/did.json`;
    const { body } = await application.visitor().get(path);
    const issuer = body.text('id');
    const method = body.list('verificationMethod')[0]?.text('id') ?? '';
    const signed = await signedAs(issuer, method, signer, new Date());
    expect((await verify(signed)).value).toEqual({ verified: true, issuer, signers: [issuer], faults: [] });
    const elsewhere = method.replaceAll('localhost', 'elsewhere.example');
    expect(faultsOf(await verify(await signedAs(issuer, elsewhere, signer, new Date())))).toEqual([
      '/proof key-unknown',
    ]);
    await accepted(cast.administrator.post(`/api/organisations/${organisation.id}/keys/rotate`, {}));
    expect((await verify(signed)).at('verified').value).toBe(true);
    const late = await signedAs(issuer, method, signer, new Date(Date.now() + 2_000));
    expect(faultsOf(await verify(late))).toEqual(['/proof key-revoked']);
  });

  test('contexts and schemas lie at the paths that certificates name', async () => {
    for (const { value } of documents) {
      const [, type = ''] = (value as { type: string[] }).type;
      const named = (value as { credentialSchema: { id: string } }).credentialSchema.id;
      expect(named).toBe(certificateSchemaUrl(type));
      const { status, headers, body } = await application.visitor().get(new URL(named).pathname);
      expect([status, headers.get('content-type'), body.text('$id')]).toEqual([200, 'application/schema+json', named]);
    }
    const context = await application.visitor().get(new URL(CERTIFICATE_CONTEXT_URL).pathname);
    expect([context.status, context.headers.get('content-type')]).toEqual([200, 'application/ld+json']);
    expect((await application.visitor().get('/schemas/certificates/v1/Other.json')).status).toBe(400);
  });
});
