import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { DeviceKey } from '../keys/key.ts';
import type { OutboxRecord } from '../outbox/record.ts';
import type { OutboxStore } from '../outbox/store.ts';
import type { Batch } from '../scanner/batch.ts';

/** The copy of an answer kept for reading offline. */
export interface Copy {
  savedAt: number;
  data: unknown;
}

interface Schema extends DBSchema {
  outbox: { key: string; value: OutboxRecord };
  copies: { key: string; value: Copy };
  batches: { key: string; value: Batch };
  keys: { key: string; value: DeviceKey };
}

let opened: Promise<IDBPDatabase<Schema>> | undefined;

/** The phone's own database, opened once. Asks the browser not to evict it: it holds records nobody else has yet. */
export function database(): Promise<IDBPDatabase<Schema>> {
  opened ??= openDB<Schema>('fieldseal', 2, {
    upgrade(db, before) {
      if (before < 1) {
        db.createObjectStore('outbox', { keyPath: 'id' });
        db.createObjectStore('copies');
        db.createObjectStore('batches');
      }
      db.createObjectStore('keys');
    },
    terminated() {
      opened = undefined;
    },
  });
  return opened;
}

export async function askToKeep(): Promise<void> {
  if ('storage' in navigator && 'persist' in navigator.storage) await navigator.storage.persist();
}

export const outboxStore: OutboxStore = {
  all: async () => (await database()).getAll('outbox'),
  put: async (record) => {
    const transaction = (await database()).transaction('outbox', 'readwrite', { durability: 'strict' });
    await transaction.store.put(record);
    await transaction.done;
  },
  remove: async (id) => (await database()).delete('outbox', id),
};
