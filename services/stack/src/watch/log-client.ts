import { setTimeout as pause } from 'node:timers/promises';
import { decodeEntries, entriesPath, TILE_WIDTH, type TilePlace, tilePath } from '@fieldseal/provenance';
import { Alarm } from './findings.ts';

const TIMEOUT_MS = 10_000;
const RETRY_MS = 500;
const HASH_BYTES = 32;
const LEAF_BYTES = 32;
const MAX_NOTE_BYTES = 128 * 1024;
const MAX_TILE_BYTES = TILE_WIDTH * HASH_BYTES;
const MAX_ENTRIES_BYTES = TILE_WIDTH * (2 + LEAF_BYTES);

/** What a tiled log publishes (C2SP tlog-tiles). Every call throws an {@link Alarm} when it gets no answer. */
export interface LogClient {
  /** The signed note, as it was served. */
  checkpoint(): Promise<Uint8Array>;
  /** Verifier key that the log names as its own. */
  key(): Promise<string>;
  /** Exactly `width` hashes. */
  tile(place: TilePlace): Promise<Uint8Array>;
  /** The first `width` leaves of a bundle. */
  entries(index: number, width: number): Promise<Uint8Array[]>;
}

/** @param prefix address of the log without a trailing slash, such as `https://tea.example/log` */
export function logClient(prefix: string): LogClient {
  const get = async (path: string, limit: number): Promise<Uint8Array | undefined> => {
    const address = `${prefix}/${path}`;
    const response = await answerOf(address);
    if (response.status === 404) return undefined;
    if (!response.ok) throw new Alarm('log-unreachable', `${address} answered ${String(response.status)}`);
    return bodyOf(response, limit, address);
  };
  const text = async (path: string): Promise<Uint8Array> => {
    const found = await get(path, MAX_NOTE_BYTES);
    if (found === undefined) throw new Alarm('log-unreachable', `${prefix}/${path} answered 404`);
    return found;
  };
  /** A log may drop a partial tile once the full one is there. */
  const part = async (path: string, whole: string, limit: number): Promise<Uint8Array> => {
    const found = (await get(path, limit)) ?? (path === whole ? undefined : await get(whole, limit));
    if (found === undefined) throw new Alarm('tile-missing', path);
    return found;
  };
  return {
    checkpoint: () => text('checkpoint'),
    key: async () => new TextDecoder().decode(await text('key')).trim(),
    async tile(place) {
      const path = tilePath(place);
      const hashes = await part(path, tilePath({ ...place, width: TILE_WIDTH }), MAX_TILE_BYTES);
      const wanted = place.width * HASH_BYTES;
      if (hashes.length !== wanted && hashes.length !== MAX_TILE_BYTES)
        throw new Alarm('tile-tampered', `${path} has ${String(hashes.length)} bytes instead of ${String(wanted)}`);
      return hashes.subarray(0, wanted);
    },
    async entries(index, width) {
      const path = entriesPath(index, width);
      const bytes = await part(path, entriesPath(index, TILE_WIDTH), MAX_ENTRIES_BYTES);
      const leaves = decodeEntries(bytes, width) ?? decodeEntries(bytes, TILE_WIDTH)?.slice(0, width);
      if (leaves === undefined) throw new Alarm('entry-tampered', `${path} is no bundle of ${String(width)} entries`);
      return leaves;
    },
  };
}

/** One attempt more: a restarting server is no alarm yet. */
async function answerOf(address: string): Promise<Response> {
  const attempt = (): Promise<Response> => fetch(address, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  try {
    const response = await attempt();
    if (response.status < 500) return response;
    await response.body?.cancel();
  } catch {
    // The second attempt tells why.
  }
  await pause(RETRY_MS);
  try {
    return await attempt();
  } catch (cause) {
    throw unreachable(address, cause);
  }
}

async function bodyOf(response: Response, limit: number, address: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let left = limit;
  try {
    const body: ReadableStream<Uint8Array> | null = response.body;
    const reader = body?.getReader();
    for (let part = await reader?.read(); part?.done === false; part = await reader?.read()) {
      chunks.push(part.value);
      left -= part.value.length;
      if (left >= 0) continue;
      await reader?.cancel();
      throw new Alarm('log-unreachable', `${address} answered more than ${String(limit)} bytes`);
    }
  } catch (cause) {
    throw cause instanceof Alarm ? cause : unreachable(address, cause);
  }
  return Buffer.concat(chunks);
}

function unreachable(address: string, cause: unknown): Alarm {
  const reason = cause instanceof Error ? [cause.message, reasonOf(cause.cause)].join(' ').trim() : 'no reason given';
  return new Alarm('log-unreachable', `${address}: ${reason}`);
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : '';
}
