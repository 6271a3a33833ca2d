import { connectAsync, type MqttClient } from 'mqtt';
import { Readings, Receipt, Residences, Sensor, type PressedItem } from './answers.ts';
import { type SeasonContext, until } from './context.ts';

/** Serial shipping container code of the case, again from the example prefix. */
const CASE = '095200000000000417';
/** Cakes are stored for years; the certificate is renewed after three. */
const STORAGE_DAYS = 3 * 365;
const READINGS = 24;
const FIRST_MINUTE = 120;
const MINUTES_APART = 4;
const PLACE = '玉溪二号仓';

/** The case is received and stored, a sensor reports over MQTT, and each cake gets its residence certificate. */
export async function storeCakes(season: SeasonContext, items: readonly PressedItem[]): Promise<void> {
  const keeper = await season.as('keeper');
  const receipt = {
    sscc: CASE,
    items: items.map(({ digitalLink }) => digitalLink),
    location: PLACE,
    receivedAt: season.minutesBefore(FIRST_MINUTE + 5),
  };
  await keeper.post('/receipts', receipt, 'receipt', Receipt);
  const sensor = await keeper.post('/sensors', { name: '二号仓东墙', location: PLACE }, 'sensor', Sensor);
  await publishReadings(sensor, climate(season), season.options.patienceMs);
  await until('all readings of the sensor were recorded', season.options.patienceMs, async () => {
    const { readings } = await keeper.get(`/sensors/${sensor.id}/readings?limit=${String(READINGS)}`, Readings);
    return readings.length >= READINGS ? true : undefined;
  });
  const residence = {
    sscc: CASE,
    sensorId: sensor.id,
    from: season.minutesBefore(FIRST_MINUTE + 1),
    until: season.daysBefore(-STORAGE_DAYS),
    geographicMark: '普洱茶地理标志产品',
  };
  await keeper.post('/residences', residence, 'residence', Residences);
}

function climate(season: SeasonContext): Reading[] {
  return Array.from({ length: READINGS }, (_, i) => ({
    time: season.minutesBefore(FIRST_MINUTE - i * MINUTES_APART),
    temperatureC: tenth(22.5 + 1.8 * Math.sin(i / 4)),
    humidityPct: tenth(63 + 3.5 * Math.cos(i / 5)),
  }));
}

interface Reading {
  readonly time: string;
  readonly temperatureC: number;
  readonly humidityPct: number;
}

export interface SensorAccess {
  readonly username: string;
  readonly password: string;
  readonly topic: string;
  readonly mqttUrl: string;
}

/** Publishes readings as a sensor does, each until the broker has acknowledged it; sending one twice changes nothing. */
export async function publishReadings(
  sensor: SensorAccess,
  readings: readonly Reading[],
  patienceMs: number,
): Promise<void> {
  const client = await until('the sensor was let in', patienceMs, () => connect(sensor));
  try {
    for (const reading of readings) await client.publishAsync(sensor.topic, JSON.stringify(reading), { qos: 1 });
  } finally {
    await client.endAsync(true);
  }
}

/** Undefined while the broker is away or cannot tell who this is. */
async function connect({ mqttUrl, username, password }: SensorAccess): Promise<MqttClient | undefined> {
  try {
    return await connectAsync(mqttUrl, { username, password, reconnectPeriod: 300 }, false);
  } catch {
    return undefined;
  }
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
