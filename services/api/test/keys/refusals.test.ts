import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DataSource } from 'typeorm';
import { TestApplication } from '../support/application.ts';
import { accepted, type Json } from '../support/client.ts';
import { Phone } from '../support/phone.ts';
import { accredit, type Cast, CAKE_GTIN, createCast, LEAF_GTIN, prepareGarden, secondsAgo } from '../support/season.ts';

describe('what a person will not sign', () => {
  let application: TestApplication;
  let cast: Cast;
  let plotId: string;
  let phone: Phone;
  const reason = '重量不对，应是 36.5 公斤';

  const record = async (): Promise<Json> => {
    const harvest = { plotId, gtin: LEAF_GTIN, quantityKg: 63.5, harvestedAt: secondsAgo(600), deviceKeyId: phone.id };
    return (await accepted(cast.people.farm.post('/api/harvests', harvest))).body;
  };
  const refuse = (signing: string, person = cast.people.farm) =>
    person.post(`/api/signings/${signing}/refuse`, { reason });
  const listed = async (path: string, name: string): Promise<Json[]> =>
    (await accepted(cast.people.farm.get(path))).body.list(name);
  const events = async (): Promise<unknown> =>
    (await application.app.get(DataSource).query<unknown[]>('SELECT count(*) FROM event'))[0];

  beforeAll(async () => {
    application = await TestApplication.start();
    cast = await createCast(application);
    await accredit(cast);
    plotId = await prepareGarden(cast);
    phone = await new Phone(cast.people.farm).register();
    await phone.accredit(cast, cast.ids.farm, 'birth');
  });

  afterAll(async () => {
    await application.stop();
  });

  test('leaves no trace but the record of the refusal', async () => {
    const before = await events();
    const harvest = await record();
    const signing = harvest.text('signing');
    const { body } = await accepted(refuse(signing));
    expect(body.value).toMatchObject({ id: signing, stage: 'birth', subjects: [harvest.text('digitalLink')], reason });
    expect(await listed('/api/signings', 'signings')).toEqual([]);
    expect(await listed('/api/harvests', 'harvests')).toEqual([]);
    expect((await listed('/api/certificates', 'certificates')).length).toBe(0);
    expect(await events()).toEqual(before);
    const [kept] = await listed('/api/signings/refusals', 'refusals');
    expect(kept?.value).toEqual(body.value);
    expect(kept?.at('person').text('name')).toBe('Test Garden');
  });

  test('is not in the answer kept for the request that recorded it, which is not taken anew either', async () => {
    const harvest = { plotId, gtin: LEAF_GTIN, quantityKg: 63.5, harvestedAt: secondsAgo(600), deviceKeyId: phone.id };
    const send = () => cast.people.farm.post('/api/harvests', harvest, { 'idempotency-key': 'the outbox' });
    const { body } = await accepted(send());
    expect((await send()).body.value).toEqual(body.value);
    await accepted(refuse(body.text('signing')));
    const again = await send();
    expect([again.status, again.body.text('detail')]).toEqual([
      404,
      `What this request recorded was refused: ${reason}`,
    ]);
    expect(await listed('/api/harvests', 'harvests')).toEqual([]);
  });

  test('cannot be used up before it is signed', async () => {
    const harvest = await record();
    const lot = harvest.text('digitalLink');
    const pressing = { gtin: CAKE_GTIN, inputs: [{ lot, quantityKg: 4 }], pieces: 1, pieceKg: 0.357 };
    const press = () => cast.people.factory.post('/api/pressings', { ...pressing, pressedAt: secondsAgo(60) });
    const early = await press();
    expect([early.status, early.body.text('detail')]).toEqual([
      409,
      expect.stringContaining('waits for the signature'),
    ]);
    await accepted(phone.sign(harvest.text('signing')));
    await accepted(press());
  });

  test('is refused once, however often that is said', async () => {
    const signing = (await record()).text('signing');
    const answers = [await refuse(signing), await refuse(signing)];
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(answers[1]?.body.value).toEqual(answers[0]?.body.value);
    const kept = await listed('/api/signings/refusals', 'refusals');
    expect(kept.filter((one) => one.text('id') === signing)).toHaveLength(1);
  });

  test('can neither be signed nor released afterwards, and says why', async () => {
    const signing = (await record()).text('signing');
    const proofs = await phone.prove(await phone.documents(signing));
    await accepted(refuse(signing));
    const { farm } = cast.people;
    const answers = [
      await farm.post(`/api/signings/${signing}/documents`),
      await farm.post(`/api/signings/${signing}/proofs`, { proofs }),
      await farm.post(`/api/signings/${signing}/release`),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect(answers[1]?.body.text('detail')).toMatch(/^Nothing is left to sign: it was refused on /);
  });

  test('is either signed or refused when both are asked at the same moment', async () => {
    for (let round = 0; round < 4; round++) {
      const harvest = await record();
      const signing = harvest.text('signing');
      const proofs = await phone.prove(await phone.documents(signing));
      const sign = cast.people.farm.post(`/api/signings/${signing}/proofs`, { proofs });
      const answers = await Promise.all(round % 2 === 0 ? [sign, refuse(signing)] : [refuse(signing), sign]);
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      const isSigned = (await sign).status === 200;
      const exists = (await listed('/api/harvests', 'harvests')).some(
        (one) => one.text('id') === harvest.text('id') && one.at('signing').value === undefined,
      );
      expect(exists).toBe(isSigned);
    }
  });

  test('must be told why, is not for strangers, and what is signed stays signed', async () => {
    const signing = (await record()).text('signing');
    expect((await refuse(signing, cast.people.warehouse)).status).toBe(404);
    const silent = await cast.people.farm.post(`/api/signings/${signing}/refuse`, { reason: '  ' });
    expect([silent.status, silent.body.list('errors')[0]?.text('pointer')]).toEqual([400, '/reason']);
    await accepted(phone.sign(signing));
    const late = await refuse(signing);
    expect([late.status, late.body.text('detail')]).toEqual([409, 'These documents are signed already.']);
  });
});

describe('phones as the accreditation body sees them', () => {
  let application: TestApplication;
  let cast: Cast;

  const shown = async (state: string): Promise<Json[]> =>
    (await accepted(cast.people.regulator.get(`/api/device-keys?state=${state}`))).body.list('deviceKeys');

  beforeAll(async () => {
    application = await TestApplication.start();
    cast = await createCast(application);
    await accredit(cast);
  });

  afterAll(async () => {
    await application.stop();
  });

  test('wait with their owner, organisation and stage until they are accredited or refused with a reason', async () => {
    const farmer = await new Phone(cast.people.farm).register();
    const keeper = await new Phone(cast.people.warehouse).register();
    const waiting = await shown('waiting');
    expect(waiting.map((key) => [key.text('id'), key.text('stage'), key.at('organisation').text('zh')])).toEqual([
      [keeper.id, 'residence', '测试仓储'],
      [farmer.id, 'birth', '测试茶园'],
    ]);
    await farmer.accredit(cast, cast.ids.farm, 'birth');
    const reason = '登记人已离职';
    await accepted(cast.people.regulator.post(`/api/device-keys/${keeper.id}/revoke`, { reason }));
    expect(await shown('waiting')).toEqual([]);
    expect((await shown('accredited')).map((key) => key.text('id'))).toEqual([farmer.id]);
    expect((await shown('revoked')).map((key) => key.text('revocationReason'))).toEqual([reason]);
    const late = await cast.people.regulator.post('/api/accreditations', {
      organisationId: cast.ids.warehouse,
      stage: 'residence',
      deviceKeyId: keeper.id,
      from: secondsAgo(60),
      until: new Date(Date.now() + 86_400_000).toISOString(),
    });
    expect(late.status).toBe(409);
    const [seen] = (await accepted(cast.people.warehouse.get('/api/device-keys'))).body.list('deviceKeys');
    expect(seen?.text('revocationReason')).toBe(reason);
    expect((await cast.people.regulator.get('/api/device-keys?state=lost')).status).toBe(400);
  });
});
