import { createHash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { canonicalBytes } from '@fieldseal/provenance';
import type { Actor } from '../access/actor.ts';
import { CONFIG, type Config } from '../config.ts';
import { found, Problem } from '../platform/problems.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { Sensor } from './sensor.entity.ts';
import type { NewSensor, Reading, ReadingList, SensorView } from './sensors.schemas.ts';

export const topicOf = (id: string): string => `telemetry/${id}`;
const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

interface ReadingRow {
  readonly time: Date;
  readonly temperature_c: number;
  readonly humidity_pct: number;
}

/** What a residence certificate says of a sensor's log. */
export interface SensorLogSummary {
  readonly logDigest: string;
  readonly samples: number;
  readonly from: string;
  readonly until: string;
  readonly temperatureCelsius: { minimum: number; maximum: number; mean: number };
  readonly relativeHumidityPercent: { minimum: number; maximum: number; mean: number };
}

@Injectable()
export class SensorsService {
  constructor(
    private readonly unit: UnitOfWork,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async create(actor: Actor, input: NewSensor): Promise<{ sensor: Sensor; password: string }> {
    const password = randomBytes(24).toString('base64url');
    const sensor = await this.unit
      .repository(Sensor)
      .save({ id: randomUUID(), organisationId: actor.organisationId, ...input, passwordHash: sha256(password) });
    return { sensor, password };
  }

  list(actor: Actor): Promise<Sensor[]> {
    const { organisationId } = actor;
    return this.unit
      .repository(Sensor)
      .find({ where: { organisationId }, order: { name: 'ASC', id: 'ASC' }, take: 1000 });
  }

  async get(actor: Actor, id: string): Promise<Sensor> {
    return found(
      await this.unit.repository(Sensor).findOneBy({ id, organisationId: actor.organisationId }),
      `Sensor ${id}`,
    );
  }

  view({ id, name, location }: Sensor): SensorView {
    const { host, port, url } = this.config.mqtt;
    return { id, name, location, topic: topicOf(id), mqttUrl: url ?? `mqtt://${host}:${port}` };
  }

  async authenticate(id: string, password: string): Promise<boolean> {
    const [sensor] = await this.unit.query<{ password_hash: Buffer }>(
      'SELECT password_hash FROM sensor WHERE id::text = $1',
      [id],
    );
    return sensor !== undefined && timingSafeEqual(sensor.password_hash, sha256(password));
  }

  /**
   * Stores a reading; the same time of the same sensor counts once, so that a sensor may send again.
   * @returns false when there is no such sensor
   */
  async record(id: string, { time, temperatureC, humidityPct }: Reading): Promise<boolean> {
    const known = await this.unit.query<{ id: string }>('SELECT id FROM sensor WHERE id::text = $1', [id]);
    if (known.length === 0) return false;
    await this.unit.query(
      'INSERT INTO reading (sensor_id, time, temperature_c, humidity_pct) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
      [id, new Date(time), temperatureC, humidityPct],
    );
    return true;
  }

  async readings(id: string, limit: number): Promise<ReadingList> {
    const rows = await this.unit.query<ReadingRow>(
      'SELECT time, temperature_c, humidity_pct FROM reading WHERE sensor_id = $1 ORDER BY time DESC LIMIT $2',
      [id, limit],
    );
    return { readings: rows.map(toReading) };
  }

  /** Range, mean and digest of a sensor's log. @throws Problem conflict when there is no reading in the time */
  async summary(id: string, from: Date, until: Date): Promise<SensorLogSummary> {
    const rows = await this.unit.query<ReadingRow>(
      'SELECT time, temperature_c, humidity_pct FROM reading WHERE sensor_id = $1 AND time BETWEEN $2 AND $3 ORDER BY time LIMIT 100000',
      [id, from, until],
    );
    const [first, last] = [rows[0], rows.at(-1)];
    if (first === undefined || last === undefined)
      throw new Problem('conflict', 'The sensor has no readings in this time.');
    return {
      logDigest: createHash('sha256')
        .update(canonicalBytes(rows.map(toReading)))
        .digest('hex'),
      samples: rows.length,
      from: first.time.toISOString(),
      until: last.time.toISOString(),
      temperatureCelsius: range(rows.map((row) => row.temperature_c)),
      relativeHumidityPercent: range(rows.map((row) => row.humidity_pct)),
    };
  }
}

function toReading(row: ReadingRow): ReadingList['readings'][number] {
  return { time: row.time.toISOString(), temperatureC: row.temperature_c, humidityPct: row.humidity_pct };
}

const tenth = (value: number): number => Math.round(value * 10) / 10;

function range(values: readonly number[]): { minimum: number; maximum: number; mean: number } {
  const sum = values.reduce((total, value) => total + value, 0);
  return {
    minimum: tenth(values.reduce((a, b) => Math.min(a, b))),
    maximum: tenth(values.reduce((a, b) => Math.max(a, b))),
    mean: tenth(sum / values.length),
  };
}
