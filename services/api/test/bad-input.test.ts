import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import mqtt from 'mqtt';
import { TestApplication } from './support/application.ts';
import { accredit, type Cast, createCast, LEAF_GTIN, prepareGarden, secondsAgo, triangle } from './support/season.ts';

describe('bad input', () => {
  let application: TestApplication;
  let cast: Cast;
  let plotId: string;

  beforeAll(async () => {
    application = await TestApplication.start();
    cast = await createCast(application);
    await accredit(cast);
    plotId = await prepareGarden(cast);
  });

  afterAll(async () => {
    await application.stop();
  });

  const harvest = (change: Record<string, unknown>) =>
    cast.people.farm.post('/api/harvests', {
      plotId,
      gtin: LEAF_GTIN,
      quantityKg: 3,
      harvestedAt: secondsAgo(60),
      ...change,
    });

  test.each([
    ['/quantityKg', { quantityKg: -1 }],
    ['/quantityKg', { quantityKg: 'three' }],
    ['/quantityKg', { quantityKg: 1e300 }],
    ['/quantityKg', { quantityKg: 1.00001 }],
    ['/harvestedAt', { harvestedAt: '2026-02-30T08:00:00+08:00' }],
    ['/harvestedAt', { harvestedAt: '0001-01-01T00:00:00Z' }],
    ['/harvestedAt', { harvestedAt: '9999-12-31T23:59:59Z' }],
    ['/harvestedAt', { harvestedAt: '2026-04-05T08:00:00' }],
    ['/gtin', { gtin: '06901234567893' }],
    ['/plotId', { plotId: "'; DROP TABLE plot; --" }],
    ['/photo', { photo: '../../etc/passwd' }],
    ['', { invented: true }],
  ])('a harvest with a fault at %s is refused with the pointer', async (pointer, change) => {
    const { status, body, headers } = await harvest(change);
    expect(status).toBe(400);
    expect(headers.get('content-type')).toContain('application/problem+json');
    expect(body.list('errors').map((fault) => fault.text('pointer'))).toContain(pointer);
  });

  test.each([
    ['a NUL character', 'A\u0000B'],
    ['half a surrogate pair', 'A\ud800'],
  ])('text with %s is refused everywhere, also in a sign-in', async (_, text) => {
    const plot = { name: text, crop: 'tea', cultivar: 'X', polygon: triangle(1) };
    const person = {
      organisationId: cast.ids.farm,
      email: 'n@test.example',
      name: text,
      role: 'farmer',
      password: 'a long enough password',
    };
    const statuses = [
      await cast.people.farm.post('/api/plots', plot, { 'idempotency-key': `text ${text.length}` }),
      await cast.administrator.post('/api/organisations', { kind: 'farm', name: { zh: text, en: text } }),
      await cast.administrator.post('/api/people', person),
      await application.visitor().post('/api/session', { email: text, password: text }),
      await cast.people.warehouse.post('/api/receipts', {
        sscc: '106901230000000017',
        items: [`https://x/${text}`],
        location: 'L',
        receivedAt: secondsAgo(1),
      }),
    ].map(({ status }) => status);
    expect(statuses).toEqual([400, 400, 400, 400, 400]);
  });

  test('what looks like a stored buffer is only text', async () => {
    const disguised = { type: 'Buffer', data: { length: 2_000_000_000 } };
    const answer = await application.visitor().post('/api/session', disguised, { 'idempotency-key': 'b' });
    const other = await cast.people.farm.post('/api/plots', { type: 'Buffer', data: 5 }, { 'idempotency-key': 'c' });
    expect([answer.status, other.status]).toEqual([400, 400]);
  });

  test('a form that ends too early is refused as such', async () => {
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };
    const content = '--x\r\ncontent-disposition: form-data; name="photo"; filename="a.jpg"\r\n\r\nabc';
    expect((await cast.people.farm.send('POST', '/api/photos', content, headers)).status).toBe(400);
    const unbounded = await cast.people.farm.send('POST', '/api/photos', content, {
      'content-type': 'multipart/form-data',
    });
    expect([400, 415]).toContain(unbounded.status);
  });

  test('nothing of what was refused is stored', async () => {
    expect((await cast.people.farm.get('/api/harvests')).body.list('harvests')).toEqual([]);
  });

  test.each([
    [
      'crosses itself',
      [
        [100, 24],
        [100.002, 24.002],
        [100.002, 24],
        [100, 24.002],
        [100, 24],
      ],
    ],
    [
      'does not end where it starts',
      [
        [100, 24],
        [100.002, 24],
        [100.002, 24.002],
        [100, 24.002],
      ],
    ],
    [
      'has two corners',
      [
        [100, 24],
        [100.002, 24],
        [100, 24],
      ],
    ],
    [
      'is as large as a country',
      [
        [100, 24],
        [110, 24],
        [110, 30],
        [100, 24],
      ],
    ],
    [
      'lies outside the world',
      [
        [200, 24],
        [201, 24],
        [201, 25],
        [200, 24],
      ],
    ],
  ])('a boundary that %s is refused', async (_, ring) => {
    const polygon = { type: 'Polygon', coordinates: [ring] };
    expect((await cast.people.farm.post('/api/plots', { name: 'X', crop: 'tea', cultivar: 'X', polygon })).status).toBe(
      400,
    );
  });

  test('the same boundary twice is a conflict', async () => {
    const again = await cast.people.farm.post('/api/plots', {
      name: 'X',
      crop: 'tea',
      cultivar: 'X',
      polygon: triangle(),
    });
    expect(again.status).toBe(409);
  });

  test.each([
    ['broken JSON', '{"a":', 'application/json', 400],
    ['deep JSON', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'application/json', 400],
    ['two megabytes', JSON.stringify({ a: 'x'.repeat(2_000_000) }), 'application/json', 413],
    ['XML', '<a/>', 'application/xml', 415],
  ])('%s is refused as such', async (_, content, type, status) => {
    const answer = await cast.people.farm.send('POST', '/api/harvests', content, { 'content-type': type });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  });

  test.each([
    ['text', new TextEncoder().encode('this is no photograph')],
    ['nothing', new Uint8Array(0)],
    ['half a JPEG', new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70])],
  ])('%s is no photograph', async (_, bytes) => {
    const { status, body } = await cast.people.farm.upload('/api/photos', bytes);
    expect([status, body.text('code')]).toEqual([422, 'photo-refused']);
  });

  test('a photograph of 21 megabytes is refused with the limit', async () => {
    const { status, body } = await cast.people.farm.upload('/api/photos', new Uint8Array(21 * 1024 * 1024));
    expect(status).toBe(413);
    expect(body.text('detail')).toContain('20 megabytes');
  });

  test('an unknown path answers with a problem, and leaks nothing', async () => {
    const { status, body } = await application.visitor().get('/api/../../etc/passwd');
    expect(status).toBe(404);
    expect(body.text('code')).toBe('not-found');
  });

  test('the chain relay passes reading calls only', async () => {
    const call = (method: string) =>
      application.visitor().post('/api/rpc', { jsonrpc: '2.0', id: 1, method, params: [] });
    expect((await call('eth_chainId')).body.text('result')).toBe('0x7a69');
    for (const method of ['eth_sendRawTransaction', 'anvil_setBalance', 'eth_sign', 'evm_revert'])
      expect((await call(method)).status).toBe(400);
  });

  describe('sensors', () => {
    test('one cannot speak for another, nor without its password', async () => {
      const { body: one } = await cast.people.warehouse.post('/api/sensors', { name: 'A', location: 'L' });
      const { body: two } = await cast.people.warehouse.post('/api/sensors', { name: 'B', location: 'L' });
      await expect(
        mqtt.connectAsync(one.text('mqttUrl'), {
          username: one.text('username'),
          password: 'wrong',
          reconnectPeriod: 0,
        }),
      ).rejects.toThrow();
      const client = await mqtt.connectAsync(one.text('mqttUrl'), {
        username: one.text('username'),
        password: one.text('password'),
        reconnectPeriod: 0,
      });
      const reading = JSON.stringify({ time: secondsAgo(5), temperatureC: 20, humidityPct: 50 });
      await Promise.race([
        client.publishAsync(two.text('topic'), reading, { qos: 1 }).catch(() => undefined),
        new Promise<void>((resolve) =>
          client.once('close', () => {
            resolve();
          }),
        ),
      ]);
      client.end(true);
      const { body } = await cast.people.warehouse.get(`/api/sensors/${two.text('id')}/readings`);
      expect(body.list('readings')).toEqual([]);
    });

    test('rubbish is not stored, the same reading counts once', async () => {
      const { body: sensor } = await cast.people.warehouse.post('/api/sensors', { name: 'C', location: 'L' });
      const client = await mqtt.connectAsync(sensor.text('mqttUrl'), {
        username: sensor.text('username'),
        password: sensor.text('password'),
      });
      const good = JSON.stringify({ time: secondsAgo(5), temperatureC: 20.5, humidityPct: 50 });
      for (const payload of [
        '',
        'rubbish',
        '{"time":"now"}',
        JSON.stringify({ time: secondsAgo(5), temperatureC: 900, humidityPct: 50 }),
        JSON.stringify({ time: '2026-01-01T00:00:00+23:00', temperatureC: 1e-46, humidityPct: 50 }),
        good,
        good,
      ])
        await client.publishAsync(sensor.text('topic'), payload, { qos: 1 });
      await client.endAsync();
      const { body } = await cast.people.warehouse.get(`/api/sensors/${sensor.text('id')}/readings`);
      expect(body.list('readings').map((reading) => reading.number('temperatureC'))).toEqual([20.5, 0]);
    });

    test('a line that is no MQTT does not harm the broker', async () => {
      await new Promise<void>((resolve) => {
        const socket = connect(application.config.mqtt.port, '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\n\r\n'));
        socket
          .once('close', () => {
            resolve();
          })
          .once('error', () => undefined);
        setTimeout(() => socket.destroy(), 1000);
      });
      expect((await application.visitor().get('/api/health/ready')).status).toBe(200);
    });
  });
});
