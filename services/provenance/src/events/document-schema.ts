import * as z from 'zod/mini';
import { dateTime, uri } from '../text-schemas.ts';
import { eventContext, extensible } from './schema-parts.ts';

const MAX_HEADER = 10_000;
const list = <Item extends z.core.SomeType>(item: Item) => z.array(item).check(z.maxLength(MAX_HEADER));

const vocabularyElement = z.looseObject({
  id: uri,
  attributes: z.optional(
    list(
      z.looseObject({
        id: uri,
        attribute: z.optional(z.union([z.number(), z.string(), z.record(z.string(), z.unknown())])),
      }),
    ),
  ),
  children: z.optional(list(uri)),
});

const masterVocabulary = z.looseObject({ type: uri, vocabularyElementList: z.optional(list(vocabularyElement)) });

const header = extensible({
  epcisMasterData: z.optional(z.looseObject({ vocabularyList: z.optional(list(masterVocabulary)) })),
});

const version = z.string().check(z.regex(/^2(\.\d{1,3}){0,2}$/, 'must be 2.0, the version read here'));
const name = z.string().check(z.maxLength(2_048));
const events = z.array(z.unknown());

/** What a capture sends, its events still unread (EPCIS 2.0 section 7.3, JSON binding section 10.1). */
export const documentShell = extensible({
  '@context': eventContext,
  id: z.optional(uri),
  type: z.literal('EPCISDocument'),
  schemaVersion: version,
  creationDate: dateTime,
  sender: z.optional(name),
  receiver: z.optional(name),
  instanceIdentifier: z.optional(name),
  epcisHeader: z.optional(header),
  epcisBody: z.looseObject({ eventList: events }),
});

/** The answer to a query, which may be captured elsewhere. */
export const queryDocumentShell = extensible({
  '@context': eventContext,
  id: z.optional(uri),
  type: z.literal('EPCISQueryDocument'),
  schemaVersion: z.optional(version),
  creationDate: z.optional(dateTime),
  epcisHeader: z.optional(header),
  epcisBody: extensible({
    queryResults: extensible({
      queryName: name,
      subscriptionID: z.optional(name),
      resultsBody: extensible({ eventList: events, vocabularyList: z.optional(list(masterVocabulary)) }),
    }),
  }),
});
