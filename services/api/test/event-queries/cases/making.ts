/** Fields put into an event over those of a plain sighting; `undefined` takes a field out. */
export type Fields = Readonly<Record<string, unknown>>;

export interface Case {
  /** Parameters of one query, as in a query string. */
  readonly query: Readonly<Record<string, string>>;
  readonly matches: readonly Fields[];
  readonly others: readonly Fields[];
}

export const GTIN = 'https://id.gs1.org/01/09521321000018';
export const LOT = `${GTIN}/10/L1`;
export const SSCC = 'https://id.gs1.org/00/095213210000000012';
export const PLACE = 'https://id.gs1.org/414/9521321000018';
export const OTHER_PLACE = 'https://id.gs1.org/414/9521321000025';
export const EARLY = '2026-03-01T00:00:00Z';
export const LATE = '2026-03-02T00:00:00Z';

export const transformation = (fields: Fields): Fields => ({
  type: 'TransformationEvent',
  action: undefined,
  epcList: undefined,
  inputEPCList: [`${GTIN}/21/in`],
  outputEPCList: [`${GTIN}/21/out`],
  ...fields,
});
export const aggregation = (fields: Fields): Fields => ({
  type: 'AggregationEvent',
  epcList: undefined,
  parentID: SSCC,
  childEPCs: [`${GTIN}/21/child`],
  ...fields,
});
export const quantities = (quantity: number, uom?: string, epcClass = LOT): Fields => ({
  quantityList: [{ epcClass, quantity, ...(uom === undefined ? {} : { uom }) }],
});
export const sensor = (report: Fields, metadata: Fields = {}): Fields => ({
  sensorElementList: [{ sensorMetadata: metadata, sensorReport: [{ type: 'Temperature', ...report }] }],
});
export const declared = (fields: Fields): Fields => ({ errorDeclaration: { declarationTime: EARLY, ...fields } });
export const place = (fields: Fields): Fields => ({ readPoint: { id: PLACE, ...fields } });

/** Greater, greater or equal, less, less or equal than 10, on what holds 9, 10 and 11. */
export const compared = (name: (by: string) => string, at: (value: number) => Fields): Case[] =>
  (
    [
      ['GT', [11], [9, 10]],
      ['GE', [10, 11], [9]],
      ['LT', [9], [10, 11]],
      ['LE', [9, 10], [11]],
    ] as const
  ).map(([by, matches, others]) => ({
    query: { [name(by)]: '10' },
    matches: matches.map(at),
    others: others.map(at),
  }));

export const timed = (name: string, at: (time: string) => Fields): Case[] => [
  { query: { [`GE_${name}`]: LATE }, matches: [at(LATE), at('2026-03-02T08:00:00.001+08:00')], others: [at(EARLY)] },
  { query: { [`LT_${name}`]: LATE }, matches: [at(EARLY), at('2026-03-02T07:59:59+08:00')], others: [at(LATE)] },
];
