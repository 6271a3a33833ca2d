import { backoffMs } from './backoff.ts';
import { mayDiscard, nextState } from './machine.ts';
import { type OutboxRecord, SENT_VISIBLE_MS } from './record.ts';
import type { OutboxStore } from './store.ts';
import type { Transport } from './transport.ts';

/** Clock, dice and the lock that keeps two open tabs from sending the same record. */
export interface OutboxTools {
  now(): number;
  random(): number;
  newKey(): string;
  exclusively(work: () => Promise<void>): Promise<void>;
}

/**
 * The queue of one person on one device. Sends one record at a time, oldest first; a record the person taps goes first.
 * Every change is written to the store before it is shown, and a record is dropped only after the server acknowledged it.
 */
export class Outbox {
  readonly #store: OutboxStore;
  readonly #send: Transport;
  readonly #tools: OutboxTools;
  readonly #owner: string;
  readonly #listeners = new Set<() => void>();
  #records: readonly OutboxRecord[] = [];
  readonly #tapped: string[] = [];
  #running: Promise<void> | undefined;

  constructor(owner: string, store: OutboxStore, send: Transport, tools: OutboxTools) {
    this.#owner = owner;
    this.#store = store;
    this.#send = send;
    this.#tools = tools;
  }

  /** Own records, newest first. The same array until something changes. */
  get records(): readonly OutboxRecord[] {
    return this.#records;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Reads the store: old sent records go, and what was mid-way when the page died is ready again. */
  async open(): Promise<void> {
    await this.#tools.exclusively(async () => {
      for (const record of await this.#own()) {
        if (record.state === 'sending') await this.#store.put({ ...record, state: nextState('sending', 'interrupt') });
        const expired = record.sentAt !== undefined && this.#tools.now() - record.sentAt > SENT_VISIBLE_MS;
        if (record.state === 'sent' && expired) await this.#store.remove(record.id);
      }
    });
    await this.refresh();
  }

  /** Keeps an unfinished record as it is filled in. */
  async keepDraft(record: OutboxRecord): Promise<void> {
    await this.#write({ ...record, state: nextState(record.state, 'edit'), owner: this.#owner });
  }

  /** Makes a record ready, with a fresh idempotency key: what is saved now is what the server will see. */
  async save(draft: OutboxRecord): Promise<void> {
    const record = withoutTrouble(draft);
    await this.#write({
      ...record,
      owner: this.#owner,
      state: nextState(draft.state, 'save'),
      idempotencyKey: this.#tools.newKey(),
      attempts: 0,
      notBefore: 0,
    });
  }

  async discard(id: string): Promise<void> {
    const record = this.#records.find((candidate) => candidate.id === id);
    if (!record || !mayDiscard(record.state)) return;
    await this.#store.remove(id);
    await this.refresh();
  }

  /** The person's tap: this one now, whatever its waiting time. */
  async sendNow(id: string): Promise<void> {
    this.#tapped.push(id);
    await this.pump();
    if (this.#tapped.includes(id)) await this.pump();
  }

  /**
   * Sends whatever is due, one after the other. Safe to call at any time, from anywhere.
   * @param fresh the network has just come back: waiting times of before no longer mean anything
   */
  async pump(fresh = false): Promise<void> {
    this.#running ??= this.#tools.exclusively(() => this.#drain(fresh)).finally(() => (this.#running = undefined));
    await this.#running;
  }

  /** Epoch milliseconds of the next try, if any waits. */
  nextDue(): number | undefined {
    const waiting = this.#records.filter((record) => record.state === 'ready').map((record) => record.notBefore);
    return waiting.length === 0 ? undefined : Math.min(...waiting);
  }

  async refresh(): Promise<void> {
    this.#records = (await this.#own()).sort((a, b) => b.createdAt - a.createdAt);
    for (const listener of this.#listeners) listener();
  }

  async #drain(fresh: boolean): Promise<void> {
    await this.refresh();
    for (let record = this.#next(fresh); record; record = this.#next(fresh)) {
      const goOn = await this.#sendOne(record);
      if (!goOn && this.#tapped.length === 0) return;
      fresh &&= goOn;
    }
  }

  #next(fresh: boolean): OutboxRecord | undefined {
    for (let id = this.#tapped.shift(); id !== undefined; id = this.#tapped.shift()) {
      const chosen = this.#records.find((record) => record.id === id);
      if (chosen && (chosen.state === 'ready' || chosen.state === 'needs-fix')) return chosen;
    }
    const now = this.#tools.now();
    return this.#records.filter((record) => record.state === 'ready' && (fresh || record.notBefore <= now)).at(-1);
  }

  /** @returns whether it makes sense to go on with the next record */
  async #sendOne(record: OutboxRecord): Promise<boolean> {
    const sending: OutboxRecord = { ...record, state: nextState(record.state, 'start') };
    await this.#write(sending);
    const result = await this.#send(sending);
    const clean = withoutTrouble(sending);
    if (result.outcome === 'acknowledged') {
      const sent: OutboxRecord = { ...clean, state: nextState('sending', 'acknowledge'), sentAt: this.#tools.now() };
      if (sent.kind === 'harvest') delete sent.photo;
      await this.#write(sent);
      return true;
    }
    if (result.outcome === 'refused') {
      const trouble = { kind: 'refused' as const, detail: result.detail };
      await this.#write({ ...clean, state: nextState('sending', 'refuse'), trouble });
      return true;
    }
    const attempts = record.attempts + 1;
    await this.#write({
      ...clean,
      state: nextState('sending', 'interrupt'),
      attempts,
      notBefore: this.#tools.now() + backoffMs(attempts, this.#tools.random()),
      trouble: { kind: result.reason, detail: result.detail },
    });
    return false;
  }

  async #own(): Promise<OutboxRecord[]> {
    return (await this.#store.all()).filter((record) => record.owner === this.#owner);
  }

  async #write(record: OutboxRecord): Promise<void> {
    await this.#store.put(record);
    await this.refresh();
  }
}

function withoutTrouble(record: OutboxRecord): OutboxRecord {
  const clean = { ...record };
  delete clean.trouble;
  return clean;
}
