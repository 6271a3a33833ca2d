import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { quantile } from './support/clients.ts';
import { print, type Result } from './support/report.ts';
import { countDocuments, sampleEvidence } from './verify/evidence.ts';
import { timesInBrowser } from './verify/in-browser.ts';
import { type Times, timesInNode } from './verify/in-node.ts';

const GOAL = { nodeMs: 50, browserMs: 150, bundleKb: 40 };
const SLOWDOWN = 4;

/** `npm run bench -- verify [--rounds N] [--json]` */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { rounds: { type: 'string', default: '20' }, json: { type: 'boolean', default: false } },
  });
  const rounds = Number(values.rounds);
  const say = (text: string): void => {
    process.stderr.write(`${text}\n`);
  };
  const sample = await sampleEvidence(say);
  try {
    const { bundle, archive, file, rpcUrl } = sample;
    const { certificates, events } = countDocuments(bundle);
    say('verifying in Node');
    const inNode = await timesInNode(bundle, rpcUrl, rounds);
    const ofArchive = await timesInNode(archive, rpcUrl, rounds);
    say('verifying in the browser');
    const inBrowser = await timesInBrowser(file, rpcUrl, rounds, SLOWDOWN);
    const browser = `browser, processor slowed down ${String(SLOWDOWN)} times`;
    const results: Result[] = [
      ...resultsOf('bundle in Node', inNode, GOAL.nodeMs),
      ...resultsOf('archive in Node', ofArchive),
      ...resultsOf(`bundle in the ${browser}`, inBrowser, GOAL.browserMs),
      { metric: 'bundle of a tea cake', value: bundle.length / 1000, unit: 'kB' },
      {
        metric: 'bundle of a tea cake, gz',
        value: gzipSync(bundle, { level: 9 }).length / 1000,
        unit: 'kB',
        goal: GOAL.bundleKb,
      },
      { metric: 'archive with photographs and verifier page', value: archive.length / 1000, unit: 'kB' },
    ];
    const notes = [
      `A tea cake of the sample season: ${String(certificates)} certificates, ${String(events)} events, its status lists; ${String(rounds)} rounds.`,
      'Asking a node: every answer fetched from the chain of this machine, in each round. Computing: the same with answers remembered.',
      'In the browser: from the tap to the verdict on the page, opened from disk, drawing of every step included.',
    ];
    print({ name: 'verify', results, notes }, values.json);
  } finally {
    await sample.stop();
  }
}

function resultsOf(metric: string, { first, asking, computing }: Times, goal?: number): Result[] {
  const aim = goal === undefined ? {} : { goal };
  return [
    { metric: `${metric}, asking a node, median`, value: quantile(asking, 0.5), unit: 'ms', ...aim },
    { metric: `${metric}, asking a node, p95`, value: quantile(asking, 0.95), unit: 'ms' },
    { metric: `${metric}, computing, median`, value: quantile(computing, 0.5), unit: 'ms', ...aim },
    { metric: `${metric}, the very first`, value: first, unit: 'ms' },
  ];
}
