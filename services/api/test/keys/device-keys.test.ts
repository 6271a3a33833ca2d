import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TestApplication } from '../support/application.ts';
import { accepted } from '../support/client.ts';
import { identify, press, store } from '../support/custody.ts';
import { Phone } from '../support/phone.ts';
import {
  accredit,
  type Cast,
  createCast,
  eventually,
  LEAF_GTIN,
  prepareGarden,
  secondsAgo,
} from '../support/season.ts';
import { accreditationOnChain, bundleOf, verify } from '../support/verifier.ts';

describe('keys of phones', () => {
  let application: TestApplication;
  let cast: Cast;
  let plotId: string;
  let phone: Phone;

  const harvestWith = (deviceKeyId: string, quantityKg = 12) =>
    cast.people.farm.post('/api/harvests', {
      plotId,
      gtin: LEAF_GTIN,
      quantityKg,
      harvestedAt: secondsAgo(600),
      deviceKeyId,
    });

  beforeAll(async () => {
    application = await TestApplication.start();
    cast = await createCast(application);
    await accredit(cast);
    plotId = await prepareGarden(cast);
    phone = await new Phone(cast.people.farm).register();
  });

  afterAll(async () => {
    await application.stop();
  });

  test('a key is registered only by who holds it, for the person who asked, once', async () => {
    const other = new Phone(cast.people.farm);
    const foreign = await new Phone(cast.people.warehouse).offer();
    expect(foreign.status).toBe(201);
    const { body } = await cast.people.warehouse.get('/api/device-keys/challenge');
    const stolen = await other.offer({ challenge: body.text('challenge') });
    expect([stolen.status, stolen.body.text('code')]).toEqual([409, 'conflict']);
    const renamed = await other.offer({ name: 'Another name' });
    expect([renamed.status, renamed.body.list('errors')[0]?.text('pointer')]).toEqual([400, '/proof']);
    const unproven = await other.offer({ did: phone.signer.did });
    expect(unproven.status).toBe(400);
    const again = await phone.offer();
    expect([again.status, again.body.text('detail')]).toEqual([409, 'This key is registered already.']);
  });

  test('before it is accredited, nothing is set aside for it', async () => {
    const refused = await harvestWith(phone.id);
    expect([refused.status, refused.body.text('code')]).toEqual([403, 'not-accredited']);
    expect((await cast.people.farm.get('/api/harvests')).body.list('harvests')).toEqual([]);
  });

  test('it is accredited only for what its organisation may issue', async () => {
    const window = { from: secondsAgo(60), until: new Date(Date.now() + 86_400_000).toISOString() };
    const grant = { organisationId: cast.ids.farm, stage: 'residence', deviceKeyId: phone.id, ...window };
    const refused = await cast.people.regulator.post('/api/accreditations', grant);
    expect([refused.status, refused.body.text('code')]).toEqual([403, 'not-accredited']);
    const foreign = { ...grant, organisationId: cast.ids.warehouse };
    expect((await cast.people.regulator.post('/api/accreditations', foreign)).status).toBe(404);
  });

  test('a harvest waits for the signature, is issued with it, and the cake of it verifies with both keys', async () => {
    await phone.accredit(cast, cast.ids.farm, 'birth');
    const { body: harvest } = await accepted(harvestWith(phone.id));
    const signing = harvest.text('signing');
    const waiting = (await cast.people.farm.get('/api/signings')).body.list('signings');
    expect(waiting.map((one) => one.text('id'))).toEqual([signing]);

    const { body: signed } = await accepted(phone.sign(signing));
    expect([signed.text('signedBy'), signed.text('did')]).toEqual(['device', phone.signer.did]);
    expect((await cast.people.farm.get('/api/signings')).body.list('signings')).toEqual([]);
    const [shown] = (await cast.people.farm.get('/api/harvests')).body.list('harvests');
    expect([shown?.text('certificateId'), shown?.at('signing').value]).toEqual([
      harvest.text('certificateId'),
      undefined,
    ]);

    const cake = await press(cast, harvest.text('digitalLink'));
    await identify(cast, cake, 1);
    const report = await verify(application, await bundleOf(application, cake, 2));
    expect(report.failure).toBeUndefined();
    const birth = report.issuers.filter(({ stage }) => stage === 0);
    expect(birth.map(({ role, did }) => [role, did === phone.signer.did]).sort()).toEqual([
      ['countersigner', true],
      ['issuer', false],
    ]);
  });

  test('its accreditation can be continued, not moved, cut short or given twice', async () => {
    const { regulator, farm } = cast.people;
    const days = (count: number): string => new Date(Date.now() + count * 86_400_000).toISOString();
    const post = (from: string, until: string) =>
      regulator.post('/api/accreditations', {
        organisationId: cast.ids.farm,
        stage: 'birth',
        deviceKeyId: phone.id,
        from,
        until,
      });
    const refused = [await post(days(31), days(60)), await post(days(0), days(20))];
    expect(refused.map(({ status }) => status)).toEqual([409, 409]);
    const until = days(60);
    expect((await accepted(post(days(0), until))).body.text('until')).toBe(until);
    await eventually(async () => {
      const { body } = await farm.get('/api/device-keys');
      const own = body.list('deviceKeys').find((key) => key.text('id') === phone.id);
      return own?.list('accreditations').find((one) => one.at('transaction').text('status') === 'mined');
    }, 'the longer accreditation on the chain');
    const held = await accreditationOnChain(application, phone.signer.publicKey, 0);
    expect(held?.until).toBe(Math.floor(Date.parse(until) / 1000));
    expect(held?.from).toBeLessThan(Date.now() / 1000 - 3_000);
  });

  test('what the phone signed twice is recorded once', async () => {
    const { body } = await accepted(harvestWith(phone.id));
    const proofs = await phone.prove(await phone.documents(body.text('signing')));
    const path = `/api/signings/${body.text('signing')}/proofs`;
    const answers = await Promise.all([1, 2].map(() => cast.people.farm.post(path, { proofs })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(answers[0]?.body.value).toEqual(answers[1]?.body.value);
  });

  test('proofs that do not fit are named one by one, and nothing is issued', async () => {
    const { body } = await accepted(harvestWith(phone.id));
    const path = `/api/signings/${body.text('signing')}/proofs`;
    const documents = await phone.documents(body.text('signing'));
    const swapped = (await phone.prove(documents)).reverse();
    const stranger = await new Phone(cast.people.farm).prove(documents);
    const yesterday = await phone.prove(documents, new Date(Date.now() - 2 * 86_400_000));
    const [first] = await phone.prove(documents);
    const faults = async (proofs: unknown[]): Promise<string[]> => {
      const answer = await cast.people.farm.post(path, { proofs });
      expect(answer.status).toBe(400);
      return answer.body.list('errors').map((fault) => `${fault.text('pointer')} ${fault.text('code')}`);
    };
    expect(await faults(swapped)).toEqual(['/proofs/0 proof-wrong', '/proofs/1 proof-wrong']);
    expect(await faults(stranger)).toEqual(['/proofs/0 key-wrong', '/proofs/1 key-wrong']);
    expect(await faults(yesterday)).toEqual(['/proofs/0 clock-wrong', '/proofs/1 clock-wrong']);
    expect(await faults([first])).toEqual(['/proofs proofs-missing']);
    const [shown] = (await cast.people.farm.get('/api/harvests')).body.list('harvests');
    expect(shown?.text('signing')).toBe(body.text('signing'));
  });

  test('somebody else cannot read, sign or release it', async () => {
    const { body } = await accepted(harvestWith(phone.id));
    const path = `/api/signings/${body.text('signing')}`;
    const { warehouse } = cast.people;
    const proofs = await phone.prove([{}]);
    const answers = [
      await warehouse.post(`${path}/documents`),
      await warehouse.post(`${path}/proofs`, { proofs }),
      await warehouse.post(`${path}/release`),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
  });

  test('the keeper signs the residence of every piece of a case', async () => {
    const keeper = await new Phone(cast.people.warehouse).register();
    await keeper.accredit(cast, cast.ids.warehouse, 'residence');
    const { body } = await accepted(harvestWith(phone.id));
    await accepted(phone.sign(body.text('signing')));
    const cake = await press(cast, body.text('digitalLink'));
    await identify(cast, cake, 3);
    const residence = await store(cast, cake, keeper.id);
    const documents = await keeper.documents(residence.text('signing'));
    expect(documents.map((document) => document.type)).toEqual([['VerifiableCredential', 'ResidenceCertificate']]);
    await accepted(keeper.sign(residence.text('signing')));
    const report = await verify(application, await bundleOf(application, cake, 3));
    expect(report.failure).toBeUndefined();
    expect(report.issuers.some(({ did, stage }) => did === keeper.signer.did && stage === 2)).toBe(true);
  });

  test('a revoked key signs nothing more; what waits for it is released to the organisation', async () => {
    const lost = await new Phone(cast.people.farm).register();
    await lost.accredit(cast, cast.ids.farm, 'birth');
    const { body } = await accepted(harvestWith(lost.id));
    const signing = body.text('signing');
    expect((await cast.people.warehouse.post(`/api/device-keys/${lost.id}/revoke`)).status).toBe(404);
    const since = secondsAgo(30);
    const { body: revoked } = await accepted(cast.people.farm.post(`/api/device-keys/${lost.id}/revoke`, { since }));
    expect(revoked.text('revokedAt')).toBe(since);
    expect((await cast.people.farm.post(`/api/device-keys/${lost.id}/revoke`)).status).toBe(409);
    const late = await lost.sign(signing);
    expect([late.status, late.body.text('code')]).toEqual([403, 'not-accredited']);
    const { body: released } = await accepted(cast.people.farm.post(`/api/signings/${signing}/release`));
    expect(released.text('signedBy')).toBe('organisation');
    expect((await cast.people.farm.post(`/api/signings/${signing}/release`)).status).toBe(409);
    const standing = await eventually(async () => {
      const held = await accreditationOnChain(application, lost.signer.publicKey, 0);
      return held?.suspendedAt === undefined ? undefined : held;
    }, 'the suspension on the chain');
    expect(standing.suspendedAt).toBe(Math.floor(Date.parse(since) / 1000));
  });
});
