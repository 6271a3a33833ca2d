import { z } from 'zod';
import { Certificate, Created, Pressing, Residences, Sale, Sensor } from '../../src/season/answers.ts';
import type { SeasonContext } from '../../src/season/context.ts';
import { CAKE_GTIN } from '../../src/season/field.ts';
import { publishReadings } from '../../src/season/warehouse.ts';

/** A cake pressed from a lot that a person recorded in the browser: from leaf to identity, by the API. */
export async function pressOne(season: SeasonContext, lot: string): Promise<{ serial: string; digitalLink: string }> {
  const factory = await season.as('processor');
  const appraiser = await season.as('appraiser');
  const body = {
    gtin: CAKE_GTIN,
    inputs: [{ lot, quantityKg: 0.5 }],
    pieces: 1,
    pieceKg: 0.357,
    pressedAt: new Date().toISOString(),
  };
  const { items } = await factory.post('/pressings', body, 'browser pressing', Pressing);
  const [item] = items;
  if (item === undefined) throw new Error('Pressing made no cake.');
  const path = `/items/${CAKE_GTIN}/${item.serial}`;
  const photo = await season.options.photos.of(7, 0);
  await factory.postPhoto(`${path}/fingerprint`, photo, 'browser fingerprint', z.unknown());
  const { certificateId } = await factory.post(`${path}/identity`, {}, 'browser identity', Certificate);
  await appraiser.post(`/certificates/${certificateId}/countersign`, {}, 'browser countersign', z.unknown());
  return item;
}

/** The way of that cake after a person received it with the scanner: storage, grade, sale, graduation. */
export async function finishOne(season: SeasonContext, sscc: string, serial: string): Promise<void> {
  const keeper = await season.as('keeper');
  const assessor = await season.as('assessor');
  const factory = await season.as('processor');
  const sensor = await keeper.post('/sensors', { name: '西墙', location: '玉溪二号仓' }, 'browser sensor', Sensor);
  const from = new Date(Date.now() - 5_000);
  await publishReadings(
    sensor,
    [{ time: new Date().toISOString(), temperatureC: 22.5, humidityPct: 61 }],
    season.options.patienceMs,
  );
  const residence = {
    sscc,
    sensorId: sensor.id,
    from: from.toISOString(),
    until: new Date(Date.now() + 86_400_000).toISOString(),
    geographicMark: '普洱茶地理标志产品',
  };
  await keeper.post('/residences', residence, 'browser residence', Residences);
  const path = `/items/${CAKE_GTIN}/${serial}`;
  const grading = { grade: '一级', method: 'GB/T 23776-2018', score: 88, gradedAt: new Date().toISOString() };
  await assessor.post(`${path}/gradings`, grading, 'browser grading', Created);
  await factory.post(`${path}/sales`, { soldAt: new Date().toISOString(), place: '昆明翠湖店' }, 'browser sale', Sale);
  await assessor.post(`${path}/graduation`, {}, 'browser graduation', Certificate);
}
