import { path, send } from '../api/request.ts';
import type { Batch, BatchKind, BatchMode, BatchRow } from './batch.ts';

const SHOWN = 100;
const UPLOAD_MS = 120_000;

/** What a file is by its name; the server looks at what is inside. */
function typeOf(name: string): string {
  if (/\.json$/i.test(name)) return 'application/json';
  return /\.(ndjson|jsonl)$/i.test(name) ? 'application/x-ndjson' : 'text/csv';
}

/** Sends a file to be checked; nothing is issued before it is confirmed. */
export async function upload(kind: BatchKind, file: File, idempotencyKey: string): Promise<Batch> {
  const query = new URLSearchParams({ kind, start: 'when-confirmed', fileName: file.name.slice(0, 200) });
  const raw = new Blob([file], { type: typeOf(file.name) });
  const options = { method: 'POST', file: raw, idempotencyKey, timeoutMs: UPLOAD_MS } as const;
  return (await send(`/batches?${query.toString()}`, options)).json() as Promise<Batch>;
}

export async function batches(): Promise<Batch[]> {
  return ((await (await send('/batches')).json()) as { batches: Batch[] }).batches;
}

export async function batchOf(id: string): Promise<Batch> {
  return (await send(`/batches${path(id)}`)).json() as Promise<Batch>;
}

/** The first rows in a state. */
export async function rowsOf(id: string, state: BatchRow['state']): Promise<BatchRow[]> {
  const query = `state=${state}&perPage=${String(SHOWN)}`;
  return ((await (await send(`/batches${path(id)}/rows?${query}`)).json()) as { rows: BatchRow[] }).rows;
}

export async function confirm(id: string, mode: BatchMode): Promise<Batch> {
  return (await send(`/batches${path(id)}/confirm`, { method: 'POST', json: { mode } })).json() as Promise<Batch>;
}

export async function cancel(id: string): Promise<Batch> {
  return (await send(`/batches${path(id)}/cancel`, { method: 'POST', json: {} })).json() as Promise<Batch>;
}
