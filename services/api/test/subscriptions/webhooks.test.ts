import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { createApplication } from '../../src/application.ts';
import { TestApplication } from '../support/application.ts';
import { freePort } from '../support/chain.ts';
import { accepted, type Answer, Json, type TestClient } from '../support/client.ts';
import { acceptAll, eventIds, hang, Receiver, refuseWith } from '../support/receiver.ts';
import { type Cast, createCast } from '../support/season.ts';
import { captureEvent, nameQuery } from '../support/standing-queries.ts';

const TOKEN = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

describe('subscriptions by webhook', () => {
  let application: TestApplication;
  let cast: Cast;
  let farm: TestClient;
  let receiver: Receiver;
  let path: string;
  /** Every test has its own query for its own business step: what others captured does not match. */
  let step: string;
  let SUBSCRIPTIONS: string;
  let count = 0;
  let hooks = 0;

  beforeAll(async () => {
    application = await TestApplication.start({ WEBHOOK_ALLOW_PRIVATE: '1' });
    cast = await createCast(application);
    ({ farm } = cast.people);
    receiver = await Receiver.start();
  });

  beforeEach(async () => {
    count += 1;
    step = `https://example.com/steps/${count}`;
    SUBSCRIPTIONS = `/api/epcis/queries/hooked-${count}/subscriptions`;
    await nameQuery(farm, `hooked-${count}`, step);
  });

  afterEach(async () => {
    receiver.answer = acceptAll;
    await accepted(farm.send('DELETE', `/api/epcis/queries/hooked-${count}`));
  });

  afterAll(async () => {
    await application.stop();
    await receiver.stop();
  });

  /** Subscribes with an address of its own. */
  const subscribe = async (options: Record<string, unknown> = {}): Promise<Json> => {
    path = `/hook/${(hooks += 1)}`;
    const terms = { dest: receiver.url(path), signatureToken: TOKEN, stream: true, ...options };
    return (await accepted(farm.post(SUBSCRIPTIONS, terms))).body;
  };

  const sql = <Row>(statement: string, values: unknown[] = []): Promise<Row[]> =>
    application.app.get(DataSource).query<Row[]>(statement, values);

  const log = async (subscription: Json): Promise<Json[]> =>
    (await farm.get(`${SUBSCRIPTIONS}/${subscription.text('subscriptionID')}/deliveries`)).body.list('deliveries');

  /** Looks until it is so: what a worker does shows a moment after the receiver has answered. */
  const until = async (isSo: () => Promise<boolean>): Promise<void> => {
    while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 50));
  };

  const state = async (subscription: Json): Promise<Json> =>
    (await farm.get(`${SUBSCRIPTIONS}/${subscription.text('subscriptionID')}`)).body;

  const replay = (subscription: Json, delivery: Json | undefined): Promise<Answer> =>
    farm.post(
      `${SUBSCRIPTIONS}/${subscription.text('subscriptionID')}/deliveries/${delivery?.text('id') ?? ''}/replay`,
    );

  const makeDue = (subscription: Json): Promise<unknown> =>
    sql('UPDATE webhook_delivery SET next_attempt_at = now() WHERE subscription_id = $1', [
      subscription.text('subscriptionID'),
    ]);

  test('an event that matches is reported, signed; others are not', async () => {
    const subscription = await subscribe();
    await captureEvent(farm, 'shipping');
    await captureEvent(cast.people.factory, step);
    const eventID = await captureEvent(farm, step);
    const [message] = await receiver.at(path, 1);
    const body = new Json(new Webhook(TOKEN).verify(message?.text ?? '', { ...message?.headers } as never));
    expect(body.text('type')).toBe('EPCISQueryDocument');
    const results = body.at('epcisBody').at('queryResults');
    expect([results.text('subscriptionID'), results.text('queryName')]).toEqual([
      subscription.text('subscriptionID'),
      `hooked-${count}`,
    ]);
    expect(eventIds(message?.text ?? '')).toEqual([eventID]);
    expect(message?.headers['gs1-signature']).toMatch(/^[\w+/]{43}=$/);
    await until(async () => (await log(subscription))[0]?.text('state') === 'delivered');
    expect((await state(subscription)).text('lastNotifiedAt')).toMatch(/Z$/);
  });

  test('a token that we make is shown once and kept encrypted', async () => {
    const created = await accepted(farm.post(SUBSCRIPTIONS, { dest: receiver.url('/made'), stream: true }));
    const id = created.body.text('subscriptionID');
    expect(created.headers.get('location')).toBe(`${SUBSCRIPTIONS}/${id}`);
    expect(created.body.text('signatureToken')).toMatch(/^whsec_/);
    expect((await farm.get(`${SUBSCRIPTIONS}/${id}`)).body.at('signatureToken').value).toBeUndefined();
    const [row] = await sql<{ secret: Buffer }>('SELECT secret FROM subscription WHERE id = $1', [id]);
    expect(row?.secret.includes(created.body.text('signatureToken'))).toBe(false);
  });

  test('a token that the subscriber gives never comes back', async () => {
    expect((await subscribe()).at('signatureToken').value).toBeUndefined();
  });

  test('a receiver that fails gets the same message again, and what came meanwhile after it', async () => {
    const subscription = await subscribe();
    receiver.answer = refuseWith(500);
    const first = await captureEvent(farm, step);
    await receiver.at(path, 1);
    await until(async () => (await log(subscription))[0]?.at('lastStatus').value === 500);
    const [failed] = await log(subscription);
    expect(Date.parse(failed?.text('nextAttemptAt') ?? '')).toBeGreaterThan(Date.now());
    const second = await captureEvent(farm, step);
    receiver.answer = acceptAll;
    await makeDue(subscription);
    const [before, again, next] = await receiver.at(path, 3);
    expect([again?.headers['webhook-id'], again?.text]).toEqual([before?.headers['webhook-id'], before?.text]);
    expect([again, next].map((message) => eventIds(message?.text ?? ''))).toEqual([[first], [second]]);
  });

  test('after days of failing the subscription is paused, loses nothing, and goes on when asked', async () => {
    const subscription = await subscribe();
    receiver.answer = refuseWith(500);
    const first = await captureEvent(farm, step);
    await receiver.at(path, 1);
    await until(async () => (await log(subscription))[0]?.at('lastStatus').value === 500);
    await sql(`UPDATE webhook_delivery SET first_attempt_at = now() - interval '2 days'`);
    await makeDue(subscription);
    await receiver.at(path, 2);
    await until(async () => (await log(subscription))[0]?.at('attempts').value === 2);
    expect((await state(subscription)).text('state')).toBe('active');
    await sql(`UPDATE webhook_delivery SET first_attempt_at = now() - interval '4 days', next_attempt_at = now()`);
    await until(async () => (await state(subscription)).text('state') === 'paused');
    expect((await state(subscription)).text('stateReason')).toContain('answered 500');
    const second = await captureEvent(farm, step);
    receiver.answer = acceptAll;
    const [waiting] = await log(subscription);
    expect((await replay(subscription, waiting)).status).toBe(202);
    const messages = await receiver.at(path, 5);
    expect(messages.slice(-2).map(({ text }) => eventIds(text))).toEqual([[first], [second]]);
    expect((await state(subscription)).text('state')).toBe('active');
  });

  test('410 disables the subscription', async () => {
    const subscription = await subscribe();
    receiver.answer = refuseWith(410);
    await captureEvent(farm, step);
    await until(async () => (await state(subscription)).text('state') === 'disabled');
  });

  test('413 has the events sent again in smaller messages', async () => {
    const subscription = await subscribe();
    await sql(`UPDATE subscription SET state = 'paused'`);
    const ids = [await captureEvent(farm, step), await captureEvent(farm, step), await captureEvent(farm, step)];
    receiver.answer = (response, { text }) => response.writeHead(eventIds(text).length > 1 ? 413 : 204).end();
    await sql(`UPDATE subscription SET state = 'active'`);
    const messages = await receiver.at(path, 4);
    expect(messages.map(({ text }) => eventIds(text))).toEqual([ids, ...ids.map((id) => [id])]);
    const split = (await log(subscription)).at(-1);
    expect([split?.text('state'), (await replay(subscription, split)).status]).toEqual(['split', 409]);
  });

  test.each(['http://127.0.0.1:1/', 'http://169.254.169.254/latest/meta-data/'])(
    'a redirect to %s is a failure and is not followed',
    async (location) => {
      const subscription = await subscribe();
      receiver.answer = refuseWith(302, { location });
      await captureEvent(farm, step);
      await until(async () => (await log(subscription))[0]?.at('lastStatus').value === 302);
      expect((await log(subscription))[0]?.text('lastError')).toBe('answered 302; redirects are not followed');
    },
  );

  test('a receiver that hangs does not hold up others', async () => {
    const hanging = await Receiver.start();
    hanging.answer = hang;
    for (let i = 0; i < 6; i += 1) await subscribe({ dest: hanging.url(`/${i}`) });
    await subscribe();
    await captureEvent(farm, step);
    await receiver.at(path, 1);
    expect(hanging.messages.length).toBeLessThanOrEqual(4);
    await captureEvent(farm, step);
    await receiver.at(path, 2);
    await hanging.stop();
  });

  test('a message is sent again on request, under its id', async () => {
    const subscription = await subscribe();
    await captureEvent(farm, step);
    await receiver.at(path, 1);
    await until(async () => (await log(subscription))[0]?.text('state') === 'delivered');
    const [delivery] = await log(subscription);
    await accepted(replay(subscription, delivery));
    const [first, second] = await receiver.at(path, 2);
    expect([second?.headers['webhook-id'], second?.text]).toEqual([delivery?.text('id'), first?.text]);
  });

  test('a schedule reports at its time, and an empty report only where it is wanted', async () => {
    const silent = await subscribe({ stream: undefined, schedule: { month: '1' } });
    const silentPath = path;
    const talking = await subscribe({ stream: undefined, schedule: { month: '1' }, reportIfEmpty: true });
    expect(talking.text('nextQueryTime')).toMatch(/-01-01T00:00:00\.000Z$/);
    const makeTime = (): Promise<unknown> => sql('UPDATE subscription SET due_at = now()');
    await makeTime();
    const [empty] = await receiver.at(path, 1);
    expect(eventIds(empty?.text ?? '')).toEqual([]);
    const eventID = await captureEvent(farm, step);
    await until(async () => (await log(talking))[0]?.text('state') === 'delivered');
    await makeTime();
    const [, report] = await receiver.at(path, 2);
    expect(eventIds(report?.text ?? '')).toEqual([eventID]);
    const messages = await receiver.at(silentPath, 1);
    expect(messages.map(({ text }) => eventIds(text))).toEqual([[eventID]]);
    const [row] = await sql<{ due: Date }>('SELECT due_at AS due FROM subscription WHERE id = $1', [
      silent.text('subscriptionID'),
    ]);
    expect(row?.due.getTime()).toBeGreaterThan(Date.now());
  });

  test('the initial record time brings earlier events', async () => {
    const eventID = await captureEvent(farm, step);
    await subscribe({ initialRecordTime: new Date(Date.now() - 3_600_000).toISOString() });
    const messages = await receiver.at(path, 1);
    expect(messages.flatMap(({ text }) => eventIds(text))).toContain(eventID);
  });

  test('a message under way when the service stops comes again after the restart, with the same id', async () => {
    await subscribe();
    receiver.answer = hang;
    await captureEvent(farm, step);
    await receiver.at(path, 1);
    await application.restart();
    receiver.answer = acceptAll;
    const [first, second] = await receiver.at(path, 2);
    expect([second?.headers['webhook-id'], second?.text]).toEqual([first?.headers['webhook-id'], first?.text]);
  });

  test('a message whose sender was killed is sent again when its lease ends', async () => {
    const subscription = await subscribe();
    await sql(`UPDATE subscription SET state = 'paused'`);
    await captureEvent(farm, step);
    const [row] = await sql<{ cursor: string }>('SELECT cursor FROM subscription');
    await sql(
      `INSERT INTO webhook_delivery (id, subscription_id, cursor_before, body, event_count, leased_until)
       VALUES (gen_random_uuid(), $1, $2, '{}', 0, now() + interval '1 hour')`,
      [subscription.text('subscriptionID'), row?.cursor],
    );
    await sql(`UPDATE subscription SET state = 'active'`);
    await subscribe({ dest: receiver.url('/other') });
    await captureEvent(farm, step);
    await receiver.at('/other', 1);
    expect(receiver.messages.filter(({ text }) => text === '{}')).toEqual([]);
    await sql('UPDATE webhook_delivery SET leased_until = now()');
    await until(() => Promise.resolve(receiver.messages.some(({ text }) => text === '{}')));
  });

  test('several instances deliver each event once', async () => {
    const { config } = application;
    const mqtt = { ...config.mqtt, port: await freePort() };
    const second = await createApplication({ ...config, port: await freePort(), mqtt });
    await second.init();
    await subscribe();
    const ids: string[] = [];
    for (let i = 0; i < 20; i += 1) ids.push(await captureEvent(farm, step));
    const sent = (): string[] =>
      receiver.messages.filter((message) => message.path === path).flatMap(({ text }) => eventIds(text));
    await until(() => Promise.resolve(sent().length >= ids.length));
    await second.close();
    expect(sent()).toEqual(ids);
  });

  test('other organisations see, change and replay nothing', async () => {
    const subscription = await subscribe();
    const own = `${SUBSCRIPTIONS}/${subscription.text('subscriptionID')}`;
    const { factory } = cast.people;
    const answers = [
      await factory.get(own),
      await factory.get(`${own}/deliveries`),
      await factory.send('DELETE', own),
      await factory.post(`${own}/deliveries/${subscription.text('subscriptionID')}/replay`),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
  });

  test.each([
    [{ stream: true, schedule: { hour: '1' } }, /either "stream"/],
    [{}, /either "stream"/],
    [{ schedule: { hour: '25' } }, /schedule\/hour: 25 is not within/],
    [{ stream: true, dest: 'ftp://example.com/' }, /https:/],
    [{ stream: true, dest: 'https://user@example.com/' }, /user name/],
    [{ stream: true, dest: `https://example.com/${'x'.repeat(2000)}` }, /2000 characters/],
    [{ stream: true, signatureToken: 'short' }, /16 characters/],
    [{ stream: true, signatureToken: 'whsec_not base64 at all, is it' }, /base64/],
    [{ stream: false }, /stream/],
  ])('the terms %j are refused with their reason', async (terms, reason) => {
    const { status, body } = await farm.post(SUBSCRIPTIONS, { dest: 'https://example.com/', ...terms });
    expect(status).toBe(400);
    expect(body.text('detail')).toMatch(reason);
  });

  test('an unknown query has no subscriptions', async () => {
    const terms = { dest: 'https://example.com/', stream: true };
    expect((await farm.post('/api/epcis/queries/unknown/subscriptions', terms)).status).toBe(404);
  });

  test('there is a limit to the subscriptions of an organisation', async () => {
    const terms = { dest: receiver.url('/many'), stream: true };
    for (let i = 0; i < 100; i += 1) await accepted(farm.post(SUBSCRIPTIONS, terms));
    const { status, body } = await farm.post(SUBSCRIPTIONS, terms);
    expect([status, body.text('type')]).toEqual([400, 'epcisException:SubscriptionControlsException']);
    expect(body.text('detail')).toContain('100');

    const seen: string[] = [];
    const pages: number[] = [];
    let next: string | undefined = `${SUBSCRIPTIONS}?perPage=40`;
    while (next !== undefined) {
      const page: Answer = await accepted(farm.get(next));
      const ids = z.array(z.object({ subscriptionID: z.string() })).parse(page.body.value);
      seen.push(...ids.map(({ subscriptionID }) => subscriptionID));
      pages.push(ids.length);
      const link = /<([^>]*)>; rel="next"/.exec(page.headers.get('link') ?? '')?.[1];
      next = link === undefined ? undefined : new URL(link).pathname + new URL(link).search;
    }
    expect(pages).toEqual([40, 40, 20]);
    expect(new Set(seen).size).toBe(100);
    expect((await farm.get(`${SUBSCRIPTIONS}?nextPageToken=made.up`)).status).toBe(400);
  });

  test('queries are deleted while their messages are being delivered, without a deadlock', async () => {
    for (let round = 0; round < 10; round += 1) {
      const name = `busy-${round}`;
      await nameQuery(farm, name, step);
      for (let i = 0; i < 3; i += 1) {
        const terms = { dest: receiver.url(`/busy/${round}`), stream: true };
        await accepted(farm.post(`/api/epcis/queries/${name}/subscriptions`, terms));
      }
      await captureEvent(farm, step);
      await receiver.at(`/busy/${round}`, 1);
      await accepted(farm.send('DELETE', `/api/epcis/queries/${name}`));
    }
  });

  test('with its query a subscription goes too', async () => {
    const id = (await subscribe()).text('subscriptionID');
    await accepted(farm.send('DELETE', `/api/epcis/queries/hooked-${count}`));
    expect(await sql('SELECT FROM subscription WHERE id = $1', [id])).toEqual([]);
    await nameQuery(farm, `hooked-${count}`, step);
  });
});

describe('without leave to send into private networks', () => {
  let application: TestApplication;
  let farm: TestClient;

  beforeAll(async () => {
    application = await TestApplication.start();
    farm = (await createCast(application)).people.farm;
    await nameQuery(farm, 'inspections', 'inspecting');
  });

  afterAll(async () => {
    await application.stop();
  });

  const SUBSCRIPTIONS = '/api/epcis/queries/inspections/subscriptions';

  test.each(['http://127.0.0.1:9/', 'http://[::1]/', 'http://169.254.169.254/', 'http://0x7f.1/'])(
    'the destination %s is refused, pointing at it',
    async (dest) => {
      const { status, body } = await farm.post(SUBSCRIPTIONS, { dest, stream: true });
      expect([status, body.list('errors')[0]?.text('pointer')]).toEqual([400, '/dest']);
    },
  );

  test('a name that resolves to one is never called', async () => {
    const receiver = await Receiver.start();
    const dest = receiver.url('/inward', 'localhost');
    const { body } = await accepted(farm.post(SUBSCRIPTIONS, { dest, stream: true }));
    await captureEvent(farm, 'inspecting');
    const log = async (): Promise<Json | undefined> =>
      (await farm.get(`${SUBSCRIPTIONS}/${body.text('subscriptionID')}/deliveries`)).body.list('deliveries')[0];
    while ((await log())?.at('lastError').value === undefined) await new Promise((resolve) => setTimeout(resolve, 50));
    expect((await log())?.text('lastError')).toContain('public internet');
    expect(receiver.messages).toEqual([]);
    await receiver.stop();
  });
});
