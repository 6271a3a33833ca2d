import type { SeriesState } from '../api/model.ts';

const WAY: readonly SeriesState[] = ['draft', 'open', 'closed', 'observing', 'proposed', 'final', 'settled'];

export interface Stage {
  state: SeriesState;
  at: 'done' | 'now' | 'ahead';
}

/** The stages of a series in order; a contested or refunded one leaves the usual way where it happened. */
export function stagesOf(state: SeriesState): Stage[] {
  const way: readonly SeriesState[] =
    state === 'contested'
      ? [...WAY.slice(0, 5), 'contested', ...WAY.slice(5)]
      : state === 'refunded'
        ? [...WAY.slice(0, 4), 'refunded']
        : WAY;
  const now = way.indexOf(state);
  const ended = now === way.length - 1;
  return way.map((name, position) => ({
    state: name,
    at: position < now || (position === now && ended) ? 'done' : position === now ? 'now' : 'ahead',
  }));
}
