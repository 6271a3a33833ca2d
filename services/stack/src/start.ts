import { readConfig } from './config.ts';
import { isPlayed, playOn } from './season/once.ts';
import { type Stack, startStack } from './stack.ts';
import { stopOnSignal } from './signals.ts';
import { welcome } from './welcome.ts';

/** `npm start`: everything up, the sample season once, the addresses; stays up until told to stop. */
const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

async function start(): Promise<Stack> {
  const config = readConfig(process.env);
  say('starting the database, the chain, the services and four weather reporters');
  const stack = await startStack({ ...config, say });
  stopOnSignal(stack, say);
  return stack;
}

/** A season that stops half way is no reason to take the rest down: what is there can be looked at. */
async function playOnce(stack: Stack): Promise<boolean> {
  if (isPlayed(stack.stateDir)) return false;
  say('playing the sample season (once, about a minute)');
  try {
    await playOn(stack, say);
  } catch {
    say('The sample season stopped here; everything stays up, and the next start goes on with it.');
  }
  return true;
}

try {
  const stack = await start();
  const isFirst = await playOnce(stack);
  say(welcome(stack, isFirst));
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
