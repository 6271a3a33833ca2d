import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Config } from '../../src/config.ts';

const PROGRAM = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

/** The built application in a process of its own, which can be killed at any moment. */
export class ApiProcess {
  private constructor(private readonly child: ChildProcess) {}

  /** On the state of a configuration that no running application uses. */
  static async start(config: Config): Promise<ApiProcess> {
    if (!existsSync(PROGRAM))
      throw new Error('dist/main.js is missing: run these tests with "npm test", which builds it');
    const environment: Record<string, string | undefined> = {
      ...process.env,
      NODE_OPTIONS: '',
      DATABASE_URL: config.databaseUrl,
      RPC_URL: config.rpcUrl,
      STATE_DIR: dirname(config.keysDir),
      PORT: String(config.port),
      MQTT_PORT: String(config.mqtt.port),
      PUBLIC_URL: config.publicUrl,
      LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? 'silent',
    };
    const child = spawn(process.execPath, [PROGRAM], { env: environment, stdio: ['ignore', 'inherit', 'inherit'] });
    const started = new ApiProcess(child);
    await started.ready(`http://127.0.0.1:${config.port}/api/health/live`);
    return started;
  }

  async kill(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await ended;
  }

  private async ready(address: string): Promise<void> {
    for (let attempt = 0; attempt < 600; attempt++) {
      if (this.child.exitCode !== null) throw new Error(`the application ended with ${this.child.exitCode}`);
      const isUp = await fetch(address).then(
        ({ ok }) => ok,
        () => false,
      );
      if (isUp) return;
      await pause(50);
    }
    await this.kill();
    throw new Error('the application did not start within 30 s');
  }
}
