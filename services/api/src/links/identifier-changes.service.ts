import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Client } from 'pg';
import { CONFIG, type Config } from '../config.ts';

const CHANNEL = 'identifier';
const RECONNECT_MS = 1000;

type Listener = (key: string | undefined) => void;

/**
 * Word from the database, by whichever instance it was changed, that what is known of an identifier is not what it was.
 * One connection of its own, renewed when it is lost.
 */
@Injectable()
export class IdentifierChanges implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(IdentifierChanges.name);
  private readonly listeners: Listener[] = [];
  private readonly closing = new AbortController();
  private client: Client | undefined;
  private running: Promise<void> | undefined;
  private listening = false;

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** Whether changes are heard at this moment. */
  get isListening(): boolean {
    return this.listening;
  }

  /** Calls with the path of each primary key that changed; with undefined when changes may have been missed. */
  subscribe(listener: Listener): void {
    this.listeners.push(listener);
  }

  async onApplicationBootstrap(): Promise<void> {
    if (!this.config.servesApi) return;
    await new Promise<void>((started) => {
      this.running = this.keepListening(started);
    });
  }

  async onApplicationShutdown(): Promise<void> {
    this.closing.abort();
    await this.client?.end();
    await this.running;
  }

  /** @param tried called when the first connection stands, or failed */
  private async keepListening(tried: () => void): Promise<void> {
    const { signal } = this.closing;
    while (!signal.aborted) {
      try {
        await this.listen(tried);
      } catch (error) {
        this.logger.warn(`changes of identifiers: ${error instanceof Error ? error.message : String(error)}`);
      }
      this.listening = false;
      this.tell(undefined);
      tried();
      await pause(RECONNECT_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Returns when the connection ended. */
  private async listen(heard: () => void): Promise<void> {
    const client = new Client({
      connectionString: this.config.databaseUrl,
      application_name: 'fieldseal-resolver',
      keepAlive: true,
    });
    client.on('error', (error) => {
      this.logger.warn(`changes of identifiers: ${error.message}`);
    });
    client.on('notification', ({ payload }) => {
      this.tell(payload);
    });
    await client.connect();
    this.client = client;
    const ended = once(client, 'end');
    await client.query(`LISTEN ${CHANNEL}`);
    this.listening = true;
    this.tell(undefined);
    heard();
    await ended;
  }

  private tell(key: string | undefined): void {
    for (const listener of this.listeners) listener(key);
  }
}
