import { Seals, type PressedItem } from './answers.ts';
import { accreditIssuers } from './accreditation.ts';
import { SeasonContext, type SeasonOptions } from './context.ts';
import { awaitPayout, offerCover, type CoverOutcome } from './cover.ts';
import { verifyCakes } from './evidence.ts';
import { CAKES, pressCakes } from './factory.ts';
import { growAndPick } from './field.ts';
import { createOrganisations } from './organisations.ts';
import { recogniseCakes, type Recognition } from './recognition.ts';
import { gradeAndSell } from './shop.ts';
import { Steps } from './steps.ts';
import { refuseTampered } from './tampering.ts';
import { storeCakes } from './warehouse.ts';

export interface SeasonSummary {
  readonly certificates: { readonly issued: number; readonly verified: number; readonly tamperedRefused: number };
  readonly seals: readonly { readonly treeSize: number; readonly gas: number | null }[];
  readonly fingerprint: Recognition;
  readonly cover: CoverOutcome;
  readonly wetCover: CoverOutcome;
  readonly items: readonly PressedItem[];
}

/** A birth certificate for each of two lots; identity, residence and graduation for each cake. */
const STAGES_OF_A_CAKE = 3;

/**
 * Plays the sample season as a client of the API. Playing it again continues where it stopped, since every request
 * carries the same Idempotency-Key as before.
 * @throws Error of the first chapter that did not hold
 */
export async function playSeason(options: SeasonOptions, steps = new Steps(options.say)): Promise<SeasonSummary> {
  const season = new SeasonContext(options);
  askForPhotos(options);
  const organisations = await steps.run('organisations', () => createOrganisations(season));
  await steps.run('accreditation', () => accreditIssuers(season, organisations));
  const field = await steps.run('field', () => growAndPick(season));
  const cover = await steps.run('cover offered and bought', () => offerCover(season, organisations, field.plotId));
  const payout = steps.run('weather, index and payout', () => awaitPayout(season, cover));
  // The weather plays while the cakes are made; its failure is reported where it is awaited.
  payout.catch(() => undefined);
  const items = await steps.run('factory', () => pressCakes(season, field));
  await steps.run('warehouse', () => storeCakes(season, items));
  await steps.run('shop', () => gradeAndSell(season, items));
  const fingerprint = await steps.run('recognition', () => recogniseCakes(season, items));
  const verified = await steps.run('verification', () => verifyCakes(season, items));
  const tamperedRefused = await steps.run('tampering', () => refuseTampered(season, verified));
  const { dry, wet } = await payout;
  const { seals } = await season.anybody().get('/seals', Seals);
  return {
    certificates: {
      issued: field.certificates + items.length * STAGES_OF_A_CAKE,
      verified: verified.certificates,
      tamperedRefused,
    },
    seals: seals.map(({ treeSize, gasUsed }) => ({ treeSize, gas: gasUsed ?? null })),
    fingerprint,
    cover: dry,
    wetCover: wet,
    items,
  };
}

/** In the order in which the chapters will want them, so that making them overlaps with the first chapters. */
function askForPhotos({ photos }: SeasonOptions): void {
  for (const shot of [0, 1]) {
    for (let cake = 0; cake < CAKES; cake += 1) void photos.of(cake, shot).catch(() => undefined);
  }
}
