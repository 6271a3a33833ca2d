import { setTimeout as pause } from 'node:timers/promises';
import { type Accounts, administrator, type SampleRole } from './accounts.ts';
import { SeasonClient, type Sent } from './client.ts';
import type { Photos } from './photos.ts';

/** What a reporter is registered with. */
export interface KnownReporter {
  readonly name: string;
  readonly address: string;
  readonly sourceId: string;
}

export interface SeasonOptions {
  readonly stateDir: string;
  /** Where the API and the chain are reached. */
  readonly webUrl: string;
  readonly rpcUrl: string;
  readonly reporters: readonly KnownReporter[];
  readonly accounts: Accounts;
  readonly photos: Photos;
  /** When the season began: every time in it is counted from here, so that a replay says the same. */
  readonly startedAt: Date;
  /** Wall seconds in which one day of weather passes. */
  readonly secondsPerDay: number;
  /** Wall seconds in which cover can be bought before the weather begins. */
  readonly salesSeconds: number;
  readonly patienceMs: number;
  readonly say: (text: string) => void;
  readonly onAcknowledged?: (sent: Sent) => void;
}

/** The people of the season, each signed in once, and the season's calendar. */
export class SeasonContext {
  readonly options: SeasonOptions;
  readonly #clients = new Map<string, Promise<SeasonClient>>();

  constructor(options: SeasonOptions) {
    this.options = options;
  }

  as(role: SampleRole): Promise<SeasonClient> {
    return this.#client(role, this.options.accounts[role]);
  }

  administrator(): Promise<SeasonClient> {
    return this.#client('administrator', administrator(this.options.stateDir));
  }

  /** Somebody without an account: the shopper. */
  anybody(): SeasonClient {
    return this.#newClient();
  }

  /** RFC 3339 time some minutes before the season began. */
  minutesBefore(minutes: number): string {
    return new Date(this.options.startedAt.getTime() - minutes * 60_000).toISOString();
  }

  daysBefore(days: number): string {
    return this.minutesBefore(days * 24 * 60);
  }

  #client(name: string, { email, password }: { email: string; password: string }): Promise<SeasonClient> {
    const known = this.#clients.get(name);
    if (known !== undefined) return known;
    const opened = (async () => {
      const client = this.#newClient();
      await client.signIn(email, password);
      return client;
    })();
    this.#clients.set(name, opened);
    return opened;
  }

  #newClient(): SeasonClient {
    const { webUrl, patienceMs, onAcknowledged } = this.options;
    return new SeasonClient({ baseUrl: webUrl, patienceMs, ...(onAcknowledged && { onAcknowledged }) });
  }
}

/**
 * Asks again and again until there is an answer.
 * @throws Error naming what was waited for
 */
export async function until<T>(what: string, timeoutMs: number, ask: () => Promise<T | undefined>): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > deadline) throw new Error(`Waited ${String(timeoutMs / 1000)} s in vain until ${what}.`);
    await pause(200);
  }
}
