import { randomUUID } from 'node:crypto';
import { makeSscc } from '@fieldseal/provenance';
import { renderCake } from '@fieldseal/vision/samples';
import mqtt from 'mqtt';
import { accepted, type Json } from './client.ts';
import { CAKE_GTIN, type Cast, LEAF_GTIN, secondsAgo } from './season.ts';

/** A small photograph is enough for tests and quick to render. */
const PHOTO_SIZE = 700;

export interface Cake {
  readonly path: string;
  readonly link: string;
}

export async function harvest({ people }: Cast, plotId: string, quantityKg = 12): Promise<string> {
  const { body } = await accepted(
    people.farm.post('/api/harvests', {
      plotId,
      gtin: LEAF_GTIN,
      quantityKg,
      harvestedAt: secondsAgo(600),
      inputs: [
        { product: '菜籽饼肥', kind: 'fertiliser', quantity: 20, unit: 'KGM', appliedAt: secondsAgo(86_400 * 60) },
      ],
    }),
  );
  return body.text('digitalLink');
}

/** Presses one cake of 357 g from 4 kg of a leaf lot. */
export async function press({ people }: Cast, lot: string): Promise<Cake> {
  const { body } = await accepted(
    people.factory.post('/api/pressings', {
      gtin: CAKE_GTIN,
      inputs: [{ lot, quantityKg: 4 }],
      pieces: 1,
      pieceKg: 0.357,
      pressedAt: secondsAgo(500),
    }),
  );
  const [item] = body.list('items');
  if (item === undefined) throw new Error('the pressing made no piece');
  return { path: `/api/items/${CAKE_GTIN}/${item.text('serial')}`, link: item.text('digitalLink') };
}

/** Enrols the surface and has the identity certificate counter-signed. */
export async function identify({ people }: Cast, cake: Cake, seed: number): Promise<void> {
  await accepted(
    people.factory.upload(`${cake.path}/fingerprint`, await renderCake({ cake: seed, shot: 0, size: PHOTO_SIZE })),
  );
  const { body } = await accepted(people.factory.post(`${cake.path}/identity`));
  await accepted(people.appraiser.post(`/api/certificates/${body.text('certificateId')}/countersign`));
}

/** What a residence certificate is asked for with. */
interface Residence {
  readonly sscc: string;
  readonly sensorId: string;
  readonly from: string;
  readonly until: string;
}

/** Stores the cake in a case, with three readings of a sensor, and certifies its residence, signed by a phone if given. */
export async function store(cast: Cast, cake: Cake, deviceKeyId?: string): Promise<Json> {
  const residence = await layIn(cast, cake);
  return (await accepted(cast.people.warehouse.post('/api/residences', { ...residence, deviceKeyId }))).body;
}

/** Stores the cake in a case, with three readings of a sensor. */
export async function layIn({ people }: Cast, cake: Cake): Promise<Residence> {
  const { body: sensor } = await accepted(people.warehouse.post('/api/sensors', { name: 'T1', location: 'Hall 1' }));
  const client = await mqtt.connectAsync(sensor.text('mqttUrl'), {
    username: sensor.text('username'),
    password: sensor.text('password'),
    protocolVersion: 4,
  });
  for (const [i, temperatureC] of [22.5, 23, 24.5].entries()) {
    const reading = { time: secondsAgo(300 - i * 60), temperatureC, humidityPct: 62 + i };
    await client.publishAsync(sensor.text('topic'), JSON.stringify(reading), { qos: 1 });
  }
  await client.endAsync();
  const sscc = makeSscc('3', '0690123', String(Math.floor(Math.random() * 1e9)).padStart(9, '0'));
  await accepted(
    people.warehouse.post('/api/receipts', {
      sscc,
      items: [cake.link],
      location: '1号库',
      receivedAt: secondsAgo(400),
    }),
  );
  return {
    sscc,
    sensorId: sensor.text('id'),
    from: secondsAgo(400),
    until: new Date(Date.now() + 86_400_000 * 30).toISOString(),
  };
}

/** Grades and sells the cake and certifies its graduation. */
export async function graduate({ people }: Cast, cake: Cake): Promise<{ reviewCode: string }> {
  await accepted(
    people.assessor.post(`${cake.path}/gradings`, {
      grade: '特级',
      method: 'GB/T 23776-2018',
      score: 93,
      gradedAt: secondsAgo(100),
    }),
  );
  const { body } = await accepted(
    people.factory.post(
      `${cake.path}/sales`,
      { soldAt: secondsAgo(50), place: '昆明' },
      { 'idempotency-key': randomUUID() },
    ),
  );
  await accepted(people.assessor.post(`${cake.path}/graduation`));
  return { reviewCode: body.text('reviewCode') };
}
