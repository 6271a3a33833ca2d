import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TestApplication } from '../support/application.ts';
import type { Answer, Json, TestClient } from '../support/client.ts';
import { epcisDocument, objectEvent } from '../support/events.ts';
import { createCast } from '../support/season.ts';

const CLIENTS = 8;
const EVENTS = 150;
const ROUNDS = 3;

/** The same order for the same client, another one for every other. */
const shuffled = <T>(list: readonly T[], client: number): T[] =>
  list
    .map((entry, i) => [(i * 7919 + client * 104_729) % 1009, entry] as const)
    .sort(([a], [b]) => a - b)
    .map(([, entry]) => entry);

describe('captures at the same time', () => {
  let application: TestApplication;
  let farm: TestClient;

  beforeAll(async () => {
    application = await TestApplication.start({ FIELDSEAL_PART: 'api' });
    farm = (await createCast(application)).people.farm;
  });

  afterAll(async () => {
    await application.stop();
  });

  const captureAll = (documents: readonly (readonly unknown[])[]): Promise<Answer[]> =>
    Promise.all(
      documents.map((events) =>
        farm.post('/api/epcis/capture', epcisDocument(events), { 'GS1-Capture-Error-Behaviour': 'proceed' }),
      ),
    );

  /** Every capture is answered, and of each event that all of them sent, one is recorded. */
  const expectOneOfEach = async (answers: readonly Answer[], otherwise: string): Promise<void> => {
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 202));
    const jobs: Json[] = [];
    for (const { headers } of answers) jobs.push((await farm.get(headers.get('location') ?? '')).body);
    const count = (name: string): number => jobs.reduce((total, job) => total + job.number(name), 0);
    expect([count('accepted'), count(otherwise)]).toEqual([EVENTS, (CLIENTS - 1) * EVENTS]);
  };

  const ids = (round: string): string[] =>
    Array.from({ length: EVENTS }, (_, i) => `https://example.com/events/${round}-${i}`);

  test('of other events under the same ids, in another order each, none stands in the way of another', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const documents = Array.from({ length: CLIENTS }, (_, client) =>
        shuffled(ids(`other-${round}`), client).map((eventID) =>
          objectEvent(`${client}-${eventID.slice(-6)}`, { eventID }),
        ),
      );
      await expectOneOfEach(await captureAll(documents), 'rejected');
    }
  });

  test('of the same events under the same ids neither', async () => {
    const documents = Array.from({ length: CLIENTS }, (_, client) =>
      shuffled(ids('same'), client).map((eventID) => objectEvent(eventID.slice(-6), { eventID })),
    );
    await expectOneOfEach(await captureAll(documents), 'duplicates');
  });

  test('of the same events under crossing ids each is recorded once', async () => {
    const names = ids('crossed');
    const documents = Array.from({ length: CLIENTS }, (_, client) =>
      names.map((_, i) => objectEvent(`crossed-${i}`, { eventID: names[(i * (client + 1) * 7) % EVENTS] })),
    ).map((events, client) =>
      [...new Map(events.map((event) => [event.eventID, event])).values()].slice(0, client + 50),
    );
    const answers = await captureAll(documents);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 202));
  });
});
