import { Injectable, Logger } from '@nestjs/common';
import { Reading } from './sensors.schemas.ts';
import { SensorsService } from './sensors.service.ts';

const MAX_PAYLOAD_BYTES = 1024;

/** Takes what arrived on a sensor's topic into the database, whichever broker it came through. */
@Injectable()
export class ReadingIntake {
  private readonly logger = new Logger(ReadingIntake.name);

  constructor(private readonly sensors: SensorsService) {}

  /**
   * Resolves when the reading is stored. What is no reading is logged and passed over: refusing it would make the
   * sensor send it for ever.
   * @throws when the database did not take the reading; the sensor has to send it again
   */
  async accept(sensorId: string, payload: Uint8Array): Promise<void> {
    const text = Buffer.from(payload).toString('utf8');
    const reading = payload.length > MAX_PAYLOAD_BYTES ? undefined : Reading.safeParse(parse(text)).data;
    const stored = reading !== undefined && (await this.sensors.record(sensorId, reading));
    if (!stored) this.logger.warn(`nothing to store from sensor ${sensorId}: ${text.slice(0, 200)}`);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
