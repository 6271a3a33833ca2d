import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parseBundle } from '@fieldseal/provenance';
import { TestApplication } from '../support/application.ts';
import { accepted } from '../support/client.ts';
import { type Cake, harvest, identify, press } from '../support/custody.ts';
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
import { bundleOf, verify } from '../support/verifier.ts';

const PROMISE = {
  origin: '云南省西双版纳州勐海县南糯山村',
  contact: '0691-5120000',
  basis: ['quality-control', 'self-test'],
};

describe('承诺达标合格证', () => {
  let application: TestApplication;
  let cast: Cast;
  let plotId: string;
  let seed = 0;

  /** The id of the newest harvest and its lot. */
  const picked = async (quantityKg = 12): Promise<{ id: string; lot: string }> => {
    const lot = await harvest(cast, plotId, quantityKg);
    const { body } = await cast.people.farm.get('/api/harvests');
    const id = body
      .list('harvests')
      .find((one) => one.text('digitalLink') === lot)
      ?.text('id');
    return { id: id ?? '', lot };
  };
  const promise = (id: string, change: object = {}) =>
    cast.people.farm.post(`/api/harvests/${id}/conformity`, { ...PROMISE, ...change });
  const blend = (inputs: { lot: string; quantityKg: number }[]) =>
    cast.people.farm.post('/api/blends', { gtin: LEAF_GTIN, inputs, blendedAt: secondsAgo(300), ...PROMISE });
  const madeFrom = async (lot: string): Promise<Cake> => {
    const cake = await press(cast, lot);
    seed += 1;
    await identify(cast, cake, seed);
    return cake;
  };
  const typesIn = async (cake: Cake, certificates: number): Promise<string[]> => {
    const parsed = parseBundle(await bundleOf(application, cake, certificates));
    if (!parsed.ok) throw new Error(parsed.code);
    return parsed.bundle.certificates.map(({ document }) => document.type[1]).sort();
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

  test('is made for a whole harvest, and is part of the evidence of what is made from it', async () => {
    const { id, lot } = await picked();
    const { body } = await accepted(promise(id));
    expect(body.text('lot')).toBe(lot);
    const list = await cast.people.farm.get(`/api/harvests/${id}/conformity`);
    expect(list.body.list('promises').map(({ value }) => value)).toEqual([
      expect.objectContaining({
        certificateId: body.text('certificateId'),
        status: 'issued',
        lot,
        quantityKg: 12,
        productName: '鲜叶 Fresh leaf',
        promisedBy: '测试茶园',
        reports: [],
        ...PROMISE,
      }),
    ]);
    const cake = await madeFrom(lot);
    expect(await typesIn(cake, 3)).toEqual(['BirthCertificate', 'ConformityCertificate', 'IdentityCertificate']);
    const report = await verify(application, await bundleOf(application, cake, 3));
    expect(report.failure).toBeUndefined();
    const page = await application.visitor().get(cake.path);
    expect(page.body.list('certificates').map((one) => one.text('stage'))).toEqual(['birth', 'conformity', 'identity']);
  });

  test('is made once, and anew after it was revoked', async () => {
    const { id, lot } = await picked();
    const first = await accepted(promise(id));
    expect((await promise(id)).status).toBe(409);
    const path = `/api/certificates/${first.body.text('certificateId')}/revoke`;
    const cake = await madeFrom(lot);
    await typesIn(cake, 3);
    await accepted(cast.people.farm.post(path, { reason: 'Residues found' }));
    const failed = await verify(application, await bundleOf(application, cake, 3));
    expect(failed.failure?.code).toBe('certificate-revoked');
    const second = await accepted(
      promise(id, { basis: ['entrusted-test'], reports: [{ digest: 'ab'.repeat(32), name: 'GB 2763 检测报告' }] }),
    );
    const list = await cast.people.farm.get('/api/conformity');
    expect(
      list.body
        .list('promises')
        .slice(0, 2)
        .map((one) => [one.text('certificateId'), one.text('status')]),
    ).toEqual([
      [second.body.text('certificateId'), 'issued'],
      [first.body.text('certificateId'), 'revoked'],
    ]);
    await eventually(async () => {
      const { ok } = await verify(application, await bundleOf(application, cake, 3));
      return ok ? ok : undefined;
    }, 'a bundle with the new promise');
  });

  test('is made anew for a blend, and stands for the births behind it', async () => {
    const [a, b] = [await picked(5), await picked(4)];
    const inputs = [
      { lot: a.lot, quantityKg: 3.5 },
      { lot: b.lot, quantityKg: 4 },
    ];
    const early = await blend(inputs);
    expect([early.status, early.body.text('detail')]).toEqual([
      409,
      `${a.lot} has no issued conformity certificate yet.`,
    ]);
    await accepted(promise(a.id));
    await accepted(promise(b.id));
    const { body } = await accepted(blend(inputs));
    expect(body.number('quantityKg')).toBe(7.5);
    const rest = await blend([
      { lot: a.lot, quantityKg: 1 },
      { lot: b.lot, quantityKg: 0.001 },
    ]);
    expect([rest.status, rest.body.text('detail')]).toEqual([409, expect.stringContaining('Only 0 kg of leaf lot')]);
    const cake = await madeFrom(body.text('digitalLink'));
    expect(await typesIn(cake, 6)).toEqual([
      'BirthCertificate',
      'BirthCertificate',
      'ConformityCertificate',
      'ConformityCertificate',
      'ConformityCertificate',
      'IdentityCertificate',
    ]);
    const report = await verify(application, await bundleOf(application, cake, 6));
    expect(report.failure).toBeUndefined();
    const more = await cast.people.factory.post('/api/pressings', {
      gtin: '06901234567908',
      inputs: [{ lot: body.text('digitalLink'), quantityKg: 4 }],
      pieces: 1,
      pieceKg: 0.357,
      pressedAt: secondsAgo(10),
    });
    expect([more.status, more.body.text('detail')]).toEqual([409, expect.stringContaining('Only 3.5 kg')]);
    const blends = await cast.people.farm.get('/api/blends');
    expect(blends.body.list('blends').map((one) => one.text('digitalLink'))).toEqual([body.text('digitalLink')]);
    const linkset = await application
      .visitor()
      .get(new URL(body.text('digitalLink')).pathname, { accept: 'application/linkset+json' });
    expect(linkset.status).toBe(200);
  });

  test('is made for blends from the same lots at the same moment, in whichever order they name them', async () => {
    const lots = [await picked(40), await picked(40), await picked(40)];
    for (const { id } of lots) await accepted(promise(id));
    const inputs = lots.map(({ lot }) => ({ lot, quantityKg: 1 }));
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, i) => blend(i % 2 === 0 ? inputs : inputs.toReversed())),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
  });

  test('is signed by the phone where the grower has one', async () => {
    const phone = await new Phone(cast.people.farm).register();
    await phone.accredit(cast, cast.ids.farm, 'birth');
    const { id } = await picked();
    const { body } = await accepted(promise(id, { deviceKeyId: phone.id }));
    expect((await cast.people.farm.get(`/api/harvests/${id}/conformity`)).body.list('promises')).toEqual([]);
    await accepted(phone.sign(body.text('signing')));
    const { body: list } = await cast.people.farm.get(`/api/harvests/${id}/conformity`);
    expect(list.list('promises').map((one) => one.text('certificateId'))).toEqual([body.text('certificateId')]);
  });

  test('rests on something, and is about one’s own harvest', async () => {
    const { id, lot } = await picked();
    const faults = await promise(id, { basis: [], contact: ' ' });
    expect(faults.body.list('errors').map((fault) => fault.text('pointer'))).toEqual(['/contact', '/basis']);
    const twice = await blend([
      { lot, quantityKg: 1 },
      { lot, quantityKg: 1 },
    ]);
    expect([twice.status, twice.body.list('errors')[0]?.text('pointer')]).toEqual([400, '/inputs']);
    expect((await promise('00000000-0000-4000-8000-000000000000')).status).toBe(404);
    expect((await cast.people.factory.post(`/api/harvests/${id}/conformity`, PROMISE)).status).toBe(403);
    const { body } = await cast.people.regulator.get('/api/conformity');
    expect(body.list('promises').length).toBeGreaterThan(0);
  });
});
