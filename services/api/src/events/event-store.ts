import { Injectable } from '@nestjs/common';
import { Background } from '../platform/background.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { SEAL_QUEUE } from '../seals/seal-log.service.ts';
import { type EventRow, hashId } from './event-row.ts';
import { FIND_EVENTS, FIND_IDS, STORE_EVENTS } from './event-store.sql.ts';

/** What became of an event. */
export interface Outcome {
  /** Stored; known already under the same hash; or refused since its own id names another event. */
  readonly status: 'accepted' | 'duplicate' | 'id-taken';
  /** The id it is stored under, if it is: another one than it was sent with when it was known under that. */
  readonly eventID: string | undefined;
}

type Key = Pick<EventRow, 'hash' | 'declaration'>;
type Known = Pick<EventRow, 'hash' | 'declaration' | 'givenId'>;

const keyOf = ({ hash, declaration }: Key): string => `${hash} ${declaration}`;
const idOf = ({ hash, givenId }: Known): string => givenId ?? hashId(hash);

/** The order in which captures at the same time claim ids and hashes, so that none waits for one that waits for it. */
function inTurn(a: EventRow, b: EventRow): number {
  const [one, other] = [a, b].map((row) => `${row.givenId ?? ''}\n${keyOf(row)}`);
  return (one ?? '') < (other ?? '') ? -1 : 1;
}

/** Where events are recorded, each once for an organisation, with trace edges and leaves of the seal log. */
@Injectable()
export class EventStore {
  private readonly audience = new Set([SEAL_QUEUE]);

  constructor(
    private readonly unit: UnitOfWork,
    private readonly background: Background,
  ) {}

  /** Has the worker of a queue woken soon after events were stored. */
  tell(queue: string): void {
    this.audience.add(queue);
  }

  /** Stores events in the current transaction. @returns what became of each, in the order given */
  async add(organisationId: string, rows: readonly EventRow[], captureId?: string): Promise<Outcome[]> {
    const first = withinBatch(rows, await this.hashesOfDeclared(organisationId, rows));
    const fresh = rows.filter((_, i) => first[i] === 'accepted').sort(inTurn);
    if (fresh.length === 0) return rows.map(() => ({ status: 'id-taken', eventID: undefined }));
    const sent = `[${fresh.map(jsonOf).join()}]`;
    const stored = await this.unit.prepared<Key>('store events', STORE_EVENTS, [
      organisationId,
      captureId ?? null,
      sent,
    ]);
    if (stored.length > 0) for (const queue of this.audience) this.background.nudge(queue);
    const isStored = new Set(stored.map(keyOf));
    const left = fresh.filter((row) => !isStored.has(keyOf(row)));
    const known = left.length === 0 ? [] : await this.find(organisationId, left);
    const ids = new Map(
      [...fresh.filter((row) => isStored.has(keyOf(row))), ...known].map((row) => [keyOf(row), idOf(row)]),
    );
    return rows.map((row, i) => {
      const eventID = ids.get(keyOf(row));
      if (first[i] !== 'accepted') return { status: first[i] ?? 'duplicate', eventID };
      if (isStored.has(keyOf(row))) return { status: 'accepted', eventID };
      return { status: eventID === undefined ? 'id-taken' : 'duplicate', eventID };
    });
  }

  /** Hashes of what is recorded under the ids of declared errors: the declaration must be of that very event. */
  private async hashesOfDeclared(organisationId: string, rows: readonly EventRow[]): Promise<Map<string, string>> {
    const declared = rows.filter(({ declaration, givenId }) => declaration !== '' && givenId !== null);
    if (declared.length === 0) return new Map();
    const known = await this.unit.query<{ id: string; hash: string }>(FIND_IDS, [
      organisationId,
      declared.map(({ givenId }) => givenId),
    ]);
    return new Map(known.map(({ id, hash }) => [id, hash]));
  }

  private find(organisationId: string, rows: readonly EventRow[]): Promise<Known[]> {
    const hashes = rows.map(({ hash }) => hash);
    const declarations = rows.map(({ declaration }) => declaration);
    return this.unit.query<Known>(FIND_EVENTS, [organisationId, hashes, declarations]);
  }
}

/** What can be said of each event by those before it, of which the hash of each id is known. */
function withinBatch(rows: readonly EventRow[], hashes: Map<string, string>): Outcome['status'][] {
  const keys = new Set<string>();
  return rows.map((row) => {
    const key = keyOf(row);
    if (keys.has(key)) return 'duplicate';
    if (row.givenId !== null) {
      if ((hashes.get(row.givenId) ?? row.hash) !== row.hash) return 'id-taken';
      hashes.set(row.givenId, row.hash);
    }
    keys.add(key);
    return 'accepted';
  });
}

function jsonOf({ fields, document, proof }: EventRow): string {
  return `${JSON.stringify(fields).slice(0, -1)},"document":${document},"proof":${proof}}`;
}
