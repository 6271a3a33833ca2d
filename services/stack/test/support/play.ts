import { appendFileSync, fsyncSync, openSync } from 'node:fs';
import { ANY_PORTS } from '../../src/ports.ts';
import { playOn } from '../../src/season/once.ts';
import { startStack } from '../../src/stack.ts';

/** Starts the stack on a state folder and plays the season, writing down all that was acknowledged. */
const [stateDir = '', acknowledged = ''] = process.argv.slice(2);
const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};
const log = openSync(acknowledged, 'a');
const stack = await startStack({ stateDir, ports: ANY_PORTS, host: '127.0.0.1', say });
say('STARTED');
try {
  await playOn(stack, say, {
    patienceMs: 60_000,
    // A purchase may meet several restarts before it reaches the chain.
    salesSeconds: 40,
    onAcknowledged: (sent) => {
      appendFileSync(log, `${JSON.stringify(sent)}\n`);
      fsyncSync(log);
    },
  });
} catch {
  process.exitCode = 1;
}
await stack.stop();
process.exit();
