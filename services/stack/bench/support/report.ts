import { availableParallelism, totalmem } from 'node:os';

/** One figure; `goal` and `peer` (the same work by the simplest means, in the same run) where there are such. */
export interface Result {
  readonly metric: string;
  readonly value: number;
  readonly unit: string;
  readonly goal?: number;
  readonly peer?: number;
  /** Of value to peer. */
  readonly ratio?: number;
}

export interface Report {
  readonly name: string;
  readonly results: readonly Result[];
  /** What has to be known to read the figures: how data were made, what was left out. */
  readonly notes?: readonly string[];
}

/** Prints a report as people read it, or as one line of JSON. */
export function print({ name, results, notes = [] }: Report, json: boolean): void {
  const machine = {
    cpus: availableParallelism(),
    memoryGb: Math.round(totalmem() / 1e9),
    node: process.version,
  };
  const text = json
    ? JSON.stringify({ name, machine, results, notes })
    : [
        `${name} on ${String(machine.cpus)} processors, ${String(machine.memoryGb)} GB, Node ${machine.node}`,
        ...results.map(line),
        ...notes.map((note) => `- ${note}`),
      ].join('\n');
  process.stdout.write(`${text}\n`);
}

function line({ metric, value, unit, goal, peer, ratio }: Result): string {
  const extra = [
    ...(goal === undefined ? [] : [`goal ${String(goal)}`]),
    ...(peer === undefined ? [] : [`peer ${rounded(peer)}`]),
    ...(ratio === undefined ? [] : [`ratio ${ratio.toFixed(2)}`]),
  ];
  return `  ${metric.padEnd(58)} ${rounded(value).padStart(10)} ${unit}${extra.length === 0 ? '' : ` (${extra.join(', ')})`}`;
}

/** Three significant digits at least, no decimals that mean nothing. */
function rounded(value: number): string {
  return Math.abs(value) >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}
