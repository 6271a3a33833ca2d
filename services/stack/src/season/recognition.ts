import { Check, type PressedItem } from './answers.ts';
import type { SeasonContext } from './context.ts';
import { CAKE_GTIN } from './field.ts';

export interface Recognition {
  readonly genuine: readonly number[];
  readonly impostor: readonly number[];
  readonly threshold: number;
}

/**
 * A shopper photographs each cake again, and holds every other cake of the same material against its code.
 * @throws Error when a cake is not recognised or another one is
 */
export async function recogniseCakes(season: SeasonContext, items: readonly PressedItem[]): Promise<Recognition> {
  const shopper = season.anybody();
  const genuine: number[] = [];
  const impostor: number[] = [];
  let threshold = Number.NaN;
  for (const [i, { serial }] of items.entries()) {
    for (const other of items.keys()) {
      const photo = await season.options.photos.of(other, 1);
      const path = `/items/${CAKE_GTIN}/${serial}/checks`;
      const check = await shopper.postPhoto(path, photo, `check ${serial} ${String(other)}`, Check);
      const expected = other === i ? 'match' : 'no-match';
      if (check.decision !== expected) {
        throw new Error(
          `Cake ${String(i + 1)} against a photograph of cake ${String(other + 1)}: ${check.decision} instead of ${expected} (score ${String(check.score)}, threshold ${String(check.threshold)}).`,
        );
      }
      (other === i ? genuine : impostor).push(check.score);
      threshold = check.threshold;
    }
  }
  return { genuine, impostor, threshold };
}
