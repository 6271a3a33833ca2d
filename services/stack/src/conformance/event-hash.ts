import { join } from 'node:path';
import { eventHash, eventHashOf, eventPreHash, namespacesOf } from '@fieldseal/provenance';
import { z } from 'zod';
import { type Case, casesIn, difference, type Suite } from './case.ts';
import { filesUnder, readJson, readText, stem } from './folder.ts';

/** CBV 2.0 section 8.9: the hash id and the text before hashing of every event of every document. */
export const eventHashes: Suite = {
  name: 'event-hash',
  cases: (folder) => {
    const files = filesUnder(folder);
    const documents = files.filter((file) => /\.json(ld)?$/.test(file));
    const stems = new Set(documents.map(stem));
    const without = files.filter((file) => /\.(pre)?hashes$/.test(file) && !stems.has(stem(file)));
    return [
      ...documents.flatMap((file) => casesIn(file, () => casesOf(folder, file))),
      ...without.map((file) => ({ name: file, judge: () => 'there is no document that these lines belong to' })),
    ];
  },
};

const Vector = z.object({
  '@context': z.unknown(),
  epcisBody: z.object({ eventList: z.array(z.record(z.string(), z.unknown())) }),
});

function casesOf(folder: string, file: string): Case[] {
  const name = stem(file);
  const vector = Vector.parse(readJson(join(folder, file)));
  const events = vector.epcisBody.eventList;
  const context = vector['@context'];
  const hashes = linesOf(join(folder, `${name}.hashes`));
  const preHashes = linesOf(join(folder, `${name}.prehashes`));
  const counts = {
    name: `${name} count`,
    judge: () =>
      difference('number of hashes', String(events.length), String(hashes.length)) ??
      difference('number of pre-hashes', String(events.length), String(preHashes.length)),
  };
  const perEvent = events.flatMap((event, index): Case[] => {
    const title = `${name} event ${String(index + 1)}`;
    const expectedHash = hashes[index] ?? '';
    const expectedText = preHashes[index] ?? '';
    const hash = () => eventHash(event, context);
    return [
      { name: `${title} hash`, judge: () => difference('hash', expectedHash, hash()) },
      {
        name: `${title} pre-hash`,
        judge: () =>
          difference('pre-hash', expectedText, eventPreHash(event, namespacesOf(context, event['@context']))),
        contradiction: {
          fault: 'pre-hash-contradicts-hash',
          holds: () => hash() === expectedHash && eventHashOf(expectedText) !== expectedHash,
        },
      },
    ];
  });
  return [counts, ...perEvent];
}

function linesOf(file: string): string[] {
  return readText(file).trim().split(/\r?\n/);
}
