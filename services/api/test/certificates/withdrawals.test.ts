import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { statusListSchema, verifyProofs } from '@fieldseal/provenance';
import { renderCake } from '@fieldseal/vision/samples';
import { SealLogService } from '../../src/seals/seal-log.service.ts';
import { TestApplication } from '../support/application.ts';
import { accepted, type Answer, Json } from '../support/client.ts';
import { type Cake, graduate, harvest, identify, press, store } from '../support/custody.ts';
import { accredit, type Cast, createCast, eventually, prepareGarden } from '../support/season.ts';
import { bundleOf, verify } from '../support/verifier.ts';

const REASON = { reason: '复检不合格 Failed a second test' };

/** `application/vc` is JSON that the client does not know as such. */
const read = (bytes: Uint8Array): Json => new Json(JSON.parse(Buffer.from(bytes).toString()));

describe('withdrawing certificates', () => {
  let application: TestApplication;
  let cast: Cast;
  let plotId: string;

  /** The newest certificate of a stage, as the regulator sees it. */
  const newest = async (stage: string): Promise<string> => {
    const { body } = await accepted(cast.people.regulator.get(`/api/certificates?stage=${stage}`));
    return body.list('certificates')[0]?.text('id') ?? '';
  };
  const made = async (seed: number): Promise<Cake> => {
    const cake = await press(cast, await harvest(cast, plotId));
    await identify(cast, cake, seed);
    return cake;
  };
  const judged = async (cake: Cake, certificates: number): Promise<string | undefined> => {
    const { failure } = await verify(application, await bundleOf(application, cake, certificates));
    return failure?.code;
  };
  const lists = async (cake: Cake): Promise<Answer[]> => {
    const { body } = await application.visitor().get(`${cake.path}/bundle`);
    const paths = body.list('statusLists').map((list) => new URL(list.text('id')).pathname);
    return Promise.all(paths.map((path) => application.visitor().get(path)));
  };

  beforeAll(async () => {
    application = await TestApplication.start();
    cast = await createCast(application);
    await accredit(cast);
    plotId = await prepareGarden(cast);
  });

  afterAll(async () => {
    await application.stop();
  });

  test('a suspended certificate fails verification until it is reinstated', async () => {
    const cake = await made(1);
    const id = await newest('identity');
    expect(await judged(cake, 2)).toBeUndefined();
    const suspended = await accepted(cast.people.factory.post(`/api/certificates/${id}/suspend`, REASON));
    expect(suspended.body.text('status')).toBe('suspended');
    expect(await judged(cake, 2)).toBe('certificate-suspended');
    expect((await cast.people.factory.post(`/api/certificates/${id}/suspend`, REASON)).status).toBe(409);
    const page = await application.visitor().get(cake.path);
    expect(page.body.list('certificates').map((one) => one.text('status'))).toEqual(['issued', 'suspended']);
    await accepted(cast.people.factory.post(`/api/certificates/${id}/reinstate`, { reason: 'Test repeated: good' }));
    expect(await judged(cake, 2)).toBeUndefined();
    const { body } = await accepted(cast.people.regulator.get(`/api/certificates/${id}/history`));
    expect(body.list('changes').map((change) => [change.text('action'), change.text('reason')])).toEqual([
      ['suspend', REASON.reason],
      ['reinstate', 'Test repeated: good'],
    ]);
    expect(body.list('changes')[0]?.at('by').text('en')).toBe('Test Factory');
    expect(body.list('changes')[0]?.text('person')).toBe('Test Factory');
  });

  test('revoking is final, is shown, and lets the certificate be issued anew', async () => {
    const cake = await made(2);
    await store(cast, cake);
    await graduate(cast, cake);
    expect(await judged(cake, 4)).toBeUndefined();
    const id = await newest('graduation');
    await accepted(cast.people.assessor.post(`/api/certificates/${id}/revoke`, REASON));
    for (const action of ['revoke', 'suspend', 'reinstate']) {
      const { status, body } = await cast.people.assessor.post(`/api/certificates/${id}/${action}`, REASON);
      expect([status, body.text('detail')]).toEqual([409, expect.stringContaining('This certificate is revoked')]);
    }
    expect(await judged(cake, 4)).toBe('certificate-revoked');
    await accepted(cast.people.assessor.post(`${cake.path}/graduation`));
    const again = await newest('graduation');
    expect(again).not.toBe(id);
    const page = await application.visitor().get(cake.path);
    expect(page.body.list('certificates').map((one) => one.text('status'))).toEqual(Array(4).fill('issued'));
    expect((await cast.people.assessor.post(`${cake.path}/graduation`)).status).toBe(409);
    const sealed = async () => (await verify(application, await bundleOf(application, cake, 4))).certificates;
    await eventually(
      async () => (await sealed()).find((one) => one.id.endsWith(again)),
      'a bundle with the new certificate',
    );
    expect(await judged(cake, 4)).toBeUndefined();
  });

  test('a certificate that others build on takes them with it', async () => {
    const cake = await made(3);
    expect(await judged(cake, 2)).toBeUndefined();
    await accepted(cast.people.farm.post(`/api/certificates/${await newest('birth')}/revoke`, REASON));
    expect(await judged(cake, 2)).toBe('certificate-revoked');
  });

  test('a certificate of a former key is withdrawn in the list of that key', async () => {
    const cake = await made(7);
    const id = await newest('birth');
    await judged(cake, 2);
    await accepted(cast.administrator.post(`/api/organisations/${cast.ids.farm}/keys/rotate`, {}));
    await accepted(cast.people.farm.post(`/api/certificates/${id}/suspend`, REASON));
    expect(await judged(cake, 2)).toBe('certificate-suspended');
    await accepted(cast.people.farm.post(`/api/certificates/${id}/reinstate`, REASON));
    expect(await judged(cake, 2)).toBeUndefined();
  });

  test('what was published with a change is sealed', async () => {
    await made(8);
    const id = await newest('identity');
    await accepted(cast.people.factory.post(`/api/certificates/${id}/revoke`, REASON));
    const { body } = await accepted(cast.people.regulator.get(`/api/certificates/${id}/history`));
    const digest = Buffer.from(body.list('changes')[0]?.text('listDigest') ?? '', 'hex');
    const places = await eventually(async () => {
      const found = await application.app.get(SealLogService).places([digest]);
      return found.size > 0 ? found : undefined;
    }, 'a place in the seal log');
    expect([...places.keys()]).toEqual([digest.toString('hex')]);
  });

  test('only the issuer withdraws, and only with a reason', async () => {
    await made(4);
    const id = await newest('birth');
    const path = `/api/certificates/${id}/revoke`;
    expect((await cast.people.factory.post(path, REASON)).status).toBe(404);
    expect((await cast.people.regulator.post(path, REASON)).status).toBe(403);
    expect((await application.visitor().post(path, REASON)).status).toBe(401);
    const empty = await cast.people.farm.post(path, { reason: '  ' });
    expect([empty.status, empty.body.list('errors')[0]?.text('pointer')]).toEqual([400, '/reason']);
  });

  test('a certificate that is revoked before its counter-signature is never issued', async () => {
    const cake = await press(cast, await harvest(cast, plotId));
    await accepted(
      cast.people.factory.upload(`${cake.path}/fingerprint`, await renderCake({ cake: 5, shot: 0, size: 700 })),
    );
    const { body } = await accepted(cast.people.factory.post(`${cake.path}/identity`));
    const id = body.text('certificateId');
    await accepted(cast.people.factory.post(`/api/certificates/${id}/revoke`, REASON));
    expect((await cast.people.appraiser.post(`/api/certificates/${id}/countersign`)).status).toBe(409);
  });

  test('lists are genuine, may be kept for minutes and change their tag with every change', async () => {
    const cake = await made(6);
    await judged(cake, 2);
    const before = await lists(cake);
    expect(before).toHaveLength(4);
    for (const { status, headers, bytes } of before) {
      expect([status, headers.get('content-type'), headers.get('cache-control')]).toEqual([
        200,
        'application/vc',
        'public, max-age=300',
      ]);
      expect(headers.get('access-control-allow-origin')).toBe('*');
      const list = statusListSchema.parse(read(bytes).value);
      expect(verifyProofs(list)).toMatchObject([{ verified: true, did: list.issuer }]);
      const hours = (Date.parse(list.validUntil) - Date.now()) / 3_600_000;
      expect(hours).toBeGreaterThan(12);
    }
    const [list] = before;
    const path = list === undefined ? '' : new URL(read(list.bytes).text('id')).pathname;
    const tag = list?.headers.get('etag') ?? '';
    const unchanged = await application.visitor().get(path, { 'if-none-match': `"other", W/${tag}` });
    expect([unchanged.status, unchanged.bytes.length, unchanged.headers.get('etag')]).toEqual([304, 0, tag]);
    expect(await application.visitor().status('HEAD', path)).toBe(200);
    await accepted(cast.people.factory.post(`/api/certificates/${await newest('identity')}/suspend`, REASON));
    const tags = (answers: Answer[]) => answers.map(({ headers }) => headers.get('etag'));
    const after = await lists(cake);
    expect(tags(after).filter((one) => !tags(before).includes(one))).toHaveLength(1);
    expect((await application.visitor().get('/status/00000000-0000-4000-8000-000000000000')).status).toBe(404);
    expect((await application.visitor().get('/status/none')).status).toBe(400);
  });
});
