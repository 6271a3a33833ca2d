import type {
  Balance,
  Board,
  Harvest,
  HarvestInput,
  Plot,
  Policy,
  Pressing,
  Product,
  Receipt,
  ReceiptInput,
  ResidenceInput,
  Sensor,
  Session,
} from './model.ts';
import { send } from './request.ts';

/** Reads of the app, each by its cache key. The shapes are the server's contract (openapi.json). */
export interface Reads {
  session: Session;
  plots: { plots: Plot[] };
  products: { products: Product[] };
  harvests: { harvests: Harvest[] };
  pressings: { pressings: Pressing[] };
  receipts: { receipts: Receipt[] };
  sensors: { sensors: Sensor[] };
  policies: { policies: Policy[] };
  balance: Balance;
  board: Board;
}

const PATHS: Record<keyof Reads, string> = {
  session: '/session',
  plots: '/plots',
  products: '/products',
  harvests: '/harvests',
  pressings: '/pressings',
  receipts: '/receipts',
  sensors: '/sensors',
  policies: '/cover/policies',
  balance: '/cover/balance',
  board: '/cover/board',
};

export async function read<K extends keyof Reads>(key: K): Promise<Reads[K]> {
  return (await send(PATHS[key])).json() as Promise<Reads[K]>;
}

export async function signIn(email: string, password: string): Promise<Session> {
  return (await send('/session', { method: 'POST', json: { email, password } })).json() as Promise<Session>;
}

export async function signOut(): Promise<void> {
  await send('/session', { method: 'DELETE' });
}

/** Stores a photograph and answers its content hash; sending the same bytes again is harmless. */
export async function storePhoto(photo: Blob, idempotencyKey: string): Promise<{ hash: string }> {
  const form = new FormData();
  form.set('photo', photo, 'photo.jpg');
  const options = { method: 'POST', form, idempotencyKey, timeoutMs: 120_000 } as const;
  return (await send('/photos', options)).json() as Promise<{ hash: string }>;
}

/** @returns where the documents of the harvest wait for this phone's signature, if it is to sign */
export async function recordHarvest(body: HarvestInput, idempotencyKey: string): Promise<{ signing?: string }> {
  return (await send('/harvests', { method: 'POST', json: body, idempotencyKey })).json() as Promise<{
    signing?: string;
  }>;
}

export async function receiveCase(body: ReceiptInput, idempotencyKey: string): Promise<void> {
  await send('/receipts', { method: 'POST', json: body, idempotencyKey });
}

/** @returns where the certificates wait for this phone's signature, if it is to sign */
export async function certifyStorage(body: ResidenceInput, idempotencyKey: string): Promise<{ signing?: string }> {
  return (await send('/residences', { method: 'POST', json: body, idempotencyKey })).json() as Promise<{
    signing?: string;
  }>;
}
