import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/actor.ts';
import { EventStore, type Outcome } from '../events/event-store.ts';
import { isDeadlock } from '../platform/problem.filter.ts';
import { Problem } from '../platform/problems.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { type Candidate, readCandidates, summary } from './candidates.ts';
import { CaptureJob } from './capture-job.entity.ts';
import type { Behaviour, EventResult } from './capture.schemas.ts';
import { masterDataOf, type MasterDatum } from './master-data.ts';
import { MasterDataService } from './master-data.service.ts';
import { Refusals } from './refusals.ts';
import { SignedDeclarations } from './signed-declarations.service.ts';

/** The database knows other events under ids of this capture: the transaction starts again without them. */
class IdsTaken extends Error {
  readonly indices: readonly number[];

  constructor(indices: readonly number[]) {
    super();
    this.indices = indices;
  }
}

/** What is the same of a document however often it is tried, and whether it is tried with none beside it. */
type Attempt = Pick<CaptureJob, 'createdAt' | 'behaviour'> & {
  readonly alone: boolean;
  readonly masterData: readonly MasterDatum[];
};

@Injectable()
export class CaptureService {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly store: EventStore,
    private readonly declarations: SignedDeclarations,
    private readonly masterData: MasterDataService,
  ) {}

  /**
   * Records all events of a document, and the master data of its header, in one transaction, with a job that tells what
   * became of each event.
   * @throws Problem invalid-input listing the faults, where one event cannot be stored and the others are not wanted alone
   */
  async capture(actor: Actor, body: unknown, behaviour: Behaviour): Promise<CaptureJob> {
    const createdAt = new Date();
    const candidates = await readCandidates(body);
    const masterData = masterDataOf(body);
    const refusals = new Refusals(candidates);
    for (let alone = false; ;) {
      if (behaviour === 'rollback') refusals.requireNone();
      try {
        return await this.unit.run(() =>
          this.attempt(actor, candidates, refusals, { createdAt, behaviour, alone, masterData }),
        );
      } catch (error) {
        if (error instanceof IdsTaken) refusals.addTaken(error.indices);
        else if (isDeadlock(error) && !alone) alone = true;
        else throw error;
      }
    }
  }

  /**
   * Records a single event.
   * @returns the id it is stored under
   * @throws Problem invalid-input with its faults, conflict when it, or another event under its id, is recorded already
   */
  async captureOne(actor: Actor, body: unknown): Promise<string> {
    const [candidate, ...others] = await readCandidates(body);
    if (candidate?.pointer !== '' || others.length > 0)
      throw new Problem('invalid-input', 'This takes one event; send documents to /api/epcis/capture.');
    const { row, event, eventID: sent = '', faults } = candidate;
    if (row === undefined || event === undefined) throw new Problem('invalid-input', summary(faults), faults);
    const signed = await this.declarations.sign(actor.organisationId, row, event);
    const [outcome] = await this.store.add(actor.organisationId, [signed]);
    const { status, eventID = sent } = outcome ?? {};
    if (status === 'duplicate') throw new Problem('conflict', `The event is recorded already: ${eventID}.`);
    if (status === 'id-taken') throw new Problem('conflict', `${sent} already names an event with other content.`);
    return eventID;
  }

  private async attempt(
    { organisationId }: Actor,
    candidates: readonly Candidate[],
    refusals: Refusals,
    { createdAt, behaviour, alone, masterData }: Attempt,
  ): Promise<CaptureJob> {
    // Captures of the same events under different ids can stand in each other's way: one starts again, with none beside it.
    await this.unit.query(`SELECT pg_advisory_xact_lock${alone ? '' : '_shared'}(hashtextextended($1, 0))`, [
      `capture ${organisationId}`,
    ]);
    const id = randomUUID();
    const fit = candidates.flatMap(({ row, event }, index) =>
      row === undefined || event === undefined || refusals.of(index) !== undefined ? [] : [{ row, event, index }],
    );
    const rows = fit.map(({ row, event }) => this.declarations.sign(organisationId, row, event));
    const outcomes = await this.store.add(organisationId, await Promise.all(rows), id);
    const taken = fit.flatMap(({ index }, i) => (outcomes[i]?.status === 'id-taken' ? [index] : []));
    if (taken.length > 0) throw new IdsTaken(taken);
    const known = new Map(fit.map(({ index }, i) => [index, outcomes[i]]));
    const results = candidates.map((_, index) => resultOf(index, known.get(index), refusals));
    const count = (status: EventResult['status']): number =>
      results.filter((result) => result.status === status).length;
    await this.masterData.keep(organisationId, masterData);
    const job = {
      id,
      organisationId,
      createdAt,
      finishedAt: new Date(),
      behaviour,
      success: refusals.size === 0,
      accepted: count('accepted'),
      duplicates: count('duplicate'),
      rejected: refusals.size,
      results,
    };
    await this.unit.repository(CaptureJob).insert(job);
    return job;
  }
}

function resultOf(index: number, outcome: Outcome | undefined, refusals: Refusals): EventResult {
  const errors = refusals.of(index);
  if (errors !== undefined) return { index, status: 'rejected', errors: [...errors] };
  return {
    index,
    status: outcome?.status === 'accepted' ? 'accepted' : 'duplicate',
    eventID: outcome?.eventID,
    errors: [],
  };
}
