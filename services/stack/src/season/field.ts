import { z } from 'zod';
import { Harvest, Plot } from './answers.ts';
import type { SeasonContext } from './context.ts';

/** Numbers from GS1's prefix 952, which is reserved for examples. */
export const LEAF_GTIN = '09520000001018';
export const CAKE_GTIN = '09520000002022';

export interface FieldResult {
  readonly plotId: string;
  readonly lots: readonly { readonly lot: string; readonly quantityKg: number }[];
  readonly certificates: number;
}

/** A hillside garden of about two hectares in Yunnan. */
const BOUNDARY = [
  [100.8121, 22.0412],
  [100.8136, 22.0418],
  [100.8141, 22.0405],
  [100.8133, 22.0397],
  [100.8119, 22.0401],
  [100.8121, 22.0412],
];

const HARVESTS = [
  { name: 'morning', quantityKg: 6.4, minutesBefore: 240 },
  { name: 'noon', quantityKg: 5.2, minutesBefore: 210 },
];

const PROMISE = {
  origin: '云南省西双版纳州勐海县布朗山乡',
  contact: '0691-5120000',
  basis: ['quality-control', 'self-test'],
};

/** Products, the plot, two harvest lots; each lot gets its birth certificate and the farmer's conformity promise. */
export async function growAndPick(season: SeasonContext): Promise<FieldResult> {
  const farmer = await season.as('farmer');
  const leaf = { gtin: LEAF_GTIN, name: { zh: '古树鲜叶', en: 'Old-tree fresh leaf' }, unit: 'KGM', stage: 'leaf' };
  await farmer.post('/products', leaf, 'product leaf', z.unknown());
  const polygon = { type: 'Polygon', coordinates: [BOUNDARY] };
  const plot = await farmer.post(
    '/plots',
    { name: '南坡一号', crop: 'tea', cultivar: '云南大叶种', polygon },
    'plot south slope',
    Plot,
  );
  const lots = [];
  for (const { name, quantityKg, minutesBefore } of HARVESTS) {
    const body = {
      plotId: plot.id,
      gtin: LEAF_GTIN,
      quantityKg,
      harvestedAt: season.minutesBefore(minutesBefore),
      inputs: [
        {
          product: '有机菜籽饼肥',
          kind: 'fertiliser',
          quantity: 120,
          unit: 'KGM',
          appliedAt: season.daysBefore(60),
          preHarvestDays: 0,
        },
        {
          product: '苦参碱',
          kind: 'pesticide',
          quantity: 0.9,
          unit: 'LTR',
          appliedAt: season.daysBefore(24),
          preHarvestDays: 14,
        },
      ],
    };
    const harvest = await farmer.post('/harvests', body, `harvest ${name}`, Harvest);
    await farmer.post(`/harvests/${harvest.id}/conformity`, PROMISE, `promise ${name}`, z.unknown());
    lots.push({ lot: harvest.digitalLink, quantityKg });
  }
  return { plotId: plot.id, lots, certificates: lots.length * 2 };
}
