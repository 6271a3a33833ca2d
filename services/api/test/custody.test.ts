import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { chainReader } from '@fieldseal/contracts/reader';
import { type Report, verifyBundle } from '@fieldseal/provenance';
import { renderCake } from '@fieldseal/vision/samples';
import { TestApplication } from './support/application.ts';
import { type Cake, graduate, harvest, identify, press, store } from './support/custody.ts';
import { accredit, type Cast, createCast, eventually, LEAF_GTIN, prepareGarden, secondsAgo } from './support/season.ts';

/** One cake from field to shop, through the public API alone. */
describe('chain of custody', () => {
  let application: TestApplication;
  let cast: Cast;
  let plotId: string;
  let cake: Cake;
  let other: Cake;
  let reviewCode: string;

  const verify = async (bytes: Uint8Array): Promise<Report> => {
    const { body } = await application.visitor().get('/api/chain');
    const addresses = {
      sealLog: body.text('sealLog').toLowerCase(),
      issuerRegistry: body.text('issuerRegistry').toLowerCase(),
    };
    const trust = { chainId: body.number('chainId'), ...addresses };
    return verifyBundle(bytes, chainReader(application.chain.url, addresses), { trust });
  };

  /** The bundle, once it speaks of `certificates` certificates. */
  const bundle = (certificates: number): Promise<Uint8Array> =>
    eventually(async () => {
      const { status, bytes, body } = await application.visitor().get(`${cake.path}/bundle`);
      return status === 200 && body.list('certificates').length >= certificates ? bytes : undefined;
    }, `a bundle with ${certificates} certificates`);

  beforeAll(async () => {
    application = await TestApplication.start();
    cast = await createCast(application);
    await accredit(cast);
    plotId = await prepareGarden(cast);
    const lot = await harvest(cast, plotId);
    cake = await press(cast, lot);
    other = await press(cast, lot);
    await identify(cast, cake, 1);
    await identify(cast, other, 2);
    await store(cast, cake);
    ({ reviewCode } = await graduate(cast, cake));
  });

  afterAll(async () => {
    await application.stop();
  });

  test('the bundle of a cake verifies against the chain alone, with all four stages', async () => {
    const report = await verify(await bundle(4));
    expect(report.failure).toBeUndefined();
    expect(report.ok).toBe(true);
    expect(report.certificates.map(({ stage }) => stage).sort()).toEqual([0, 1, 2, 3]);
  });

  test('a changed byte anywhere is refused with a reason', async () => {
    const bytes = await bundle(4);
    for (let position = 0; position < bytes.length; position += Math.ceil(bytes.length / 60)) {
      const tampered = bytes.slice();
      tampered[position] = (tampered[position] ?? 0) ^ 1;
      const report = await verify(tampered);
      expect({ position, ok: report.ok, reason: report.failure?.code !== undefined }).toEqual({
        position,
        ok: false,
        reason: true,
      });
    }
  });

  test('another photograph of the cake is recognised, another cake of the same material is not', async () => {
    const visitor = application.visitor();
    const same = await visitor.upload(`${cake.path}/checks`, await renderCake({ cake: 1, shot: 3, size: 700 }));
    const different = await visitor.upload(`${cake.path}/checks`, await renderCake({ cake: 2, shot: 3, size: 700 }));
    expect([same.body.text('decision'), different.body.text('decision')]).toEqual(['match', 'no-match']);
  });

  test('the page says who it is from, and that the sample picture is rendered', async () => {
    const { body } = await application.visitor().get(cake.path);
    expect(body.at('product').text('en')).toBe('Tea cake');
    expect(body.list('certificates').map((certificate) => certificate.text('stage'))).toEqual([
      'birth',
      'identity',
      'residence',
      'graduation',
    ]);
    expect([body.at('photo').value, body.at('rendered').value, body.at('sold').value]).toEqual([true, true, true]);
    const picture = await application.visitor().get(`${cake.path}/photo`);
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/webp']);
  });

  test('the code answers machines with a linkset, and as a QR code', async () => {
    const path = cake.path.replace('/api/items/', '/01/').replace(/\/(\w+)$/, '/21/$1');
    const linkset = await application.visitor().get(path, { accept: 'application/linkset+json' });
    expect(linkset.body.list('linkset')[0]?.text('anchor')).toBe(cake.link);
    const label = await application.visitor().get(`${cake.path.replace('/items/', '/labels/')}.svg`);
    expect([label.status, label.headers.get('content-type')]).toEqual([200, 'image/svg+xml']);
  });

  test('the piece has one identity', async () => {
    const again = await cast.people.factory.upload(
      `${cake.path}/fingerprint`,
      await renderCake({ cake: 1, shot: 1, size: 700 }),
    );
    expect([again.status, again.body.text('code')]).toEqual([409, 'already-enrolled']);
    const certificate = await cast.people.factory.post(`${cake.path}/identity`);
    expect(certificate.status).toBe(409);
  });

  test('only the holder of the receipt reviews, once', async () => {
    const visitor = application.visitor();
    const words = { rating: 5, text: '汤色透亮，回甘快。' };
    expect((await visitor.post(`${cake.path}/reviews`, { ...words, code: 'WRONG' })).status).toBe(403);
    expect((await visitor.post(`${cake.path}/reviews`, { ...words, code: reviewCode })).status).toBe(201);
    expect((await visitor.post(`${cake.path}/reviews`, { ...words, code: reviewCode })).status).toBe(409);
    const { body } = await visitor.get(cake.path);
    expect(body.list('reviews').map((review) => review.text('text'))).toEqual([words.text]);
  });

  test('more leaf than was picked cannot be pressed', async () => {
    const lot = await harvest(cast, plotId, 5);
    await press(cast, lot);
    const { status, body } = await cast.people.factory.post('/api/pressings', {
      gtin: '06901234567908',
      inputs: [{ lot, quantityKg: 2 }],
      pieces: 1,
      pieceKg: 0.357,
      pressedAt: secondsAgo(10),
    });
    expect([status, body.text('code')]).toEqual([409, 'conflict']);
    expect(body.text('detail')).toContain('Only 1 kg');
  });

  test('pieces may not weigh more than the leaf that went in', async () => {
    const { status, body } = await cast.people.factory.post('/api/pressings', {
      gtin: '06901234567908',
      inputs: [{ lot: 'http://localhost/01/06901234567892/10/X', quantityKg: 1 }],
      pieces: 3,
      pieceKg: 0.357,
      pressedAt: secondsAgo(10),
    });
    expect(status).toBe(400);
    expect(body.list('errors').map((fault) => fault.text('pointer'))).toEqual(['/pieces']);
  });

  test('nobody issues without accreditation, and nothing of the attempt is left', async () => {
    const { body } = await cast.administrator.post('/api/organisations', {
      kind: 'farm',
      name: { zh: '新农场', en: 'New Farm' },
    });
    const person = {
      organisationId: body.text('id'),
      email: 'new@test.example',
      name: 'New',
      role: 'farmer',
      password: 'a long enough password',
    };
    await cast.administrator.post('/api/people', person);
    const farmer = await application.visitor().signIn(person.email, person.password);
    const polygon = {
      type: 'Polygon',
      coordinates: [
        [
          [99, 24],
          [99.001, 24],
          [99, 24.001],
          [99, 24],
        ],
      ],
    };
    const plot = await farmer.post('/api/plots', { name: 'N', crop: 'tea', cultivar: 'X', polygon });
    const attempt = { plotId: plot.body.text('id'), gtin: LEAF_GTIN, quantityKg: 3, harvestedAt: secondsAgo(60) };
    const refused = await farmer.post('/api/harvests', attempt);
    expect([refused.status, refused.body.text('code')]).toEqual([403, 'not-accredited']);
    expect((await farmer.get('/api/harvests')).body.list('harvests')).toEqual([]);
  });
});
