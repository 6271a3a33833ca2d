import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { renderCake } from '@fieldseal/vision/samples';
import { TestApplication } from '../support/application.ts';
import { accepted } from '../support/client.ts';
import { type Cake, harvest, identify, press } from '../support/custody.ts';
import { Phone } from '../support/phone.ts';
import { accredit, type Cast, createCast, LEAF_GTIN, prepareGarden, secondsAgo } from '../support/season.ts';
import { bundleOf, verify } from '../support/verifier.ts';

describe('rotation of organisation keys', () => {
  let application: TestApplication;
  let cast: Cast;
  let plotId: string;
  let before: Cake;

  const rotate = (organisationId: string, body: unknown = {}) =>
    cast.administrator.post(`/api/organisations/${organisationId}/keys/rotate`, body);
  const issuers = async (cake: Cake): Promise<string[]> => {
    const report = await verify(application, await bundleOf(application, cake, 2));
    expect(report.failure).toBeUndefined();
    return report.issuers.filter(({ stage, role }) => stage === 0 && role === 'issuer').map(({ did }) => did);
  };
  const currentKey = async (organisationId: string): Promise<string> => {
    const { body } = await cast.administrator.get(`/api/organisations/${organisationId}/keys`);
    return body.list('keys')[0]?.text('did') ?? '';
  };

  beforeAll(async () => {
    application = await TestApplication.start();
    cast = await createCast(application);
    await accredit(cast);
    plotId = await prepareGarden(cast);
    before = await press(cast, await harvest(cast, plotId));
    await identify(cast, before, 1);
  });

  afterAll(async () => {
    await application.stop();
  });

  test('the new key issues, the old one still proves what it signed, and both are in the history', async () => {
    const old = await currentKey(cast.ids.farm);
    const { body } = await accepted(rotate(cast.ids.farm));
    const [current, former] = body.list('keys');
    expect(former?.text('did')).toBe(old);
    expect(former?.text('retiredAt')).toBe(current?.text('since'));
    expect(former?.at('compromisedAt').value).toBeUndefined();
    const cake = await press(cast, await harvest(cast, plotId));
    await identify(cast, cake, 2);
    expect(await issuers(cake)).toEqual([current?.text('did')]);
    expect(await issuers(before)).toEqual([old]);
  });

  test('a certificate that waits for the counter-signature outlives the rotation of both keys', async () => {
    const cake = await press(cast, await harvest(cast, plotId));
    await accepted(
      cast.people.factory.upload(`${cake.path}/fingerprint`, await renderCake({ cake: 5, shot: 0, size: 700 })),
    );
    const { body } = await accepted(cast.people.factory.post(`${cake.path}/identity`));
    await accepted(rotate(cast.ids.factory));
    await accepted(rotate(cast.ids.appraiser));
    await accepted(cast.people.appraiser.post(`/api/certificates/${body.text('certificateId')}/countersign`));
    const report = await verify(application, await bundleOf(application, cake, 2));
    expect(report.failure).toBeUndefined();
    expect(report.issuers.map(({ did }) => did)).toContain(await currentKey(cast.ids.appraiser));
    expect(report.issuers.map(({ did }) => did)).not.toContain(await currentKey(cast.ids.factory));
  });

  test('a stolen key is suspended from when it was stolen, and cannot have been stolen before it was made', async () => {
    const old = await currentKey(cast.ids.appraiser);
    const early = await rotate(cast.ids.appraiser, { compromisedSince: secondsAgo(86_400) });
    expect([early.status, early.body.text('code')]).toEqual([409, 'conflict']);
    expect(await currentKey(cast.ids.appraiser)).toBe(old);
    const compromisedSince = new Date().toISOString();
    const { body } = await accepted(rotate(cast.ids.appraiser, { compromisedSince }));
    expect(body.list('keys')[1]?.text('compromisedAt')).toBe(compromisedSince);
    const { body: list } = await cast.people.regulator.get('/api/accreditations');
    const held = list.list('accreditations').filter((one) => one.text('organisationId') === cast.ids.appraiser);
    const byKey = new Map(held.map((one) => [one.text('key'), one.at('suspendedAt').value]));
    const second = new Date(Math.floor(Date.parse(compromisedSince) / 1000) * 1000).toISOString();
    expect([byKey.get(old), byKey.get(await currentKey(cast.ids.appraiser))]).toEqual([second, undefined]);
  });

  test('what waits for a phone is dated anew under the new key', async () => {
    const phone = await new Phone(cast.people.farm).register();
    await phone.accredit(cast, cast.ids.farm, 'birth');
    const record = { plotId, gtin: LEAF_GTIN, quantityKg: 9, harvestedAt: secondsAgo(60), deviceKeyId: phone.id };
    const { body } = await accepted(cast.people.farm.post('/api/harvests', record));
    const stale = await phone.prove(await phone.documents(body.text('signing')));
    await accepted(rotate(cast.ids.farm));
    const [, certificate] = await phone.documents(body.text('signing'));
    expect(certificate).toMatchObject({ issuer: { id: await currentKey(cast.ids.farm) } });
    const refused = await cast.people.farm.post(`/api/signings/${body.text('signing')}/proofs`, { proofs: stale });
    expect([refused.status, refused.body.list('errors')[0]?.text('pointer')]).toEqual([400, '/proofs/1']);
    await accepted(phone.sign(body.text('signing')));
    const cake = await press(cast, body.text('digitalLink'));
    await identify(cast, cake, 3);
    expect(await issuers(cake)).toEqual([await currentKey(cast.ids.farm)]);
  });
});
