import { parseArgs } from 'node:util';
import { measureAppend } from './seal/append.ts';
import { measureGas } from './seal/gas.ts';
import { measureProofs } from './seal/proofs.ts';
import { print, type Result } from './support/report.ts';
import { startBenchStack } from './support/stack.ts';

const NOTES = [
  'Sequencer: leaves that wait in the database get their places, tiles and entries, committed with fsync, and a signed checkpoint follows; its process, the database and the chain share the processors.',
  'Peer: multi-row inserts of the same leaf rows into a copy of the same table with its index and as many rows, one committed transaction each.',
  'Proofs are of leaves spread over the whole log, one after another, and verified afterwards: computed from tiles that are read from the database, of which the 2048 used last are remembered as in the services (those near the root; hardly any two leaves share a lowest tile), and asked for over HTTP, where the peer is a request that reads nothing, at the same moment of the run. The log is synthetic: random leaves written straight into the tables of tiles and entries, and of places only those that are asked for.',
  'Gas is of whole transactions on the real contracts. The trees repeat one leaf, so that true roots and consistency proofs of any size are at hand: gas depends on the sizes alone. 1073737727 is the dearest size up to 2^30, all bits set.',
  'Peers of the gas: an OpenZeppelin ERC-721 mint to a holder who has some already, and one word stored in a mapping.',
];

const PARTS = ['gas', 'append', 'proofs'];

/** `npm run bench -- seal [--leaves 10000000] [--appended 500000] [--parts gas,append,proofs] [--json]` */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      leaves: { type: 'string', default: '10000000' },
      appended: { type: 'string', default: '500000' },
      parts: { type: 'string', default: PARTS.join() },
      json: { type: 'boolean', default: false },
    },
  });
  const parts = values.parts.split(',');
  const unknown = parts.filter((part) => !PARTS.includes(part));
  if (unknown.length > 0) throw new Error(`--parts are of ${PARTS.join(', ')}; there is no ${unknown.join(', ')}.`);
  const say = (text: string): void => void process.stderr.write(`${text}\n`);
  const stack = await startBenchStack(say);
  try {
    const results: Result[] = [];
    if (parts.includes('gas')) results.push(...(await measureGas(stack.rpcUrl)));
    if (parts.includes('append')) results.push(...(await measureAppend(stack.databaseUrl, Number(values.appended))));
    if (parts.includes('proofs'))
      results.push(...(await measureProofs(stack.baseUrl, stack.databaseUrl, Number(values.leaves), say)));
    print({ name: 'seal', results, notes: NOTES }, values.json);
  } finally {
    await stack.stop();
  }
}
