import type { HarvestInput, ReceiptInput, ResidenceInput } from '../api/model.ts';
import type { OutboxState } from './machine.ts';

/** A picture kept as bytes: some phones lose Blobs from IndexedDB when storage is tight. */
export interface StoredPhoto {
  bytes: ArrayBuffer;
  type: string;
}

/** Why the last try did not end well. `refused` is the server's word; the others pass. */
export interface Trouble {
  kind: 'refused' | 'unreachable' | 'signed-out';
  detail: string;
}

interface Common {
  id: string;
  /** Person who made it: nobody else on this phone can send it under their own name. */
  owner: string;
  state: OutboxState;
  /** Made when the record is saved and kept over every try, so that the server never stores it twice. */
  idempotencyKey: string;
  createdAt: number;
  attempts: number;
  /** Epoch milliseconds before which no try starts by itself. */
  notBefore: number;
  trouble?: Trouble;
  sentAt?: number;
}

/** The farmer's harvest: `body` fills up step by step while it is a draft. */
export interface HarvestRecord extends Common {
  kind: 'harvest';
  title: string;
  body: Partial<HarvestInput>;
  photo?: StoredPhoto;
}

/** The keeper's case: complete from the start. */
export interface ReceiptRecord extends Common {
  kind: 'receipt';
  body: ReceiptInput;
}

/** The keeper's word on how a case is kept: complete from the start. */
export interface ResidenceRecord extends Common {
  kind: 'residence';
  body: ResidenceInput;
  /** Digital Links of the pieces in the case, as the keeper saw them. */
  items: string[];
}

export type OutboxRecord = HarvestRecord | ReceiptRecord | ResidenceRecord;

/** Sent records stay visible this long, so that the hand that wrote them sees them arrive. */
export const SENT_VISIBLE_MS = 6 * 3_600_000;
