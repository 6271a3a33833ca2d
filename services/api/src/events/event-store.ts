import { Injectable } from '@nestjs/common';
import { Background } from '../platform/background.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { SEAL_QUEUE } from '../seals/seal-log.service.ts';
import type { EventRow } from './event-row.ts';
import { FIND_EVENTS, STORE_EVENTS } from './event-store.sql.ts';

/** What became of an event: stored; known already under the same hash; or refused since its own id names another event. */
export type Outcome = 'accepted' | 'duplicate' | 'id-taken';

type Key = Pick<EventRow, 'hash' | 'declaration'>;

const keyOf = ({ hash, declaration }: Key): string => `${hash} ${declaration}`;

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
    const first = withinBatch(rows);
    const fresh = rows.filter((_, i) => first[i] === 'accepted').sort((a, b) => (a.hash < b.hash ? -1 : 1));
    if (fresh.length === 0) return first;
    const sent = `[${fresh.map(jsonOf).join()}]`;
    const stored = await this.unit.prepared<Key>('store events', STORE_EVENTS, [
      organisationId,
      captureId ?? null,
      sent,
    ]);
    if (stored.length > 0) for (const queue of this.audience) this.background.nudge(queue);
    if (stored.length === fresh.length) return first;
    const isStored = new Set(stored.map(keyOf));
    const left = fresh.filter((row) => !isStored.has(keyOf(row)));
    const known = new Set((await this.find(organisationId, left)).map(keyOf));
    const late = new Map(left.map((row) => [row, known.has(keyOf(row)) ? 'duplicate' : 'id-taken'] as const));
    return rows.map((row, i) => (first[i] === 'accepted' ? late.get(row) : first[i]) ?? 'accepted');
  }

  private find(organisationId: string, rows: readonly EventRow[]): Promise<Key[]> {
    const hashes = rows.map(({ hash }) => hash);
    const declarations = rows.map(({ declaration }) => declaration);
    return this.unit.query<Key>(FIND_EVENTS, [organisationId, hashes, declarations]);
  }
}

/** What can be said of each event by those sent before it. */
function withinBatch(rows: readonly EventRow[]): Outcome[] {
  const keys = new Set<string>();
  const ids = new Set<string>();
  return rows.map((row) => {
    const key = keyOf(row);
    if (keys.has(key)) return 'duplicate';
    const id = row.givenId === null ? key : `${row.givenId} ${row.declaration}`;
    if (ids.has(id)) return 'id-taken';
    keys.add(key);
    ids.add(id);
    return 'accepted';
  });
}

function jsonOf({ fields, document, proof }: EventRow): string {
  return `${JSON.stringify(fields).slice(0, -1)},"document":${document},"proof":${proof}}`;
}
