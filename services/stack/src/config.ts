import { resolve } from 'node:path';
import { z } from 'zod';
import { DEFAULT_PORTS, type Ports } from './ports.ts';
import { repository } from './repository.ts';

const Port = z.coerce.number().int().min(0).max(65535);

const Environment = z.object({
  FIELDSEAL_STATE: z.string().min(1).default(resolve(repository, '.fieldseal/state')),
  /** All interfaces, so that phones of the same network reach the web app. */
  FIELDSEAL_HOST: z.string().min(1).default('0.0.0.0'),
  FIELDSEAL_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  FIELDSEAL_PORT: Port.default(DEFAULT_PORTS.web),
  FIELDSEAL_SENSORS_PORT: Port.default(DEFAULT_PORTS.sensors),
  FIELDSEAL_DATABASE_PORT: Port.default(DEFAULT_PORTS.database),
  FIELDSEAL_CHAIN_PORT: Port.default(DEFAULT_PORTS.chain),
});

export interface StartConfig {
  readonly stateDir: string;
  readonly host: string;
  readonly publicUrl: string | undefined;
  readonly ports: Ports;
}

/** Everything `npm start` reads from the environment. @throws Error naming each variable that is malformed */
export function readConfig(environment: NodeJS.ProcessEnv): StartConfig {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success) throw new Error(`Configuration is not usable:\n${z.prettifyError(parsed.error)}`);
  const env = parsed.data;
  return {
    stateDir: resolve(env.FIELDSEAL_STATE),
    host: env.FIELDSEAL_HOST,
    publicUrl: env.FIELDSEAL_PUBLIC_URL,
    ports: {
      web: env.FIELDSEAL_PORT,
      sensors: env.FIELDSEAL_SENSORS_PORT,
      database: env.FIELDSEAL_DATABASE_PORT,
      chain: env.FIELDSEAL_CHAIN_PORT,
    },
  };
}
