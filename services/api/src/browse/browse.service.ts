import { Injectable } from '@nestjs/common';
import { bareWord, canonicalIdentifier } from '@fieldseal/provenance';
import { z } from 'zod';
import type { EventQuery } from '../event-queries/conditions.ts';
import { PageTokens } from '../event-queries/page-token.ts';
import type { NextPage, Paging } from '../event-queries/paging.ts';
import { readQueryDocument } from '../event-queries/read-query.ts';
import { LimitedReader } from '../event-queries/reader.ts';
import type { Scope } from '../event-queries/scope.ts';
import { EventSearch } from '../event-queries/search.ts';
import { STANDARD_TYPES } from '../event-queries/words.ts';
import { Problem } from '../platform/problems.ts';
import type { BrowseList } from './browse.schemas.ts';
import { columnWalk, thingWalk } from './walks.ts';

/** Things looked at for one page of `/epcs`, of which a reader may see few. */
const MOST_THINGS = 5000;

/** The parameter that finds the events of an entry, and how its entries are spelled. */
const LISTS: Readonly<Record<BrowseList, { readonly parameter: string; readonly spell: (text: string) => string }>> = {
  eventTypes: { parameter: 'eventType', spell: (text) => text },
  epcs: { parameter: 'MATCH_anyEPC', spell: canonicalIdentifier },
  bizSteps: { parameter: 'EQ_bizStep', spell: (text) => bareWord(text, 'bizStep') },
  bizLocations: { parameter: 'EQ_bizLocation', spell: canonicalIdentifier },
  readPoints: { parameter: 'EQ_readPoint', spell: canonicalIdentifier },
  dispositions: { parameter: 'EQ_disposition', spell: (text) => bareWord(text, 'disposition') },
};

/** The top-level resources of EPCIS: what the events of a reader speak of. */
@Injectable()
export class BrowseService {
  constructor(
    private readonly reader: LimitedReader,
    private readonly tokens: PageTokens,
    private readonly search: EventSearch,
  ) {}

  async list(
    scope: Scope,
    list: BrowseList,
    { perPage, nextPageToken }: Paging,
  ): Promise<{ readonly members: readonly string[]; readonly next?: NextPage }> {
    const key = ['browse', list, scope];
    const after = nextPageToken === undefined ? '' : z.string().parse(await this.tokens.read(key, nextPageToken));
    const most = list === 'epcs' ? MOST_THINGS : perPage + 1;
    const walk = list === 'epcs' ? thingWalk(scope, after, most) : columnWalk(list, scope, after, most);
    const rows = await this.reader.run(scope, (read) => read<{ value: string; seen: boolean }>(walk));
    const seen = rows.filter((row) => row.seen).map(({ value }) => value);
    const page = seen.slice(0, perPage);
    const last = seen.length > perPage ? page.at(-1) : rows.length === most ? rows.at(-1)?.value : undefined;
    const standard = list === 'eventTypes' && after === '' ? STANDARD_TYPES : [];
    const members = [...standard, ...page.filter((value) => !STANDARD_TYPES.includes(value))];
    return last === undefined ? { members } : { members, next: this.tokens.make(key, last) };
  }

  /** @throws Problem not-found when no event the reader may see speaks of it */
  async requireEntry(scope: Scope, list: BrowseList, value: string): Promise<void> {
    if (list === 'eventTypes' && STANDARD_TYPES.includes(value)) return;
    const { events } = await this.search.page(scope, this.query(list, value), { perPage: 1 });
    if (events.length === 0) throw new Problem('not-found', `No event speaks of ${value.slice(0, 200)}.`);
  }

  /** The query for the events of an entry. */
  query(list: BrowseList, value: string): EventQuery {
    const { parameter, spell } = LISTS[list];
    return readQueryDocument({ [parameter]: [spell(value)] });
  }
}
