import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TestApplication } from '../support/application.ts';
import { accepted, type Json, type TestClient } from '../support/client.ts';
import { type Cake, harvest, identify, press } from '../support/custody.ts';
import { accredit, type Cast, createCast, eventually, prepareGarden } from '../support/season.ts';
import { verify } from '../support/verifier.ts';

describe('a revoked certificate is replaced', () => {
  let application: TestApplication;
  let cast: Cast;
  let lot: string;
  let cake: Cake;

  const certificatesOf = async (subject: string): Promise<Json[]> =>
    (await accepted(cast.people.regulator.get('/api/certificates'))).body
      .list('certificates')
      .filter((one) => one.text('subject') === subject);
  const idOf = async (subject: string, status: string): Promise<string> =>
    (await certificatesOf(subject)).find((one) => one.text('status') === status)?.text('id') ?? '';
  const replace = (person: TestClient, id: string) => person.post(`/api/certificates/${id}/replace`);
  const revoke = (person: TestClient, id: string) =>
    accepted(person.post(`/api/certificates/${id}/revoke`, { reason: '钥匙被盗' }));
  /** What a shopper's own verifier says of the cake, once it says that. */
  const outcome = (expected: string | undefined): Promise<true> =>
    eventually(
      async () => {
        const { status, bytes } = await application.visitor().get(`${cake.path}/bundle`);
        if (status !== 200) return undefined;
        return (await verify(application, bytes)).failure?.code === expected ? true : undefined;
      },
      `the outcome ${expected ?? 'verified'}`,
    );

  beforeAll(async () => {
    application = await TestApplication.start();
    cast = await createCast(application);
    await accredit(cast);
    lot = await harvest(cast, await prepareGarden(cast));
    cake = await press(cast, lot);
    await identify(cast, cake, 1);
    await outcome(undefined);
  });

  afterAll(async () => {
    await application.stop();
  });

  test('not before it is revoked, and by nobody but its issuer', async () => {
    const id = await idOf(cake.link, 'issued');
    const early = await replace(cast.people.factory, id);
    expect([early.status, early.body.text('detail')]).toEqual([
      409,
      'This certificate is issued; only a revoked one is replaced.',
    ]);
    expect((await replace(cast.people.farm, id)).status).toBe(404);
    expect((await replace(cast.people.appraiser, id)).status).toBe(403);
  });

  test('after the key of the factory fell into other hands: its pieces verify again, under the new key', async () => {
    const { body: keys } = await accepted(cast.administrator.get(`/api/organisations/${cast.ids.factory}/keys`));
    const compromisedSince = keys.list('keys')[0]?.text('since');
    await accepted(cast.administrator.post(`/api/organisations/${cast.ids.factory}/keys/rotate`, { compromisedSince }));
    await outcome('issuer-suspended');
    const old = await idOf(cake.link, 'issued');
    await revoke(cast.people.factory, old);
    const { body: fresh } = await accepted(replace(cast.people.factory, old));
    expect(fresh.text('status')).toBe('awaiting-countersignature');
    await accepted(cast.people.appraiser.post(`/api/certificates/${fresh.text('id')}/countersign`));
    await outcome(undefined);
    expect((await certificatesOf(cake.link)).map((one) => one.text('status')).sort()).toEqual(['issued', 'revoked']);
    const again = await replace(cast.people.factory, old);
    expect([again.status, again.body.text('code')]).toEqual([409, 'conflict']);
  });

  test('in the order in which they build on one another', async () => {
    const birth = await idOf(lot, 'issued');
    await revoke(cast.people.farm, birth);
    await outcome('certificate-revoked');
    const identity = await idOf(cake.link, 'issued');
    await revoke(cast.people.factory, identity);
    const early = await replace(cast.people.factory, identity);
    expect([early.status, early.body.text('code')]).toEqual([409, 'conflict']);
    const { body } = await accepted(replace(cast.people.farm, birth));
    const [shown] = (await accepted(cast.people.farm.get('/api/harvests'))).body.list('harvests');
    expect(shown?.text('certificateId')).toBe(body.text('id'));
    const { body: fresh } = await accepted(replace(cast.people.factory, identity));
    await accepted(cast.people.appraiser.post(`/api/certificates/${fresh.text('id')}/countersign`));
    await outcome(undefined);
  });

  test('once, when it is asked for twice at the same moment', async () => {
    const identity = await idOf(cake.link, 'issued');
    await revoke(cast.people.factory, identity);
    const answers = await Promise.all([1, 2, 3].map(() => replace(cast.people.factory, identity)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });
});
