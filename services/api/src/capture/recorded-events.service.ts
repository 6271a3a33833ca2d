import { Injectable } from '@nestjs/common';
import { type EpcisQueryDocument, queryResults } from '../event-queries/results.ts';
import type { Scope } from '../event-queries/scope.ts';
import { hashDigits } from '../events/event-row.ts';
import { Problem } from '../platform/problems.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';

/** An event may be recorded by several organisations and be declared an error several times. */
const MOST = 100;

const HASH_ID = /^ni:\/\/\/sha-256;[0-9a-f]{64}\?ver=CBV2\.0$/;

@Injectable()
export class RecordedEventsService {
  constructor(private readonly unit: UnitOfWork) {}

  /** @throws Problem not-found when nobody in scope recorded an event under this id */
  async get({ organisationId }: Scope, eventId: string): Promise<EpcisQueryDocument> {
    const digits = HASH_ID.test(eventId) ? hashDigits(eventId) : null;
    const rows = await this.unit.query<{ document: Record<string, unknown>; record_time: Date }>(
      `SELECT document, record_time FROM event
       WHERE ($1::uuid IS NULL OR organisation_id = $1) AND (given_id = $2 OR hash = decode($3, 'hex'))
       ORDER BY id LIMIT ${MOST}`,
      [organisationId, eventId, digits],
    );
    if (rows.length === 0) throw new Problem('not-found', `The event ${eventId} was not found.`);
    return queryResults(
      rows.map(({ document, record_time }) => ({ ...document, recordTime: record_time.toISOString() })),
    );
  }
}
