/**
 * The one step between `git clone` and a running FieldSeal: `node services/stack/setup.mjs <command> [arguments]`.
 *
 * Without any dependency, on Node 20 or later, it fetches the right Node, installs the packages, builds what has
 * changed and then becomes the wanted command. Each step is skipped when nothing has changed since the last time.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { builds, buildWhenChanged } from './setup/builds.mjs';
import { commands, usage } from './setup/commands.mjs';
import { installPackages } from './setup/install.mjs';
import { withSetupLock } from './setup/lock.mjs';
import { continueUnder, nodeIsGoodEnough, privateNode } from './setup/node.mjs';
import { checkMachine } from './setup/machine.mjs';
import { repository } from './setup/paths.mjs';
import { Refusal, say } from './setup/say.mjs';

const [name = '', ...rest] = process.argv.slice(2);

try {
  const command = commands[name];
  if (command === undefined) throw new Refusal(usage(name));
  checkMachine();
  if (!nodeIsGoodEnough()) {
    const node = await withSetupLock(() => privateNode());
    process.exitCode = await continueUnder(node, process.argv.slice(1));
  } else {
    await withSetupLock(async () => {
      await installPackages();
      for (const build of command.builds) await buildWhenChanged(builds[build]);
    });
    const entry = join(repository, command.entry);
    process.argv = [process.execPath, entry, ...rest];
    await import(pathToFileURL(entry).href);
  }
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  say(error.message);
  process.exitCode = 1;
}
