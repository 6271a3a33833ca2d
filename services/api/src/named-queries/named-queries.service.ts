import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { MoreThan } from 'typeorm';
import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { PageTokens } from '../event-queries/page-token.ts';
import type { NextPage, Paging } from '../event-queries/paging.ts';
import { readQueryDocument } from '../event-queries/read-query.ts';
import { found, Problem } from '../platform/problems.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import type { QueryDefinition } from './named-queries.schemas.ts';
import { NamedQuery } from './named-query.entity.ts';

const MAX_QUERIES = 1000;
const MAX_BYTES = 64 * 1024;

@Injectable()
export class NamedQueriesService {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly tokens: PageTokens,
  ) {}

  /** @throws Problem when the query cannot be read, or the name is taken */
  async create({ organisationId }: Actor, { name, query }: QueryDefinition): Promise<QueryDefinition> {
    if (Buffer.byteLength(JSON.stringify(query)) > MAX_BYTES)
      throw new Problem('too-large', `A named query may have ${MAX_BYTES} bytes.`);
    readQueryDocument(query);
    const queries = this.unit.repository(NamedQuery);
    if (await queries.existsBy({ organisationId, name }))
      throw new Problem('conflict', `There is a query named ${name}.`);
    if ((await queries.countBy({ organisationId })) >= MAX_QUERIES)
      throw new Problem('conflict', `An organisation may have ${MAX_QUERIES} named queries; delete one first.`);
    return queries.save({ id: randomUUID(), organisationId, name, query });
  }

  async list(
    { organisationId }: Actor,
    { perPage, nextPageToken }: Paging,
  ): Promise<{ queries: NamedQuery[]; next?: NextPage }> {
    const list = ['named queries', organisationId];
    const after = nextPageToken === undefined ? '' : z.string().parse(await this.tokens.read(list, nextPageToken));
    const queries = await this.unit.repository(NamedQuery).find({
      where: { organisationId, name: MoreThan(after) },
      order: { name: 'ASC' },
      take: perPage + 1,
    });
    const page = queries.slice(0, perPage);
    const last = page.at(-1);
    if (queries.length === page.length || last === undefined) return { queries: page };
    return { queries: page, next: this.tokens.make(list, last.name) };
  }

  /** @throws Problem not-found */
  async get({ organisationId }: Actor, name: string): Promise<NamedQuery> {
    const query = await this.unit.repository(NamedQuery).findOneBy({ organisationId, name });
    return found(query, `The query ${name}`);
  }

  /** Its subscriptions end with it. @throws Problem not-found */
  async remove(actor: Actor, name: string): Promise<void> {
    const { id } = await this.get(actor, name);
    await this.unit.repository(NamedQuery).delete({ id });
  }
}
