import { join } from 'node:path';
import type { Case, Suite, Verdict } from './case.ts';
import { KNOWN_FAULTS } from './known-faults.ts';

export interface Failure {
  readonly case: string;
  readonly reason: string;
}

export interface SuiteReport {
  readonly name: string;
  readonly passed: number;
  readonly total: number;
  readonly failed: readonly Failure[];
  /** Cases the suite itself has wrong, with what is wrong; in neither `passed` nor `total`. */
  readonly knownFaults: readonly Failure[];
  /** Cases that hold by being refused, with the reason it was for. */
  readonly refused: readonly Failure[];
}

export interface Report {
  readonly ok: boolean;
  readonly data: string;
  readonly suites: readonly SuiteReport[];
  /** Suites of which the data holds no case. */
  readonly absent: readonly string[];
}

/** Runs every suite of which the data holds a case. `ok` when there was one and nothing failed. */
export async function runSuites(data: string, suites: readonly Suite[]): Promise<Report> {
  const reports: SuiteReport[] = [];
  for (const suite of suites) reports.push(await runSuite(data, suite));
  const present = reports.filter(({ total, knownFaults }) => total + knownFaults.length > 0);
  const absent = reports.filter((report) => !present.includes(report)).map(({ name }) => name);
  return {
    ok: present.length > 0 && present.every(({ failed }) => failed.length === 0),
    data,
    suites: present,
    absent,
  };
}

async function runSuite(data: string, suite: Suite): Promise<SuiteReport> {
  const failed: Failure[] = [];
  const knownFaults: Failure[] = [];
  const refused: Failure[] = [];
  const cases = casesOf(data, suite);
  for (const item of cases) {
    const verdict = await verdictOn(item);
    if (typeof verdict === 'object') refused.push({ case: item.name, reason: verdict.refusedFor });
    if (typeof verdict !== 'string') continue;
    const fault = item.contradiction?.holds() === true ? KNOWN_FAULTS[item.contradiction.fault] : undefined;
    if (fault === undefined) failed.push({ case: item.name, reason: verdict });
    else knownFaults.push({ case: item.name, reason: `${fault.what} ${fault.proof}` });
  }
  const total = cases.length - knownFaults.length;
  return { name: suite.name, passed: total - failed.length, total, failed, knownFaults, refused };
}

/** What the suite cannot read is a failing case, never a case less. */
function casesOf(data: string, suite: Suite): readonly Case[] {
  try {
    return suite.cases(join(data, suite.name), data);
  } catch (error) {
    return [{ name: 'finding the cases', judge: () => messageOf(error) }];
  }
}

async function verdictOn(item: Case): Promise<Verdict> {
  try {
    return await item.judge();
  } catch (error) {
    return messageOf(error);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
