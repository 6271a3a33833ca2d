import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { TestApplication } from '../support/application.ts';
import { accepted, type TestClient } from '../support/client.ts';
import { createCast } from '../support/season.ts';
import { eventsOf, NAMESPACE, nextOf, record } from './support.ts';

const STEPS = ['shipping', 'storing', 'packing'] as const;
const PIECES = [0, 1, 2, 3, 4] as const;
const TIMES = [1, 2, 3, 4, 5, 6] as const;
const UNITS = {
  CEL: (kelvin: number) => Number((kelvin - 273.15).toFixed(2)),
  KEL: (kelvin: number) => kelvin,
} as const;

/** What an event says, apart from how it is written. */
interface Fact {
  readonly time: number;
  readonly step: string | undefined;
  readonly pieces: readonly number[];
  readonly parent: number | undefined;
  readonly kelvin: number | undefined;
  readonly kilograms: number | undefined;
  readonly number: number | undefined;
  readonly inner: string | undefined;
  readonly isDeclared: boolean;
  /** Which of the spellings to use. */
  readonly spelling: boolean;
}

const perhaps = <T>(values: readonly T[]) => fc.option(fc.constantFrom(...values), { nil: undefined });
const facts = fc.record<Fact>({
  time: fc.constantFrom(...TIMES),
  step: perhaps(STEPS),
  pieces: fc.uniqueArray(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 3 }),
  parent: perhaps(PIECES),
  kelvin: perhaps([280, 290, 300]),
  kilograms: perhaps([1, 2, 3]),
  number: perhaps([1, 2, 3]),
  inner: perhaps(['a', 'b']),
  isDeclared: fc.boolean(),
  spelling: fc.boolean(),
});

const instant = (time: number, zone: boolean): string =>
  zone ? `2026-04-0${time}T08:00:00+08:00` : `2026-04-0${time}T00:00:00.000Z`;
const piece = (number: number, urn: boolean): string =>
  urn ? `urn:epc:id:sgtin:952132.0100001.${number}` : `https://tea.example/01/09521321000018/21/${number}`;

function eventOf(fact: Fact, index: number): object {
  const { spelling, step, kelvin, kilograms, number, inner, parent } = fact;
  const unit = spelling ? 'CEL' : 'KEL';
  return {
    type: 'AggregationEvent',
    action: 'OBSERVE',
    eventTime: instant(fact.time, spelling),
    eventTimeZoneOffset: '+08:00',
    bizStep: step && (spelling ? `urn:epcglobal:cbv:bizstep:${step}` : step),
    childEPCs: fact.pieces.map((name) => piece(name, spelling)),
    parentID: parent === undefined ? undefined : piece(parent, !spelling),
    childQuantityList: kilograms && [
      {
        epcClass: 'urn:example:leaf',
        ...(spelling ? { quantity: kilograms, uom: 'KGM' } : { quantity: kilograms * 1000, uom: 'GRM' }),
      },
    ],
    sensorElementList: kelvin && [{ sensorReport: [{ type: 'Temperature', value: UNITS[unit](kelvin), uom: unit }] }],
    errorDeclaration: fact.isDeclared ? { declarationTime: instant(6, spelling) } : undefined,
    'ex:number': number === undefined || spelling ? number : `0${number}.0`,
    'ex:outer': inner && { 'ex:deep': [{ 'ex:inner': inner }] },
    'ex:index': index,
  };
}

type Ask = readonly [name: string, value: string, holds: (fact: Fact) => boolean];
const some = <T>(values: readonly T[]) => fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 2 });
const listed = (values: readonly unknown[]): string => values.join('|');

const COMPARE: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  GT: (a, b) => a > b,
  GE: (a, b) => a >= b,
  LT: (a, b) => a < b,
  LE: (a, b) => a <= b,
};
const compare = (
  name: string,
  values: readonly number[],
  of: (fact: Fact) => number | undefined,
  scale = 1,
): fc.Arbitrary<Ask> =>
  fc.tuple(fc.constantFrom('GT', 'GE', 'LT', 'LE'), fc.constantFrom(...values)).map(([by, bound]) => [
    `${by}_${name}`,
    String(bound * scale),
    (fact) => {
      const value = of(fact);
      return value !== undefined && COMPARE[by]?.(value, bound) === true;
    },
  ]);

const asks: fc.Arbitrary<Ask> = fc.oneof(
  fc
    .tuple(fc.constantFrom('GE', 'LT'), fc.constantFrom(...TIMES), fc.boolean())
    .map(([by, time, zone]): Ask => [
      `${by}_eventTime`,
      instant(time, zone),
      (fact) => COMPARE[by]?.(fact.time, time) === true,
    ]),
  some(STEPS).map((steps): Ask => ['EQ_bizStep', listed(steps), ({ step }) => steps.some((one) => one === step)]),
  fc
    .tuple(some(PIECES), fc.boolean())
    .map(([names, urn]): Ask => [
      'MATCH_epc',
      listed(names.map((name) => piece(name, urn))),
      ({ pieces }) => names.some((name) => pieces.includes(name)),
    ]),
  some(PIECES).map((names): Ask => [
    'MATCH_anyEPC',
    listed(names.map((name) => piece(name, true))),
    ({ pieces, parent }) => names.some((name) => pieces.includes(name) || parent === name),
  ]),
  fc.constant<Ask>(['MATCH_parentID', 'urn:epc:idpat:sgtin:952132.0100001.*', ({ parent }) => parent !== undefined]),
  compare('value_KEL', [280, 290, 300], ({ kelvin }) => kelvin),
  compare('quantity_GRM', [1, 2, 3], ({ kilograms }) => kilograms, 1000),
  compare('ex:number', [1, 2, 3], ({ number }) => number),
  some([1, 2, 3]).map((numbers): Ask => [
    'EQ_ex:number',
    listed(numbers),
    ({ number }) => numbers.some((one) => one === number),
  ]),
  some(['a', 'b']).map((texts): Ask => [
    'EQ_INNER_ex:inner',
    listed(texts),
    ({ inner }) => texts.some((one) => one === inner),
  ]),
  fc.constant<Ask>(['EXISTS_INNER_ex:inner', '', ({ inner }) => inner !== undefined]),
  fc.constant<Ask>(['EXISTS_errorDeclaration', 'true', ({ isDeclared }) => isDeclared]),
  fc.constant<Ask>(['EXISTS_sensorElementList', 'true', ({ kelvin }) => kelvin !== undefined]),
);

describe('queries against a plain reading of the same events', () => {
  let application: TestApplication;
  let reader: TestClient;
  const [sample = []] = fc.sample(fc.array(facts, { minLength: 250, maxLength: 250 }), { numRuns: 1, seed: 20260401 });

  beforeAll(async () => {
    application = await TestApplication.start();
    const { people, ids } = await createCast(application);
    reader = people.factory;
    await record(application, ids.factory, sample.map(eventOf));
  });

  afterAll(() => application.stop());

  async function found(query: ReadonlyMap<string, string>): Promise<number[]> {
    const indices: number[] = [];
    let next: string | undefined =
      `/api/epcis/events?${new URLSearchParams({ ...Object.fromEntries(query), perPage: '100' }).toString()}`;
    while (next !== undefined) {
      const answer = await accepted(reader.get(next, { 'gs1-extensions': `ex=${NAMESPACE}` }));
      indices.push(...eventsOf(answer).map((event) => event.number('ex:index')));
      next = nextOf(answer);
    }
    return indices;
  }

  test('find the same ones', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(asks, { minLength: 1, maxLength: 4, selector: ([name]) => name }),
        async (query) => {
          const expected = sample.flatMap((fact, index) => (query.every(([, , holds]) => holds(fact)) ? [index] : []));
          const got = await found(new Map(query.map(([name, value]) => [name, value])));
          expect(got.sort((a, b) => a - b)).toEqual(expected);
        },
      ),
      { numRuns: 150 },
    );
  });
});
