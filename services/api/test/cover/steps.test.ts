import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { callsFor } from '@fieldseal/contracts';
import { ChainTransaction } from '../../src/chain/chain-transaction.entity.ts';
import { ChainService } from '../../src/chain/chain.service.ts';
import { type ContractCall, JournalService } from '../../src/chain/journal.service.ts';
import { CoverPolicy } from '../../src/cover/cover-policy.entity.ts';
import { CoverSeries } from '../../src/cover/cover-series.entity.ts';
import { CoverStep, type StepKind } from '../../src/cover/cover-step.entity.ts';
import { StepsService } from '../../src/cover/steps.service.ts';
import { UnitOfWork } from '../../src/platform/unit-of-work.ts';
import { TestApplication } from '../support/application.ts';
import { createCast, eventually, prepareGarden } from '../support/season.ts';
import { buy, fund, openSeries, seriesOnBoard, shortTerms } from '../support/weather.ts';

let application: TestApplication;
let unit: UnitOfWork;
let series: CoverSeries;
/** What the chain refuses: sales go on for hours. */
let refused: ContractCall;
/** What the chain takes as often as it comes. */
let accepted: ContractCall;

beforeAll(async () => {
  application = await TestApplication.start();
  unit = application.app.get(UnitOfWork);
  const cast = await createCast(application);
  const plotId = await prepareGarden(cast);
  await fund(cast);
  const id = await openSeries(cast.people.insurer, shortTerms('dryYear'), 8000);
  await buy(cast.people.farm, id, plotId);
  await eventually(async () => {
    const seen = await seriesOnBoard(cast.people.insurer, id);
    return seen.policies[0]?.status === 'active' ? true : undefined;
  }, 'the policy became active');
  series = await unit.repository(CoverSeries).findOneByOrFail({ id });
  const { deployment } = await application.app.get(ChainService).connect();
  const { cropCover, token } = callsFor(deployment);
  refused = cropCover.settle(series.seriesKey);
  accepted = token.approve(deployment.riskPool, 1n);
});

beforeEach(() => unit.repository(CoverStep).delete({ seriesId: series.id }));

afterAll(() => application.stop());

const take = (kind: StepKind, call: ContractCall, lookedAt = Date.now()): Promise<void> =>
  application.app.get(StepsService).take(series, [{ kind, calls: () => Promise.resolve([call]) }], lookedAt);

/** The latest attempt, once the chain answered it, moved to another number and into the past. */
async function age(kind: StepKind, attempt: number, seconds: number): Promise<void> {
  const at = new Date(Date.now() - seconds * 1000);
  const steps = unit.repository(CoverStep);
  const latest = await steps.findOneOrFail({ where: { seriesId: series.id, kind }, order: { attempt: 'DESC' } });
  await eventually(async () => {
    const { status } = await application.app.get(JournalService).get(latest.transactionId);
    return status === 'mined' || status === 'reverted' ? true : undefined;
  }, 'the chain answered');
  await steps.update({ id: latest.id }, { attempt, createdAt: at });
  await unit.repository(ChainTransaction).update({ id: latest.transactionId, status: 'mined' }, { minedAt: at });
}

async function attempts(): Promise<number[]> {
  const steps = await unit.repository(CoverStep).find({ where: { seriesId: series.id }, order: { attempt: 'ASC' } });
  return steps.map(({ attempt }) => attempt);
}

const failure = async (): Promise<string | null> =>
  (await unit.repository(CoverSeries).findOneByOrFail({ id: series.id })).failure;

test('a step refused for days is tried again every hour, and the series says why', async () => {
  await take('settle', refused);
  await age('settle', 60, 3500);
  await take('settle', refused);
  expect(await attempts()).toEqual([60]);
  await age('settle', 60, 3601);
  await take('settle', refused);
  expect(await attempts()).toEqual([60, 61]);
  expect(await failure()).toMatch(/^60 attempts in a row to settle it failed; trying again: \S+/);
});

test('four refusals alarm nobody', async () => {
  await take('settle', refused);
  await age('settle', 4, 9);
  await take('settle', refused);
  expect(await attempts()).toEqual([4, 5]);
  expect(await failure()).toBeNull();
});

test('a step without anything to send is not taken', async () => {
  await application.app.get(StepsService).take(series, [{ kind: 'pay', calls: () => Promise.resolve([]) }], Date.now());
  expect(await attempts()).toEqual([]);
});

test('a look from before a step was mined does not take it again, however slow everything is', async () => {
  await take('close', accepted);
  await age('close', 1, 20);
  const lookedAt = Date.now() - 15_000;
  await take('close', accepted, lookedAt);
  expect(await attempts()).toEqual([1]);
  await take('close', accepted);
  expect(await attempts()).toEqual([1, 2]);
});

test('the wait after a step that waited long for its block begins with the block', async () => {
  await take('close', accepted);
  await age('close', 1, 5);
  await unit.repository(CoverStep).update({ seriesId: series.id }, { createdAt: new Date(Date.now() - 3_600_000) });
  await take('close', accepted);
  expect(await attempts()).toEqual([1]);
});

test('a payment that nobody got counts as failed', async () => {
  await take('pay', accepted);
  await age('pay', 30, 3500);
  await unit.repository(CoverStep).update({ seriesId: series.id }, { recorded: true });
  await take('pay', accepted);
  expect(await attempts()).toEqual([30]);
});

test('after a payment that came the next goes out at once, but not before it is written down', async () => {
  await take('pay', accepted);
  await age('pay', 30, 0);
  await take('pay', accepted);
  expect(await attempts()).toEqual([30]);
  await unit.repository(CoverStep).update({ seriesId: series.id }, { recorded: true });
  const [payment] = await unit.query<{ hash: string }>(
    'SELECT t.hash FROM chain_transaction t JOIN cover_step s ON s.transaction_id = t.id WHERE s.series_id = $1',
    [series.id],
  );
  await unit.repository(CoverPolicy).update({ seriesId: series.id }, { paymentHash: payment?.hash ?? null });
  await take('pay', accepted);
  expect(await attempts()).toEqual([30, 31]);
  await take('pay', refused);
  expect(await attempts()).toEqual([30, 31]);
  await age('pay', 31, 11);
  await unit.repository(CoverStep).update({ seriesId: series.id }, { recorded: true });
  await take('pay', accepted);
  expect(await attempts()).toEqual([30, 31, 32]);
  expect(await failure()).toBeNull();
});
