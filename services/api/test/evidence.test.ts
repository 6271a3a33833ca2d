import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { chainReader } from '@fieldseal/contracts/reader';
import { type Bundle, openEvidence, parseBundle, serialiseBundle, verifyEvidence } from '@fieldseal/provenance';
import { renderCake } from '@fieldseal/vision/samples';
import { Unzip, UnzipInflate } from 'fflate';
import { TestApplication } from './support/application.ts';
import { accepted } from './support/client.ts';
import { type Cake, graduate, harvest, identify, press, store } from './support/custody.ts';
import { accredit, type Cast, createCast, eventually, LEAF_GTIN, prepareGarden, secondsAgo } from './support/season.ts';
import { bundleOf, verify } from './support/verifier.ts';

const TEMPLATE = '<html><script type="text/plain" id="evidence"></script><p>verifier</p></html>';

/** What another program finds in the archive. */
function unzipped(archive: Uint8Array): Map<string, string> {
  const texts = new Map<string, string>();
  const unzip = new Unzip((file) => {
    const decoder = new TextDecoder();
    file.ondata = (_, bytes) =>
      texts.set(file.name, (texts.get(file.name) ?? '') + decoder.decode(bytes, { stream: true }));
    file.start();
  });
  unzip.register(UnzipInflate);
  unzip.push(archive, true);
  return texts;
}

describe('evidence to take along', () => {
  let application: TestApplication;
  let cast: Cast;
  let webDist: string;
  let plotId: string;
  let cake: Cake;
  let photo: string;

  beforeAll(async () => {
    webDist = await mkdtemp(join(tmpdir(), 'fieldseal-web-'));
    await writeFile(join(webDist, 'verifier.html'), TEMPLATE);
    application = await TestApplication.start({ WEB_DIST: webDist });
    cast = await createCast(application);
    await accredit(cast);
    plotId = await prepareGarden(cast);
    const { body: uploaded } = await accepted(
      cast.people.farm.upload('/api/photos', await renderCake({ cake: 9, shot: 1, size: 700 })),
    );
    photo = uploaded.text('hash');
    const { body: leaf } = await accepted(
      cast.people.farm.post('/api/harvests', {
        ...{ plotId, gtin: LEAF_GTIN, quantityKg: 12, harvestedAt: secondsAgo(600), photo },
      }),
    );
    cake = await press(cast, leaf.text('digitalLink'));
    await identify(cast, cake, 3);
    await store(cast, cake);
    await graduate(cast, cake);
    await bundleOf(application, cake, 4);
  }, 180_000);

  afterAll(async () => {
    await application.stop();
    await rm(webDist, { recursive: true });
  });

  const archive = () => application.visitor().get(`${cake.path}/evidence.zip`);
  const parsed = (bytes: Uint8Array): Bundle => {
    const read = parseBundle(bytes);
    if (!read.ok) throw new Error(read.code);
    return read.bundle;
  };
  const readerOf = (contracts: { sealLog: string; issuerRegistry: string }) =>
    chainReader(application.chain.url, contracts);
  const current = async (): Promise<Bundle> => parsed((await application.visitor().get(`${cake.path}/bundle`)).bytes);

  test('has the same bytes as long as nothing happens, and is not sent twice', async () => {
    const { status, headers, bytes } = await archive();
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/zip');
    expect(headers.get('content-disposition')).toContain('.fieldseal.zip"');
    expect(Buffer.compare((await archive()).bytes, bytes)).toBe(0);
    const tag = headers.get('etag') ?? '';
    const again = await application.visitor().get(`${cake.path}/evidence.zip`, { 'if-none-match': tag });
    expect([again.status, again.bytes.length]).toEqual([304, 0]);
  });

  test('verifies with nothing but the chain, every file of it', async () => {
    const { bytes } = await archive();
    const report = await verifyEvidence(bytes, readerOf);
    expect(report.failure).toBeUndefined();
    const opened = openEvidence(bytes);
    if (!opened.ok) throw new Error(opened.detail);
    expect(opened.files).toEqual(
      expect.arrayContaining([`photos/${photo}.jpg`, 'checkpoint.txt', 'log-key.txt', 'chain.json', 'proofs.json']),
    );
    // The photograph of the harvest and that of the cake's face.
    expect(opened.files?.filter((name) => name.startsWith('photos/'))).toHaveLength(2);
    expect(opened.files?.filter((name) => name.startsWith('certificates/'))).toHaveLength(4);
  });

  test('says where on the chain the seal is, as the chain itself does', async () => {
    const texts = unzipped((await archive()).bytes);
    const { seals } = JSON.parse(texts.get('chain.json') ?? '') as {
      seals: { transactionHash: string; blockNumber: number; blockHash: string; header: { parentHash: string } }[];
    };
    const seal = seals.at(-1);
    expect(await application.chain.call('eth_getTransactionReceipt', [seal?.transactionHash])).toMatchObject({
      blockHash: seal?.blockHash,
      blockNumber: `0x${seal?.blockNumber.toString(16) ?? ''}`,
      status: '0x1',
    });
    expect(await application.chain.call('eth_getBlockByHash', [seal?.blockHash, false])).toMatchObject(
      seal?.header ?? {},
    );
  });

  test('carries the verifier with this evidence in it, and statements in both languages', async () => {
    const texts = unzipped((await archive()).bytes);
    const [, embedded = ''] = /id="evidence">([^<]*)</.exec(texts.get('verifier.html') ?? '') ?? [];
    expect(Buffer.from(embedded, 'base64').toString()).toBe(texts.get('bundle.json'));
    expect(texts.get('statement.zh.html')).toContain('核验不能证明');
    expect(texts.get('statement.zh.html')).toContain('测试茶园');
    expect(texts.get('statement.en.html')).toContain('What it does not prove');
    expect(texts.get('README.txt')).toContain(cake.link);
  });

  test('an event that was later declared wrong is shown with the declaration', async () => {
    const before = await current();
    const [sealed] = before.events.filter(({ document }) => document.type === 'TransformationEvent');
    if (sealed === undefined) throw new Error('the bundle has no pressing');
    const { proof, ...event } = sealed.document;
    expect(proof).toBeDefined();
    const errorDeclaration = { declarationTime: new Date().toISOString(), reason: 'incorrect_data' };
    const declared = await cast.people.factory.post('/api/epcis/events', { ...event, errorDeclaration });
    expect(declared.status).toBe(201);
    const after = await eventually(async () => {
      const bundle = await current();
      return bundle.declarations.length > 0 ? bundle : undefined;
    }, 'the declaration in the bundle');
    const report = await verify(application, serialiseBundle(after));
    expect(report.ok).toBe(true);
    expect(report.steps).toContainEqual(
      expect.objectContaining({ code: 'event-declared-wrong', subject: event.eventID }),
    );
    expect(after.events).toHaveLength(before.events.length);
    const texts = unzipped((await archive()).bytes);
    expect(texts.get('declarations/001-TransformationEvent.json')).toContain('incorrect_data');
    expect(texts.get('statement.en.html')).toContain('later declared wrong');
  });

  test('what an issuer signed before it was suspended still holds, however late the bundle is made', async () => {
    await accepted(
      cast.administrator.post(`/api/organisations/${cast.ids.farm}/keys/rotate`, {
        compromisedSince: new Date().toISOString(),
      }),
    );
    const before = (await current()).head.treeSize;
    await application.chain.call('evm_increaseTime', [7_200]);
    await harvest(cast, plotId);
    const late = await eventually(async () => {
      const bundle = await current();
      return bundle.head.treeSize > before ? bundle : undefined;
    }, 'a later seal');
    const options = { now: new Date(Date.now() + 8_000_000) };
    expect((await verifyEvidence(serialiseBundle(late), readerOf, options)).failure).toBeUndefined();
    const undated = late.certificates.map(({ document, leafIndex, proof }) => ({ document, leafIndex, proof }));
    const bytes = serialiseBundle({ ...late, certificates: undated });
    expect((await verifyEvidence(bytes, readerOf, options)).failure?.code).toBe('issue-time-unproven');
  });

  test('a withdrawn certificate is named in the statements, and the archive is refused by name', async () => {
    const identity = (await current()).certificates.find(({ document }) => document.type[1] === 'IdentityCertificate');
    const id = identity?.document.id.replace('urn:uuid:', '') ?? '';
    expect(unzipped((await archive()).bytes).get('statement.en.html')).not.toContain('(suspended)');
    await accepted(cast.people.factory.post(`/api/certificates/${id}/suspend`, { reason: 'wrong class' }));
    const { bytes } = await archive();
    expect(unzipped(bytes).get('statement.en.html')).toContain('(suspended)');
    expect(unzipped(bytes).get('statement.zh.html')).toContain('（已暂停）');
    expect((await verifyEvidence(bytes, readerOf)).failure?.code).toBe('certificate-suspended');
    await accepted(cast.people.factory.post(`/api/certificates/${id}/reinstate`, { reason: 'right class' }));
  });

  test('nothing is packed where there is no piece, no seal, or no verifier page', async () => {
    const missing = await application.visitor().get(`${cake.path}X/evidence.zip`);
    expect(missing.status).toBe(404);
    const unsealed = await press(cast, await harvest(cast, plotId));
    expect((await application.visitor().get(`${unsealed.path}/evidence.zip`)).body.text('code')).toBe('not-sealed-yet');
    await application.restart(() => rm(join(webDist, 'verifier.html')));
    expect((await archive()).status).toBe(503);
  });
});
