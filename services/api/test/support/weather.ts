import { observationTypedData, type Observation } from '@fieldseal/contracts';
import { type CoverTerms, progressTypedData, sampleTerms, sourceIdHash } from '@fieldseal/oracle';
import { id, Wallet } from 'ethers';
import { z } from 'zod';
import type { Answer, TestClient } from './client.ts';
import { type Cast, eventually } from './season.ts';

export const TOKEN = 1_000_000n;
/** Wall seconds of one day of the tests' weather. */
const SECONDS_PER_DAY = 0.05;

/** The sample terms on five days of May, so that a season takes a quarter of a second. */
export function shortTerms(which: 'dryYear' | 'wetYear', name = which as string): CoverTerms {
  const terms = sampleTerms()[which];
  return { ...terms, name, phases: terms.phases.map((phase) => ({ ...phase, from: '05-01', to: '05-05' })) };
}

const Round = z.object({
  roundKey: z.string(),
  terms: z.object({ name: z.string() }),
  domain: z.object({ name: z.string(), version: z.string(), chainId: z.number(), verifyingContract: z.string() }),
  finalAt: z.number(),
});
export type OpenRound = z.infer<typeof Round>;

/** A reporter that says what the test tells it to. */
export class TestReporter {
  readonly wallet = new Wallet(Wallet.createRandom().privateKey);

  constructor(
    readonly name: string,
    readonly sourceId: string,
  ) {}

  async observation(round: OpenRound, valueMilli: number, signer = this.wallet) {
    const said = {
      missingDays: 0,
      rawDataHash: id('raw data'),
      sourceId: sourceIdHash(this.sourceId),
      observedAt: round.finalAt / 1000,
    };
    const observation: Observation = { roundKey: round.roundKey, valueMilli: BigInt(valueMilli), ...said };
    const { domain, types, value } = observationTypedData(
      { chainId: round.domain.chainId, oracle: round.domain.verifyingContract },
      observation,
    );
    const signature = await signer.signTypedData(domain, types, value);
    return { reporter: this.wallet.address, ...said, valueMilli: String(valueMilli), signature };
  }

  async progress(round: OpenRound, throughDate: string, valueMilli: number, signer = this.wallet) {
    const said = { throughDate, valueMilli: String(valueMilli) };
    const { domain, types, value } = progressTypedData(round.domain, { roundKey: round.roundKey, ...said });
    return { reporter: this.wallet.address, ...said, signature: await signer.signTypedData(domain, types, value) };
  }
}

/** Four reporters on two sources, registered. */
export async function registerReporters({ people }: Cast): Promise<TestReporter[]> {
  const reporters = ['one', 'two', 'one', 'two'].map(
    (source, i) => new TestReporter(`Reporter ${String(i + 1)}`, `source ${source}`),
  );
  for (const { name, sourceId, wallet } of reporters)
    await expectCreated(people.regulator.post('/api/cover/reporters', { name, sourceId, address: wallet.address }));
  return reporters;
}

/** Money for insurer and farm, and capital in the pool. */
export async function fund({ administrator, people, ids }: Cast): Promise<void> {
  const capital = String(500_000n * TOKEN);
  await expectCreated(administrator.post('/api/cover/mints', { organisationId: ids.insurer, amount: capital }));
  await expectCreated(
    administrator.post('/api/cover/mints', { organisationId: ids.farm, amount: String(20_000n * TOKEN) }),
  );
  await expectCreated(people.insurer.post('/api/cover/deposits', { amount: capital }));
}

export async function openSeries(insurer: TestClient, terms: CoverTerms, salesSeconds: number): Promise<string> {
  const offer = {
    terms,
    premiumRateBps: 800,
    cap: String(200_000n * TOKEN),
    secondsPerDay: SECONDS_PER_DAY,
    salesSeconds,
  };
  return (await expectCreated(insurer.post('/api/cover/series', offer))).body.text('id');
}

export async function buy(farm: TestClient, seriesId: string, plotId: string): Promise<Answer> {
  return farm.post('/api/cover/policies', { seriesId, plotId, sumInsured: String(50_000n * TOKEN) });
}

/** The open round of a series' terms, once its weather is over. */
export async function overRound(visitor: TestClient, name: string, seconds = 90): Promise<OpenRound> {
  const look = async (): Promise<OpenRound | undefined> => {
    const { body } = await visitor.get('/api/oracle/rounds?status=open');
    const rounds = body.list('rounds').map(({ value }) => Round.parse(value));
    return rounds.find(({ terms, finalAt }) => terms.name === name && Date.now() >= finalAt);
  };
  return eventually(look, `the weather of ${name} was over`, seconds);
}

const BoardSeries = z.object({
  id: z.string(),
  state: z.string(),
  exposure: z.string(),
  premiums: z.string(),
  payoutBps: z.number().optional(),
  secondsFromFinalToPaid: z.number().optional(),
  index: z.object({
    medianMilli: z.string().optional(),
    curve: z.array(z.object({ date: z.string(), valueMilli: z.number() })),
    reporters: z.array(z.object({ observed: z.boolean(), throughDate: z.string().optional() })),
  }),
  policies: z.array(
    z.object({
      number: z.string(),
      plot: z.string(),
      status: z.string(),
      paid: z.string().optional(),
      transaction: z.string().optional(),
    }),
  ),
});
export type SeenSeries = z.infer<typeof BoardSeries>;

export async function seriesOnBoard(watcher: TestClient, id: string): Promise<SeenSeries> {
  const { body } = await watcher.get('/api/cover/board');
  const found = body
    .list('series')
    .map(({ value }) => BoardSeries.parse(value))
    .find((one) => one.id === id);
  if (found === undefined) throw new Error(`series ${id} is not on the board`);
  return found;
}

export async function reaches(watcher: TestClient, id: string, state: string, seconds = 40): Promise<SeenSeries> {
  return eventually(
    async () => {
      const seen = await seriesOnBoard(watcher, id);
      return seen.state === state ? seen : undefined;
    },
    `series ${id} became ${state}`,
    seconds,
  );
}

export async function balanceOf(client: TestClient): Promise<bigint> {
  return BigInt((await client.get('/api/cover/balance')).body.text('balance'));
}

async function expectCreated(answer: Promise<Answer>): Promise<Answer> {
  const given = await answer;
  if (given.status !== 201) throw new Error(`answered ${String(given.status)}: ${JSON.stringify(given.body.value)}`);
  return given;
}
