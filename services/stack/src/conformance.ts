import { statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { typedPath, UsageError } from './arguments.ts';
import { runSuites } from './conformance/runner.ts';
import { SUITES } from './conformance/suites.ts';
import { inWords } from './conformance/words.ts';
import { repository } from './repository.ts';

const USAGE = `npm run conformance -- [--data DIR] [--json] [--verbose]
  --data     folder of the public suites; ../shared/conformance beside the checkout when left out
  --json     the report as JSON
  --verbose  also say why each case was refused that must be
Ends with 0 when every case holds, 1 when one does not, 2 when nothing could be checked.`;

try {
  process.exitCode = await conformance(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}

async function conformance(args: string[]): Promise<number> {
  const { data, json, verbose } = readArguments(args);
  const report = await runSuites(data, SUITES);
  process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : inWords(report, verbose));
  if (report.suites.length === 0) return 2;
  return report.ok ? 0 : 1;
}

function readArguments(args: string[]): { data: string; json: boolean; verbose: boolean } {
  const { data, json = false, verbose = false } = parse(args);
  const folder = data === undefined ? join(repository, '../shared/conformance') : typedPath(data);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new UsageError(`There is no folder ${folder}.\n${USAGE}`);
  }
  return { data: folder, json, verbose };
}

function parse(args: string[]): { data?: string; json?: boolean; verbose?: boolean } {
  const options = { data: { type: 'string' }, json: { type: 'boolean' }, verbose: { type: 'boolean' } } as const;
  try {
    return parseArgs({ args, options }).values;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
}
