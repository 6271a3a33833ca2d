import { resolve } from 'node:path';
import { z } from 'zod';

const Environment = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65535).default(8080),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  RPC_URL: z.url({ protocol: /^https?$/ }),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).default('http://localhost:8080'),
  STATE_DIR: z.string().min(1),
  WEB_DIST: z.string().optional(),
  MQTT_URL: z.url({ protocol: /^(mqtts?|wss?)$/ }).optional(),
  MQTT_HOST: z.string().default('127.0.0.1'),
  MQTT_PORT: z.coerce.number().int().min(0).max(65535).default(1883),
  LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('info'),
  FIELDSEAL_PART: z.enum(['all', 'api', 'workers']).default('all'),
  FIELDSEAL_SUPERVISED: z.enum(['0', '1']).default('0'),
});

/** Everything this process reads from outside, parsed once. */
export interface Config {
  readonly host: string;
  readonly port: number;
  readonly databaseUrl: string;
  readonly rpcUrl: string;
  /** Base of every Digital Link, without a trailing slash. */
  readonly publicUrl: string;
  readonly keysDir: string;
  readonly filesDir: string;
  readonly deploymentsDir: string;
  readonly webDist: string | undefined;
  /** Where the built-in broker listens, or the operator's own broker. */
  readonly mqtt: { readonly host: string; readonly port: number; readonly url: string | undefined };
  readonly logLevel: z.infer<typeof Environment>['LOG_LEVEL'];
  readonly servesApi: boolean;
  readonly runsWorkers: boolean;
  /** Exit when the supervising process goes away, so that no orphan holds the database. */
  readonly supervised: boolean;
}

/** Injection token of the parsed configuration. */
export const CONFIG = Symbol('Config');

/**
 * Parses the environment.
 * @throws Error naming each variable that is missing or malformed
 */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success) throw new Error(`Configuration is not usable:\n${z.prettifyError(parsed.error)}`);
  const env = parsed.data;
  const state = resolve(env.STATE_DIR);
  return {
    host: env.HOST,
    port: env.PORT,
    databaseUrl: env.DATABASE_URL,
    rpcUrl: env.RPC_URL,
    publicUrl: env.PUBLIC_URL.replace(/\/+$/, ''),
    keysDir: resolve(state, 'keys'),
    filesDir: resolve(state, 'files'),
    deploymentsDir: resolve(state, 'deployments'),
    webDist: env.WEB_DIST === undefined ? undefined : resolve(env.WEB_DIST),
    mqtt: { host: env.MQTT_HOST, port: env.MQTT_PORT, url: env.MQTT_URL },
    logLevel: env.LOG_LEVEL,
    servesApi: env.FIELDSEAL_PART !== 'workers',
    runsWorkers: env.FIELDSEAL_PART !== 'api',
    supervised: env.FIELDSEAL_SUPERVISED === '1',
  };
}
