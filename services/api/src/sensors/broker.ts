import { createServer, type Server } from 'node:net';
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Aedes } from 'aedes';
import { CONFIG, type Config } from '../config.ts';
import { ReadingIntake } from './intake.ts';
import { SensorsService, topicOf } from './sensors.service.ts';

/** MQTT 3.1.1 section 3.2.2.3: a sensor tries again later, where a refused one may give up. */
const SERVER_UNAVAILABLE = 3;

/**
 * The MQTT broker that sensors speak to. A reading is stored before it is acknowledged (MQTT 3.1.1 section 4.3.2:
 * PUBACK of QoS 1), so what a sensor may forget is in the database.
 */
@Injectable()
export class Broker implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(Broker.name);
  private broker: Aedes | undefined;
  private server: Server | undefined;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly sensors: SensorsService,
    private readonly intake: ReadingIntake,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (!this.config.servesApi || this.config.mqtt.url !== undefined) return;
    const broker = await Aedes.createBroker({ concurrency: 100 });
    broker.authenticate = (client, username, password, done) => {
      this.sensors.authenticate(username ?? '', password?.toString('utf8') ?? '').then(
        (right) => {
          if (right) Object.assign(client, { sensorId: username });
          done(null, right);
        },
        () => {
          done(Object.assign(new Error('try again'), { returnCode: SERVER_UNAVAILABLE }), null);
        },
      );
    };
    broker.authorizeSubscribe = (_client, _subscription, done) => {
      done(new Error('sensors publish, they do not subscribe'));
    };
    broker.authorizePublish = (client, packet, done) => {
      const sensorId = client !== null && 'sensorId' in client ? String(client.sensorId) : '';
      if (packet.topic !== topicOf(sensorId)) {
        done(new Error(`publish to ${topicOf(sensorId)}`));
        return;
      }
      this.intake.accept(sensorId, Buffer.from(packet.payload)).then(
        () => {
          done(null);
        },
        (error: unknown) => {
          this.logger.warn(
            `reading of ${sensorId} not stored: ${error instanceof Error ? error.message : String(error)}`,
          );
          done(new Error('not stored; send again'));
        },
      );
    };
    const { host, port } = this.config.mqtt;
    const server = createServer(broker.handle);
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(port, host, resolve);
    });
    this.broker = broker;
    this.server = server;
  }

  async onApplicationShutdown(): Promise<void> {
    const { broker, server } = this;
    if (broker !== undefined)
      await new Promise<void>((resolve) => {
        broker.close(resolve);
      });
    if (server !== undefined)
      await new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
      });
  }
}
