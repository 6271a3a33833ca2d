import { chainReader } from '@fieldseal/contracts/reader';
import { type ChainReader, type Contracts, verifyEvidence } from '@fieldseal/provenance';

/** Milliseconds of each verification. `first` in this process, before anything was compiled. */
export interface Times {
  readonly first: number;
  readonly asking: readonly number[];
  readonly computing: readonly number[];
}

/** Verifies in this process: asking the node each time, then with its answers remembered. @throws Error if one fails */
export async function timesInNode(evidence: Uint8Array, rpcUrl: string, rounds: number): Promise<Times> {
  const time = async (readerOf: (contracts: Contracts) => ChainReader): Promise<number> => {
    const start = performance.now();
    const report = await verifyEvidence(evidence, readerOf);
    const took = performance.now() - start;
    if (!report.ok) throw new Error(`The evidence does not verify: ${report.failure?.code ?? 'no reason given'}`);
    return took;
  };
  const asking = (contracts: Contracts): ChainReader => chainReader(rpcUrl, contracts);
  const answers = new Map<string, Promise<Response>>();
  const remembered = (contracts: Contracts): ChainReader =>
    chainReader(rpcUrl, contracts, async (address, request) => {
      const question = withoutId(request?.body);
      const answer = answers.get(question) ?? fetch(address, request);
      answers.set(question, answer);
      return (await answer).clone();
    });
  const first = await time(asking);
  await time(remembered);
  return {
    first,
    asking: await repeat(rounds, () => time(asking)),
    computing: await repeat(rounds, () => time(remembered)),
  };
}

function withoutId(body: unknown): string {
  return typeof body === 'string' ? body.replace(/"id":\d+/, '') : '';
}

async function repeat(rounds: number, measure: () => Promise<number>): Promise<number[]> {
  const times: number[] = [];
  while (times.length < rounds) times.push(await measure());
  return times;
}
