import type { OutboxRecord } from './record.ts';

/** Where records survive reload, kill and flat batteries. The browser's is IndexedDB; tests bring a Map. */
export interface OutboxStore {
  all(): Promise<OutboxRecord[]>;
  put(record: OutboxRecord): Promise<void>;
  remove(id: string): Promise<void>;
}
