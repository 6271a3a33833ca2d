import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { chain } from '../../src/engines/chain.ts';
import { postgres } from '../../src/engines/postgres.ts';
import { ANY_PORTS, choosePorts } from '../../src/ports.ts';
import { administrator } from '../../src/season/accounts.ts';
import { servicesProcess } from '../../src/services.ts';
import { stopOnSignal } from '../../src/signals.ts';
import { makeStateFolder, takeOver } from '../../src/state-folder.ts';

/** The services on their embedded database and chain, in a state of their own that is gone afterwards. */
export interface BenchStack {
  /** Without a trailing slash. */
  readonly baseUrl: string;
  readonly databaseUrl: string;
  /** Keys and all else that the services keep; gone after `stop`. */
  readonly stateDir: string;
  /** A chain without fees. */
  readonly rpcUrl: string;
  /** Of the signed-in administrator's session, to be sent with every request. */
  readonly cookie: string;
  readonly organisationId: string;
  readonly stop: () => Promise<void>;
}

const LOCAL = '127.0.0.1';
const Session = z.object({ organisation: z.object({ id: z.string() }) });

/** Starts what a benchmark measures, and nothing else: no weather reporters, no sample season. */
export async function startBenchStack(say: (text: string) => void): Promise<BenchStack> {
  const stateDir = mkdtempSync(join(tmpdir(), 'fieldseal-bench-'));
  // The database's account must be able to pass; what is inside stays closed.
  chmodSync(stateDir, 0o711);
  makeStateFolder(stateDir);
  await takeOver(stateDir, say);
  const hosts = { web: LOCAL, sensors: LOCAL, database: LOCAL, chain: LOCAL };
  const ports = await choosePorts(stateDir, ANY_PORTS, hosts, say);
  const database = postgres(stateDir, ports.database, say);
  const node = chain(stateDir, ports.chain, say);
  const baseUrl = `http://${LOCAL}:${String(ports.web)}`;
  const environment = {
    HOST: LOCAL,
    PORT: String(ports.web),
    MQTT_PORT: String(ports.sensors),
    DATABASE_URL: database.url,
    RPC_URL: node.url,
    PUBLIC_URL: baseUrl,
    LOG_LEVEL: 'warn',
  };
  const services = servicesProcess(stateDir, baseUrl, environment, say);
  const stop = async (): Promise<void> => {
    await services.stop();
    await node.stop();
    await database.process.stop();
    rmSync(stateDir, { recursive: true, force: true });
  };
  const kill = (): void => {
    for (const child of [services, node.process, database.process]) child.kill();
    rmSync(stateDir, { recursive: true, force: true });
  };
  stopOnSignal({ stop, kill }, say);
  try {
    await Promise.all([database.process.start(), node.start()]);
    await services.start();
    return {
      baseUrl,
      databaseUrl: database.url,
      stateDir,
      rpcUrl: node.url,
      ...(await signIn(baseUrl, stateDir)),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function signIn(baseUrl: string, stateDir: string): Promise<Pick<BenchStack, 'cookie' | 'organisationId'>> {
  const response = await fetch(`${baseUrl}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(administrator(stateDir)),
  });
  const [cookie] = response.headers.getSetCookie().map((value) => value.split(';', 1)[0]);
  if (cookie === undefined) throw new Error(`Signing in answered ${String(response.status)} and gave no session.`);
  return { cookie, organisationId: Session.parse(await response.json()).organisation.id };
}
