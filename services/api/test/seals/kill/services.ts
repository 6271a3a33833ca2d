import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Config } from '../../../src/config.ts';
import { eventually } from '../../support/season.ts';
import type { Wires } from './wires.ts';

const dist = join(import.meta.dirname, '../../../dist');
const main = join(dist, 'main.js');

const compiledFolder = (config: Config): string => join(dirname(config.keysDir), 'compiled');

/** The services as a process of their own, which can be killed, with all that they say going over the wires. */
export class Services {
  readonly ended: Promise<void>;
  isAlive = true;

  private constructor(private readonly child: ChildProcess) {
    this.ended = new Promise((resolve) => {
      child.once('exit', () => {
        this.isAlive = false;
        resolve();
      });
    });
  }

  /** Compiles everything for the starts to come: what a process compiled is not kept when it is killed. */
  static async compile(config: Config): Promise<void> {
    const load = `await import(${JSON.stringify(pathToFileURL(join(dist, 'application.js')))}); process.exit();`;
    const env = { NODE_COMPILE_CACHE: compiledFolder(config) };
    await once(spawn(process.execPath, ['--input-type=module', '--eval', load], { env, stdio: 'ignore' }), 'exit');
  }

  /** Comes back when they answer, or are dead already. */
  static async start(config: Config, wires: Wires, arm: (services: Services) => void): Promise<Services> {
    if (!existsSync(main)) throw new Error('The services are not built: run "npm run -w services/api build"');
    const database = new URL(config.databaseUrl);
    database.hostname = '127.0.0.1';
    database.port = String(wires.databasePort);
    const env = {
      DATABASE_URL: database.toString(),
      RPC_URL: `http://127.0.0.1:${wires.chainPort}`,
      STATE_DIR: dirname(config.keysDir),
      PORT: String(config.port),
      MQTT_PORT: String(config.mqtt.port),
      PUBLIC_URL: config.publicUrl,
      LOG_LEVEL: 'silent',
      NODE_COMPILE_CACHE: compiledFolder(config),
    };
    const services = new Services(spawn(process.execPath, [main], { env, stdio: 'ignore' }));
    arm(services);
    const live = `http://127.0.0.1:${config.port}/api/health/live`;
    await eventually(
      async () => {
        if (!services.isAlive) return true;
        const answer = await fetch(live).catch(() => undefined);
        return answer?.ok === true ? true : undefined;
      },
      'the start of the services',
      120,
    );
    return services;
  }

  kill(): void {
    this.child.kill('SIGKILL');
  }
}
