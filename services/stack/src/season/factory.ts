import { z } from 'zod';
import { Certificate, Countersigned, Fingerprint, Pressing, type PressedItem } from './answers.ts';
import type { SeasonContext } from './context.ts';
import { CAKE_GTIN, type FieldResult } from './field.ts';

export const CAKES = 3;
const CAKE_KG = 0.357;

/** Leaf lots become cakes; each cake's surface is enrolled and bound to its code, and the appraiser counter-signs. */
export async function pressCakes(season: SeasonContext, field: FieldResult): Promise<readonly PressedItem[]> {
  const factory = await season.as('processor');
  const appraiser = await season.as('appraiser');
  const cake = {
    gtin: CAKE_GTIN,
    name: { zh: '南坡古树普洱饼', en: "South Slope Pu'er cake" },
    unit: 'EA',
    stage: 'cake',
  };
  await factory.post('/products', cake, 'product cake', z.unknown());
  const body = {
    gtin: CAKE_GTIN,
    inputs: field.lots,
    pieces: CAKES,
    pieceKg: CAKE_KG,
    pressedAt: season.minutesBefore(150),
  };
  const { items } = await factory.post('/pressings', body, 'pressing', Pressing);
  for (const [i, { serial }] of items.entries()) {
    const item = `/items/${CAKE_GTIN}/${serial}`;
    const photo = await season.options.photos.of(i, 0);
    await factory.postPhoto(`${item}/fingerprint`, photo, `fingerprint ${serial}`, Fingerprint);
    const { certificateId } = await factory.post(`${item}/identity`, {}, `identity ${serial}`, Certificate);
    await appraiser.post(`/certificates/${certificateId}/countersign`, {}, `countersign ${serial}`, Countersigned);
  }
  return items;
}
