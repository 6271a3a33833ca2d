import { rmSync } from 'node:fs';
import { chain } from './engines/chain.ts';
import { postgres } from './engines/postgres.ts';
import type { Supervised } from './engines/process.ts';
import { choosePorts, keptPublicUrl, type Ports } from './ports.ts';
import { type Reporter, reporters } from './reporters.ts';
import { servicesProcess } from './services.ts';
import { makeStateFolder, pidFile, takeOver } from './state-folder.ts';

export interface StackOptions {
  readonly stateDir: string;
  readonly ports: Ports;
  /** Where the web app listens: `0.0.0.0` lets phones of the same network in. */
  readonly host: string;
  /** Base of the printed labels; that of the first start when left out. */
  readonly publicUrl?: string | undefined;
  readonly say: (text: string) => void;
}

export interface Stack {
  readonly stateDir: string;
  readonly ports: Ports;
  readonly host: string;
  readonly webUrl: string;
  readonly rpcUrl: string;
  readonly databaseUrl: string;
  readonly reporters: readonly Reporter[];
  /** Every child by name, in starting order. */
  readonly processes: ReadonlyMap<string, Supervised>;
  /** Ends all children, users before what they use; the state on disk is complete afterwards. */
  stop(): Promise<void>;
  /** Ends all children at once, whatever they are doing. */
  kill(): void;
}

const LOCAL = '127.0.0.1';

/**
 * Starts everything FieldSeal consists of and waits until it serves.
 * @throws Error in words when something cannot be started; what had been started is stopped again
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { stateDir, say } = options;
  makeStateFolder(stateDir);
  await takeOver(stateDir, say);
  const hosts = { web: options.host, sensors: LOCAL, database: LOCAL, chain: LOCAL };
  const ports = await choosePorts(stateDir, options.ports, hosts, say);
  const database = postgres(stateDir, ports.database, say);
  const node = chain(stateDir, ports.chain, say);
  const webUrl = `http://localhost:${String(ports.web)}`;
  const localUrl = `http://${LOCAL}:${String(ports.web)}`;
  const services = servicesProcess(
    stateDir,
    localUrl,
    {
      HOST: options.host,
      PORT: String(ports.web),
      MQTT_PORT: String(ports.sensors),
      DATABASE_URL: database.url,
      RPC_URL: node.url,
      PUBLIC_URL: keptPublicUrl(stateDir, options.publicUrl, webUrl),
    },
    say,
  );
  const weather = await reporters(stateDir, `${localUrl}/api`, say);
  const processes = new Map<string, Supervised>([
    ['database', database.process],
    ['chain', node.process],
    ['services', services],
    ...weather.map(({ process }): [string, Supervised] => [process.spec.name, process]),
  ]);

  const stop = async (): Promise<void> => {
    await Promise.all(weather.map(({ process }) => process.stop()));
    await services.stop();
    await node.stop();
    await database.process.stop();
    rmSync(pidFile(stateDir, 'supervisor'), { force: true });
  };
  try {
    await Promise.all([database.process.start(), node.start()]);
    await services.start();
    await Promise.all(weather.map(({ process }) => process.start()));
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    stateDir,
    ports,
    host: options.host,
    webUrl,
    rpcUrl: node.url,
    databaseUrl: database.url,
    reporters: weather,
    processes,
    stop,
    kill: () => {
      for (const child of processes.values()) child.kill();
    },
  };
}
