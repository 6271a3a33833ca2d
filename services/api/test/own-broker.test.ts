import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Aedes } from 'aedes';
import mqtt, { type MqttClient } from 'mqtt';
import { TestApplication } from './support/application.ts';
import { freePort } from './support/chain.ts';
import { type Cast, createCast, eventually, secondsAgo } from './support/season.ts';

/** Services that listen at a broker of the operator's own instead of the built-in one. */
describe('own broker', () => {
  let broker: Aedes;
  let server: Server;
  let application: TestApplication;
  let cast: Cast;
  let sensor: { id: string; topic: string };
  let publisher: MqttClient;

  beforeAll(async () => {
    const port = await freePort();
    broker = await Aedes.createBroker();
    server = createServer(broker.handle).listen(port, '127.0.0.1');
    const url = `mqtt://127.0.0.1:${port}`;
    application = await TestApplication.start({ MQTT_URL: url });
    cast = await createCast(application);
    const { body } = await cast.people.warehouse.post('/api/sensors', { name: 'S', location: 'L' });
    sensor = { id: body.text('id'), topic: body.text('topic') };
    expect(body.text('mqttUrl')).toBe(url);
    publisher = await mqtt.connectAsync(url);
  });

  afterAll(async () => {
    await publisher.endAsync();
    await application.stop();
    await new Promise<void>((resolve) => {
      broker.close(resolve);
    });
    server.close();
  });

  const temperatures = async (): Promise<number[]> => {
    const { body } = await cast.people.warehouse.get(`/api/sensors/${sensor.id}/readings`);
    return body.list('readings').map((reading) => reading.number('temperatureC'));
  };
  const publish = (age: number, temperatureC: number): Promise<unknown> =>
    publisher.publishAsync(sensor.topic, JSON.stringify({ time: secondsAgo(age), temperatureC, humidityPct: 55 }), {
      qos: 1,
    });
  const stored = (expected: number[]): Promise<number[]> =>
    eventually(
      async () => ((await temperatures()).length >= expected.length ? temperatures() : undefined),
      'the reading',
    );

  test('a reading is stored', async () => {
    await publish(100, 21);
    expect(await stored([21])).toEqual([21]);
  });

  test('what is published while the services are down is stored when they are back', async () => {
    await application.restart(async () => {
      await publish(50, 22);
    });
    expect(await stored([22, 21])).toEqual([22, 21]);
  });

  test('rubbish and unknown sensors are passed over', async () => {
    await publisher.publishAsync(sensor.topic, 'rubbish', { qos: 1 });
    await publisher.publishAsync(
      'telemetry/nobody',
      JSON.stringify({ time: secondsAgo(5), temperatureC: 1, humidityPct: 1 }),
      { qos: 1 },
    );
    await publish(10, 23);
    expect(await stored([23, 22, 21])).toEqual([23, 22, 21]);
  });
});
