import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Problem } from '../platform/problems.ts';
import { type Headings, MOST_ROWS, type RowContent, type RowFault } from './batches.schemas.ts';
import { readCsv } from './files/csv-rows.ts';
import { readJsonArray, readJsonLines } from './files/json-rows.ts';
import type { SentRow } from './files/sent-row.ts';
import type { StoredKind } from './kinds/kinds.ts';

/** Bodies that reach the route as they arrive. */
export const STREAMED_TYPES = ['text/csv', 'application/x-ndjson'];
export const UPLOAD_TYPES = [...STREAMED_TYPES, 'application/json'];

/** A row of the file, read as its kind reads it; it has a content or faults. */
export interface UploadedRow {
  readonly line: number;
  readonly content: RowContent | null;
  readonly digest: Buffer | null;
  readonly faults: readonly RowFault[];
}

export interface Upload {
  readonly rows: readonly UploadedRow[];
  readonly headings: Headings;
  /** SHA-256 of what was sent. */
  readonly digest: Buffer;
}

/**
 * Reads a file while it arrives; one that has too much is refused as soon as that is known.
 * @param body the stream of one of `STREAMED_TYPES`, or parsed JSON
 * @throws Problem
 */
export async function readUpload(body: unknown, type: string, kind: StoredKind): Promise<Upload> {
  const rows = new Rows(kind);
  const hash = createHash('sha256');
  const visit = (row: SentRow): void => {
    rows.add(row);
  };
  if (!isStream(body)) {
    hash.update(JSON.stringify(body ?? null));
    readJsonArray(body, visit);
  } else if (/^\s*text\/csv\b/i.test(type)) await readCsv(noted(body, hash), kind.columns, visit);
  else await readJsonLines(noted(body, hash), visit);
  if (rows.all.length === 0) throw new Problem('invalid-input', 'The file has no rows.');
  return { rows: rows.all, headings: rows.headings, digest: hash.digest() };
}

class Rows {
  readonly all: UploadedRow[] = [];
  headings: Headings = {};
  private readonly lines = new Map<string, number>();
  private readonly kind: StoredKind;

  constructor(kind: StoredKind) {
    this.kind = kind;
  }

  add(sent: SentRow): void {
    const { line } = sent;
    if (this.all.length === MOST_ROWS)
      throw new Problem(
        'too-large',
        `A batch may have ${MOST_ROWS} rows; line ${line} is one too many. Send it in parts.`,
      );
    if (this.all.length === 0)
      this.headings = Object.fromEntries(
        [...sent.headings].map(([name, { text, position }]) => [name, { text, position }]),
      );
    const read = this.kind.read(sent);
    this.all.push(
      'faults' in read
        ? { line, content: null, digest: null, faults: read.faults }
        : { line, ...read, faults: this.repeated(read.digest, line) },
    );
  }

  private repeated(digest: Buffer, line: number): RowFault[] {
    const name = digest.toString('hex');
    const first = this.lines.get(name);
    if (first === undefined) this.lines.set(name, line);
    return first === undefined ? [] : [{ code: 'repeated', detail: `this is the same row as that of line ${first}` }];
  }
}

/** A refused file's stream is left to the server to run dry: to destroy it would cut off the answer. */
async function* noted(body: Readable, hash: ReturnType<typeof createHash>): AsyncGenerator<Buffer> {
  for await (const chunk of body.iterator({ destroyOnReturn: false })) {
    if (!Buffer.isBuffer(chunk)) throw new TypeError('a stream of bytes was expected');
    hash.update(chunk);
    yield chunk;
  }
}

function isStream(body: unknown): body is Readable {
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}
