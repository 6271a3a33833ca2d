import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { connect, type MqttClient } from 'mqtt';
import { CONFIG, type Config } from '../config.ts';
import { ReadingIntake } from './intake.ts';
import { topicOf } from './sensors.service.ts';

/** One name for all restarts: the broker keeps what arrives while the services are down. */
const CLIENT_ID = 'fieldseal-services';

/**
 * Listens at a broker of the operator's own (`MQTT_URL`: Mosquitto, EMQX, NATS) instead of the built-in one. A message
 * is acknowledged when its reading is stored. Who may publish to which topic is the broker's to decide.
 */
@Injectable()
export class Subscriber implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(Subscriber.name);
  private client: MqttClient | undefined;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly intake: ReadingIntake,
  ) {}

  onApplicationBootstrap(): void {
    const { url } = this.config.mqtt;
    if (url === undefined || !this.config.runsWorkers) return;
    const client = connect(url, { clientId: CLIENT_ID, clean: false, reconnectPeriod: 1000 });
    client.handleMessage = ({ topic, payload }, acknowledge) => {
      this.intake.accept(topic.slice(topicOf('').length), Buffer.from(payload)).then(
        () => {
          acknowledge();
        },
        (error: unknown) => {
          this.logger.warn(
            `not stored, waiting for it again: ${error instanceof Error ? error.message : String(error)}`,
          );
          // Without an acknowledgement the broker delivers it again on the next connection.
          client.reconnect();
        },
      );
    };
    client.on('connect', () => {
      client.subscribe(topicOf('+'), { qos: 1 });
    });
    client.on('error', (error) => {
      this.logger.warn(`broker: ${error.message}`);
    });
    this.client = client;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.client?.endAsync();
  }
}
