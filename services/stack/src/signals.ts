import type { Stack } from './stack.ts';

/** npm, the set-up and the terminal may each pass on the same Ctrl-C; within this time it counts as one. */
const SAME_SIGNAL_MS = 1_000;
const PARENT_CHECK_MS = 300;

/** Stops everything in order at the first signal and at once at the second. */
export function stopOnSignal(stack: Pick<Stack, 'stop' | 'kill'>, say: (text: string) => void): void {
  let firstAt: number | undefined;
  const onSignal = (): void => {
    if (firstAt === undefined) {
      firstAt = Date.now();
      say('stopping (once more to force it)');
      void stack.stop().then(() => {
        say('stopped');
        process.exit();
      });
    } else if (Date.now() - firstAt > SAME_SIGNAL_MS) {
      stack.kill();
      process.exit(130);
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  whenNpmIsGone(onSignal);
}

/** npm passes SIGTERM on to a shell between it and us, which ends without telling us: our parent is another then. */
function whenNpmIsGone(act: () => void): void {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    act();
  }, PARENT_CHECK_MS);
  watch.unref();
}
