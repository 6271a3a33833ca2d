import { join } from 'node:path';
import { z } from 'zod';
import { run } from '../command.ts';
import { readJson } from '../engines/files.ts';

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly string[];
}

export const NONE: Counts = { passed: 0, failed: 0, skipped: [] };

export function plus(a: Counts, b: Counts): Counts {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: [...a.skipped, ...b.skipped] };
}

/** The contracts' own tests, unit and fuzz, written in Solidity. A run that cannot start counts as one failure. */
export async function solidity(): Promise<Counts> {
  const { code, output } = await run('hardhat', ['test', 'solidity'], { folder: 'contracts', show: true });
  const count = (word: string): number => Number(new RegExp(`(\\d+) ${word}`).exec(output)?.[1] ?? 0);
  const failed = count('failing');
  return { passed: count('passing'), failed: code !== 0 && failed === 0 ? 1 : failed, skipped: [] };
}

export interface JestRun {
  readonly projects: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Where the result is written. */
  readonly folder: string;
  /** Runs only files `*.<only>.test.ts`, one after the other. */
  readonly only?: string;
  /** Leaves out files `*.<ignore>.test.ts`. */
  readonly ignore?: string;
}

const JestResult = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numRuntimeErrorTestSuites: z.number(),
  testResults: z.array(z.object({ assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })) })),
});

/** Some packages' tests. A file that cannot be run counts as one failure. */
export async function jest(name: string, { projects, env, folder, only, ignore }: JestRun): Promise<Counts> {
  const result = join(folder, `${name.replaceAll(' ', '-')}.json`);
  const args = ['--selectProjects', ...projects, '--json', '--outputFile', result];
  if (only !== undefined) args.push('--testPathPatterns', `\\.${only}\\.test\\.ts$`, '--runInBand');
  if (ignore !== undefined) args.push('--testPathIgnorePatterns', `\\.${ignore}\\.test\\.ts$`, '/node_modules/');
  if (only === undefined) args.push('--maxWorkers', '2');
  const options = { ...env, NODE_OPTIONS: '--experimental-vm-modules --no-warnings=ExperimentalWarning' };
  const { code } = await run('jest', [...args, '--passWithNoTests'], { env: options, show: true });
  const parsed = JestResult.safeParse(readJson(result));
  if (!parsed.success) return { passed: 0, failed: 1, skipped: [] };
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites, testResults } = parsed.data;
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  const failed = numFailedTests + numRuntimeErrorTestSuites;
  return {
    passed: numPassedTests,
    failed: code !== 0 && failed === 0 ? 1 : failed,
    skipped: tests.filter(({ status }) => status === 'pending' || status === 'todo').map(({ fullName }) => fullName),
  };
}
