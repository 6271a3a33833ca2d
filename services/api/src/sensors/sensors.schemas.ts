import { z } from 'zod';
import { PastTime, words } from '../platform/schemas.ts';

export const NewSensor = z
  .strictObject({ name: words(80), location: words(120) })
  .meta({ examples: [{ name: 'T1', location: '1号库' }] });
export type NewSensor = z.infer<typeof NewSensor>;

/** Finer than any such sensor is exact. */
const hundredths = (value: number): number => Math.round(value * 100) / 100;

/** What a sensor publishes on `telemetry/<id>`: degrees Celsius and per cent relative humidity. */
export const Reading = z.strictObject({
  time: PastTime,
  temperatureC: z.number().min(-60).max(90).transform(hundredths),
  humidityPct: z.number().min(0).max(100).transform(hundredths),
});
export type Reading = z.infer<typeof Reading>;

export const SensorView = z.object({
  id: z.uuid(),
  name: z.string(),
  location: z.string(),
  topic: z.string(),
  mqttUrl: z.string(),
});
export type SensorView = z.infer<typeof SensorView>;
/** The password is shown once. */
export const NewSensorView = SensorView.extend({ username: z.string(), password: z.string() });
export const SensorList = z.object({ sensors: z.array(SensorView) });

export const ReadingsQuery = z.object({ limit: z.coerce.number().int().min(1).max(1000).default(100) });
export type ReadingsQuery = z.infer<typeof ReadingsQuery>;
export const ReadingList = z.object({
  readings: z.array(z.object({ time: z.iso.datetime(), temperatureC: z.number(), humidityPct: z.number() })),
});
export type ReadingList = z.infer<typeof ReadingList>;
