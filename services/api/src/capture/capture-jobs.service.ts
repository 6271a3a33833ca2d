import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { PageTokens } from '../event-queries/page-token.ts';
import type { NextPage, Paging } from '../event-queries/paging.ts';
import type { Scope } from '../event-queries/scope.ts';
import { found } from '../platform/problems.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { CaptureJob } from './capture-job.entity.ts';
import type { CaptureJobSummary, CaptureJobView } from './capture.schemas.ts';

const LIST = 'capture jobs';
const MAX_PROBLEMS = 100;

/** Where a page ended. */
const Place = z.object({ createdAt: z.string(), id: z.string() });

export interface JobPage {
  readonly jobs: CaptureJobSummary[];
  readonly next: NextPage | undefined;
}

@Injectable()
export class CaptureJobsService {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly tokens: PageTokens,
  ) {}

  async get({ organisationId }: Scope, id: string): Promise<CaptureJobView> {
    const job = await this.unit
      .repository(CaptureJob)
      .findOneBy(organisationId === null ? { id } : { id, organisationId });
    const existing = found(job, `The capture job ${id}`);
    return { ...summaryOf(existing), results: existing.results };
  }

  /** Newest first. */
  async list(scope: Scope, { perPage, nextPageToken }: Paging): Promise<JobPage> {
    const list = { list: LIST, scope };
    const query = this.unit
      .repository(CaptureJob)
      .createQueryBuilder('j')
      .orderBy('j.created_at', 'DESC')
      .addOrderBy('j.id')
      .limit(perPage + 1);
    if (scope.organisationId !== null) query.andWhere('j.organisation_id = :organisationId', scope);
    if (nextPageToken !== undefined) {
      const { createdAt, id } = Place.parse(await this.tokens.read(list, nextPageToken));
      query.andWhere('(j.created_at < :createdAt OR (j.created_at = :createdAt AND j.id > :id))', { createdAt, id });
    }
    const jobs = await query.getMany();
    const last = jobs.length > perPage ? jobs[perPage - 1] : undefined;
    const place = last === undefined ? undefined : { createdAt: last.createdAt.toISOString(), id: last.id };
    const next = place === undefined ? undefined : this.tokens.make(list, place);
    return { jobs: jobs.slice(0, perPage).map(summaryOf), next };
  }
}

function summaryOf(job: CaptureJob): CaptureJobSummary {
  const rejected = job.results.filter(({ status }) => status === 'rejected');
  return {
    captureID: job.id,
    createdAt: job.createdAt.toISOString(),
    finishedAt: job.finishedAt.toISOString(),
    running: false,
    success: job.success,
    captureErrorBehaviour: job.behaviour,
    errors: rejected.slice(0, MAX_PROBLEMS).map(({ index, errors: [first] }) => ({
      type: 'epcisException:ValidationException',
      title: `Event ${index} was rejected`,
      status: 400,
      detail: `${first?.pointer ?? ''}: ${first?.detail ?? ''}`,
    })),
    accepted: job.accepted,
    duplicates: job.duplicates,
    rejected: job.rejected,
  };
}
