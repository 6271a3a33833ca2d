import type { Report } from './runner.ts';

/**
 * The report for people: a line for each suite, then each case that failed and each that its suite has wrong.
 * @param verbose also why each case was refused that must be
 */
export function inWords({ ok, data, suites, absent }: Report, verbose: boolean): string {
  const lines = suites.flatMap(({ name, passed, total, failed, knownFaults, refused }) => [
    `${failed.length === 0 ? 'ok    ' : 'FAILED'} ${name}: ${String(passed)}/${String(total)}`,
    ...failed.map((failure) => `         ${failure.case}: ${failure.reason}`),
    ...(verbose ? refused.map((item) => `         refused ${item.case}: ${item.reason}`) : []),
    ...knownFaults.map((fault) => `         known fault of the suite, ${fault.case}: ${fault.reason}`),
  ]);
  const missing = absent.map((name) => `absent ${name}: ${data} holds no case of it`);
  return [...lines, ...missing, verdict(ok, suites), ''].join('\n');
}

function verdict(ok: boolean, suites: Report['suites']): string {
  if (suites.length === 0) return 'NOTHING CHECKED: no suite was found.';
  if (!ok) return 'DOES NOT CONFORM: see the cases above.';
  const faults = suites.reduce((sum, { knownFaults }) => sum + knownFaults.length, 0);
  const but = faults === 0 ? '' : `, but ${String(faults)} that the suites themselves have wrong: see above`;
  return `CONFORMS: every case of every suite found holds${but}.`;
}
