import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { TestApplication } from '../support/application.ts';
import { accepted, type TestClient } from '../support/client.ts';
import { ApiProcess } from '../support/process.ts';
import { acceptAll, eventIds, Receiver } from '../support/receiver.ts';
import { createCast } from '../support/season.ts';
import { captureEvent, nameQuery } from '../support/standing-queries.ts';

const STEP = 'https://example.com/steps/killed';
const ALLOW = 'WEBHOOK_ALLOW_PRIVATE';

/** Services in a process of their own, killed (`SIGKILL`) while a message is under way. */
describe('kill -9 while messages are delivered', () => {
  let application: TestApplication;
  let farm: TestClient;
  let receiver: Receiver;
  let database: Client;
  let services: ApiProcess | undefined;
  let restarted: Promise<void>;
  let finish = (): void => undefined;
  const captured: string[] = [];

  beforeAll(async () => {
    process.env[ALLOW] = '1';
    application = await TestApplication.start({ [ALLOW]: '1' });
    ({ farm } = (await createCast(application)).people);
    receiver = await Receiver.start();
    await nameQuery(farm, 'killed', STEP);
    const terms = { dest: receiver.url('/hook'), stream: true };
    await accepted(farm.post('/api/epcis/queries/killed/subscriptions', terms));
    database = new Client({ connectionString: application.config.databaseUrl });
    await database.connect();
    const isOver = new Promise<void>((resolve) => (finish = resolve));
    await new Promise<void>((begin) => {
      restarted = application.restart(() => {
        begin();
        return isOver;
      });
    });
    services = await ApiProcess.start(application.config);
  }, 200_000);

  afterAll(async () => {
    await services?.kill();
    finish();
    await restarted;
    Reflect.deleteProperty(process.env, ALLOW);
    await database.end();
    await receiver.stop();
    await application.stop();
  }, 200_000);

  /** Captures events, kills the services as soon as the receiver has one of them, and starts them again. */
  const killedAtArrival = async (isAnswered: boolean): Promise<void> => {
    const arrived = new Promise<void>((resolve) => {
      receiver.answer = (response, message) => {
        if (isAnswered) acceptAll(response, message);
        resolve();
      };
    });
    for (let i = 0; i < 5; i += 1) captured.push(await captureEvent(farm, STEP));
    await arrived;
    await services?.kill();
    receiver.answer = acceptAll;
    // A message that a killed process had in hand is sent again once its lease is over.
    await database.query('UPDATE webhook_delivery SET leased_until = now() WHERE leased_until IS NOT NULL');
    services = await ApiProcess.start(application.config);
  };

  test('no event is lost, and one that arrives again comes in the same message', async () => {
    for (const isAnswered of [false, true, false, true]) await killedAtArrival(isAnswered);
    const arrivedIds = (): Set<string> => new Set(receiver.messages.flatMap(({ text }) => eventIds(text)));
    while (arrivedIds().size < captured.length) await new Promise((resolve) => setTimeout(resolve, 50));
    expect([...arrivedIds()].sort()).toEqual([...captured].sort());

    const messages = new Map<unknown, string>();
    for (const { headers, text } of receiver.messages) {
      const id = headers['webhook-id'];
      expect(text).toBe(messages.get(id) ?? text);
      messages.set(id, text);
    }
    expect([...messages.values()].flatMap(eventIds).sort()).toEqual([...captured].sort());
    expect(receiver.messages.length).toBeGreaterThan(messages.size);
  }, 400_000);
});
