import { sampleTerms } from '@fieldseal/oracle';
import { z } from 'zod';
import { Board, Created, type BoardSeries } from './answers.ts';
import { type SeasonContext, until } from './context.ts';
import type { OrganisationIds } from './organisations.ts';

/** Smallest units of the test token: six decimals. */
const TOKEN = 1_000_000n;
const CAPITAL = 500_000n * TOKEN;
const FARM_MONEY = 20_000n * TOKEN;
const SUM_INSURED = 50_000n * TOKEN;
const CAP = 200_000n * TOKEN;
const PREMIUM_RATE_BPS = 800;

export interface CoverIds {
  readonly dry: string;
  readonly wet: string;
}

/** Capital, reporters, two series on real weather, and the farm's two policies; then the weather begins to play. */
export async function offerCover(
  season: SeasonContext,
  organisations: OrganisationIds,
  plotId: string,
): Promise<CoverIds> {
  const administrator = await season.administrator();
  const insurer = await season.as('insurer');
  // Who may speak about the weather is not the insurer's to decide.
  const regulator = await season.as('regulator');
  const mint = (kind: string, amount: bigint): Promise<unknown> =>
    administrator.post(
      '/cover/mints',
      { organisationId: organisations.get(kind), amount: String(amount) },
      `mint ${kind}`,
      z.unknown(),
    );
  await mint('insurer', CAPITAL);
  await mint('farm', FARM_MONEY);
  await insurer.post('/cover/deposits', { amount: String(CAPITAL) }, 'deposit', z.unknown());
  for (const { name, address, sourceId } of season.options.reporters) {
    await regulator.post('/cover/reporters', { name, address, sourceId }, `reporter ${address}`, z.unknown());
  }
  const { dryYear, wetYear } = sampleTerms();
  return {
    dry: await openSeries(season, 'dry', dryYear, plotId),
    wet: await openSeries(season, 'wet', wetYear, plotId),
  };
}

async function openSeries(season: SeasonContext, name: string, terms: object, plotId: string): Promise<string> {
  const insurer = await season.as('insurer');
  const farmer = await season.as('farmer');
  const { secondsPerDay, salesSeconds } = season.options;
  const offer = {
    terms,
    premiumRateBps: PREMIUM_RATE_BPS,
    cap: String(CAP),
    secondsPerDay,
    salesSeconds,
  };
  const { id } = await insurer.post('/cover/series', offer, `series ${name}`, Created);
  const purchase = { seriesId: id, plotId, sumInsured: String(SUM_INSURED) };
  await farmer.post('/cover/policies', purchase, `policy ${name}`, Created);
  return id;
}

export interface CoverOutcome {
  readonly indexMilli: number;
  readonly payoutBps: number;
  readonly paid: string;
  readonly secondsFromFinalToPaid: number | null;
  readonly transaction: string | null;
}

/**
 * Waits until both series are settled: the dry year has paid the farm without anybody claiming, the wet year nothing.
 * @throws Error when the money is not what the terms say
 */
export async function awaitPayout(
  season: SeasonContext,
  ids: CoverIds,
): Promise<{ dry: CoverOutcome; wet: CoverOutcome }> {
  const insurer = await season.as('insurer');
  const [dry, wet] = await until('both series were settled', season.options.patienceMs + 60_000, async () => {
    const { series } = await insurer.get('/cover/board', Board);
    const found = [ids.dry, ids.wet].map((id) => series.find((one) => one.id === id));
    return found.every(isDone) ? found.map((one) => outcomeOf(one)) : undefined;
  });
  if (dry === undefined || wet === undefined) throw new Error('The board lost a series.');
  const owed = (SUM_INSURED * BigInt(dry.payoutBps)) / 10_000n;
  if (dry.payoutBps === 0 || !isClose(BigInt(dry.paid), owed)) {
    throw new Error(
      `The dry year paid ${dry.paid} at ${String(dry.payoutBps)} basis points of ${String(SUM_INSURED)}.`,
    );
  }
  if (wet.payoutBps !== 0 || wet.paid !== '0') throw new Error(`The wet year paid ${wet.paid}.`);
  return { dry, wet };
}

/** The board rounds the payout to basis points; the contract pays by a finer factor. */
function isClose(paid: bigint, owed: bigint): boolean {
  const difference = paid > owed ? paid - owed : owed - paid;
  return difference <= SUM_INSURED / 10_000n;
}

const SETTLED = new Set(['settled', 'refunded']);
const OPEN_POLICY = new Set(['pending', 'active']);

function isDone(series: BoardSeries | undefined): series is BoardSeries {
  return (
    series !== undefined && SETTLED.has(series.state) && series.policies.every(({ status }) => !OPEN_POLICY.has(status))
  );
}

function outcomeOf(series: BoardSeries): CoverOutcome {
  const paid = series.policies.reduce((sum, policy) => sum + BigInt(policy.paid ?? '0'), 0n);
  return {
    indexMilli: series.index.medianMilli ?? Number.NaN,
    payoutBps: series.payoutBps ?? 0,
    paid: String(paid),
    secondsFromFinalToPaid: series.secondsFromFinalToPaid ?? null,
    transaction: series.policies.find(({ transaction }) => transaction)?.transaction ?? null,
  };
}
