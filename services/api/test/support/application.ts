import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Client } from 'pg';
import { createApplication } from '../../src/application.ts';
import { type Config, readConfig } from '../../src/config.ts';
import { TestChain, freePort } from './chain.ts';
import { type Exchange, TestClient } from './client.ts';

/** The real application on a database of its own, with a chain of its own, listening on a free port. */
export class TestApplication {
  /** Everything that visitors ask and are answered, where a test wants to know. */
  overhears: ((exchange: Exchange) => void) | undefined;

  private constructor(
    private settings: Config,
    readonly chain: TestChain,
    private readonly database: string,
    private readonly folder: string,
    private running: NestFastifyApplication,
  ) {}

  static async start(environment: Record<string, string> = {}): Promise<TestApplication> {
    const chain = await TestChain.start();
    const database = `test_${randomBytes(6).toString('hex')}`;
    await administer(`CREATE DATABASE ${database}`);
    const url = new URL(adminUrl());
    url.pathname = `/${database}`;
    const folder = await mkdtemp(join(tmpdir(), 'fieldseal-api-'));
    const port = await freePort();
    const config = readConfig({
      DATABASE_URL: url.toString(),
      RPC_URL: chain.url,
      STATE_DIR: folder,
      PORT: String(port),
      MQTT_PORT: String(await freePort()),
      PUBLIC_URL: `http://localhost:${port}`,
      ...environment,
      LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? 'silent',
    });
    return new TestApplication(config, chain, database, folder, await listen(config));
  }

  get app(): NestFastifyApplication {
    return this.running;
  }

  get config(): Config {
    return this.settings;
  }

  /** Somebody without a session. */
  visitor(): TestClient {
    return new TestClient(`http://127.0.0.1:${this.config.port}`, (exchange) => {
      this.overhears?.(exchange);
    });
  }

  /** Stops the application, lets something happen, and starts it again on the same state, perhaps set differently. */
  async restart(meanwhile: () => Promise<void> = () => Promise.resolve(), change: Partial<Config> = {}): Promise<void> {
    await this.running.close();
    await meanwhile();
    this.settings = { ...this.settings, ...change };
    this.running = await listen(this.config);
  }

  async stop(): Promise<void> {
    await this.running.close();
    this.chain.stop();
    await administer(`DROP DATABASE ${this.database} WITH (FORCE)`);
    await rm(this.folder, { recursive: true, force: true });
  }
}

async function listen(config: Config): Promise<NestFastifyApplication> {
  const app = await createApplication(config);
  await app.listen(config.port, config.host);
  return app;
}

function adminUrl(): string {
  const url = process.env.TEST_DATABASE_URL;
  if (url === undefined) throw new Error('TEST_DATABASE_URL is not set: run these tests with "npm test"');
  return url;
}

async function administer(statement: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl() });
  await client.connect();
  await client.query(statement);
  await client.end();
}
