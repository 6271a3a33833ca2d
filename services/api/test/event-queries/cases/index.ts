import { EXTENSION_CASES } from './extensions.ts';
import { FIELD_CASES } from './fields.ts';
import type { Case } from './making.ts';
import { SENSOR_CASES } from './sensors.ts';
import { THING_CASES } from './things.ts';

/** Every parameter of SimpleEventQuery at least once. */
export const CASES: readonly Case[] = [...FIELD_CASES, ...THING_CASES, ...SENSOR_CASES, ...EXTENSION_CASES];
