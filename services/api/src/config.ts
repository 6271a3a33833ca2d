import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { didWeb } from '@fieldseal/provenance';
import { z } from 'zod';

/** A bearer token must not travel in the clear. */
function isPrivate(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}

/** Whether the address can be the place of `did:web` DIDs: an IPv6 address, for one, cannot. */
function hasDid(address: string): boolean {
  try {
    return didWeb(address) !== '';
  } catch {
    return false;
  }
}

const Environment = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65535).default(8080),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  RPC_URL: z.url({ protocol: /^https?$/ }),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .refine(
      hasDid,
      'must be a host name, with a port and plain path segments if need be: certificates name it (did:web)',
    )
    .default('http://localhost:8080'),
  STATE_DIR: z.string().min(1),
  WEB_DIST: z.string().optional(),
  MQTT_URL: z.url({ protocol: /^(mqtts?|wss?)$/ }).optional(),
  MQTT_HOST: z.string().default('127.0.0.1'),
  MQTT_PORT: z.coerce.number().int().min(0).max(65535).default(1883),
  LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('info'),
  REQUEST_TIMEOUT_SECONDS: z.coerce.number().min(1).max(3600).default(120),
  FIELDSEAL_PART: z.enum(['all', 'api', 'workers']).default('all'),
  FIELDSEAL_SUPERVISED: z.enum(['0', '1']).default('0'),
  WEBHOOK_ALLOW_PRIVATE: z.enum(['0', '1']).default('0'),
  SIGNER_URL: z
    .url({ protocol: /^https?$/ })
    .refine(isPrivate, 'must be https, but for this very machine')
    .optional(),
  SIGNER_TOKEN_FILE: z.string().min(1).optional(),
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
  /** How long a client may take to send a whole request. */
  readonly requestTimeoutMs: number;
  readonly servesApi: boolean;
  readonly runsWorkers: boolean;
  /** Exit when the supervising process goes away, so that no orphan holds the database. */
  readonly supervised: boolean;
  /** Subscribers' addresses may lie in private networks: for installations inside one. */
  readonly webhooksToPrivate: boolean;
  /** Where new issuer keys are made and kept, unless here; its bearer token comes from a file. */
  readonly keyService: { readonly url: string; readonly token: string } | undefined;
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
    requestTimeoutMs: env.REQUEST_TIMEOUT_SECONDS * 1000,
    servesApi: env.FIELDSEAL_PART !== 'workers',
    runsWorkers: env.FIELDSEAL_PART !== 'api',
    supervised: env.FIELDSEAL_SUPERVISED === '1',
    webhooksToPrivate: env.WEBHOOK_ALLOW_PRIVATE === '1',
    keyService: keyServiceOf(env),
  };
}

function keyServiceOf({ SIGNER_URL: url, SIGNER_TOKEN_FILE: file }: z.infer<typeof Environment>): Config['keyService'] {
  if (url === undefined && file === undefined) return undefined;
  if (url === undefined || file === undefined)
    throw new Error('Configuration is not usable:\nSIGNER_URL and SIGNER_TOKEN_FILE belong together');
  const token = readFileSync(file, 'utf8').trim();
  if (!/^[\w.~+/-]{16,500}=*$/.test(token))
    throw new Error(`Configuration is not usable:\n${file} holds no bearer token of at least 16 characters`);
  return { url: url.replace(/\/+$/, ''), token };
}
