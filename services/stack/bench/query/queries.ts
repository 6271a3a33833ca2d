import { batch, lot, NAMESPACE, order, piece, place, SHAPE, timeOf, unit } from './fill.ts';

/** A query of everyday use; `parameters` makes one with other values each time. */
export interface TypicalQuery {
  readonly name: string;
  /** Whether it names something that few events have: the goal is for these. */
  readonly isSelective: boolean;
  readonly parameters: (random: (below: number) => number) => Readonly<Record<string, string>>;
}

const DAY = 86_400;
const pick = (words: readonly string[], random: (below: number) => number): string => words[random(words.length)] ?? '';

/** @param events how many there are */
export const typicalQueries = (events: number): readonly TypicalQuery[] => {
  const pieces = Math.floor(events / SHAPE.sightings) * 3;
  const span = (seconds: number, random: (below: number) => number): Record<string, string> => {
    const from = random(Math.max(1, events - seconds));
    return { GE_eventTime: timeOf(from), LT_eventTime: timeOf(from + seconds) };
  };
  return [
    {
      name: 'history of a piece: MATCH_epc',
      isSelective: true,
      parameters: (random) => ({ MATCH_epc: piece(random(pieces)), orderBy: 'eventTime', orderDirection: 'ASC' }),
    },
    {
      name: 'whatever names one of 20 pieces: MATCH_anyEPC',
      isSelective: true,
      parameters: (random) => ({ MATCH_anyEPC: Array.from({ length: 20 }, () => piece(random(pieces))).join('|') }),
    },
    {
      name: 'what is in a case: MATCH_parentID',
      isSelective: true,
      parameters: (random) => ({ MATCH_parentID: unit(random(events / SHAPE.sightings)) }),
    },
    {
      name: 'events of a lot: MATCH_anyEPCClass',
      isSelective: true,
      parameters: (random) => ({ MATCH_anyEPCClass: lot(random(SHAPE.lots)) }),
    },
    {
      name: 'events of an order: EQ_bizTransaction_po',
      isSelective: true,
      parameters: (random) => ({ EQ_bizTransaction_po: order(random(SHAPE.orders)) }),
    },
    {
      name: 'an extension field: EQ_ex:batch',
      isSelective: true,
      parameters: (random) => ({ [`EQ_${NAMESPACE}batch`]: batch(random(SHAPE.batches)) }),
    },
    {
      name: 'a place on a day: EQ_bizLocation, eventTime',
      isSelective: true,
      parameters: (random) => ({ EQ_bizLocation: place(random(SHAPE.places)), ...span(DAY, random) }),
    },
    {
      name: 'a step at a place: EQ_bizStep, EQ_readPoint',
      isSelective: true,
      parameters: (random) => ({ EQ_bizStep: pick(SHAPE.steps, random), EQ_readPoint: place(random(SHAPE.places)) }),
    },
    {
      name: 'the newest of a step: EQ_bizStep, orderBy',
      isSelective: false,
      parameters: (random) => ({
        EQ_bizStep: pick(SHAPE.steps, random),
        orderBy: 'eventTime',
        orderDirection: 'DESC',
        eventCountLimit: '30',
      }),
    },
    {
      name: 'too warm in a week: GE_value_CEL, EQ_disposition, eventTime',
      isSelective: false,
      parameters: (random) => ({
        GE_value_CEL: String(20 + random(5)),
        EQ_disposition: pick(SHAPE.dispositions, random),
        ...span(7 * DAY, random),
      }),
    },
  ];
};

/** Reads a number in every document and never finds one. */
export const HOSTILE: Readonly<Record<string, string>> = { GE_quantity_KGM: '1000000', GE_value_CEL: '1000000' };
