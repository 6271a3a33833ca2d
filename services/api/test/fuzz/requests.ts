import * as fc from 'fast-check';
import type { OpenApi, Parameter, Route, Schema } from './document.ts';
import { hostileText } from './hostile.ts';
import { mutated } from './mutations.ts';
import { SchemaValues } from './schema-values.ts';
import { idName, Raw, SeenValue } from './seen.ts';

/** The body before it is written as bytes. */
export interface BodyPlan {
  readonly mediaType: string;
  readonly value: unknown;
  readonly damage: 'none' | 'truncate' | 'broken-utf8' | 'empty' | 'deep' | 'twice' | 'wrong-type';
  readonly at: number;
}

/** A request before placeholders are filled in. */
export interface RequestPlan {
  /** Index into those who may ask. */
  readonly who: number;
  /** Which of the sets of path parameters that are known to belong together is taken instead of `path`. */
  readonly binding: number | undefined;
  readonly path: Readonly<Record<string, unknown>>;
  readonly query: readonly (readonly [string, unknown])[];
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: BodyPlan | undefined;
}

/** Path segments that URL parsers read in their own way; sent as they stand. */
const RAW_SEGMENTS = [
  '%ff',
  '%c0%af',
  '%',
  '%zz',
  '%00',
  '%2e%2e',
  '..%2f..',
  '*',
  ';a=b',
  '%ed%a0%80',
  'x'.repeat(3000),
];

/** Requests that the route may accept, and ones that are wrong in one way or in several. */
export function requestsFor(api: OpenApi, route: Route): fc.Arbitrary<RequestPlan> {
  const values = new SchemaValues(api);
  const of = (place: Parameter['in']): Parameter[] => route.parameters.filter((one) => one.in === place);
  return fc.record({
    who: fc.nat(10_000),
    binding: fc.oneof(fc.nat(1000), fc.constant(undefined)),
    path: record(of('path'), (one) =>
      fc.oneof(
        { weight: 3, arbitrary: below(route.path, one.name, values.of(one.schema, one.name)) },
        { weight: 2, arbitrary: values.of(one.schema, one.name) },
        { weight: 1, arbitrary: hostileText },
        { weight: 1, arbitrary: fc.constantFrom(...RAW_SEGMENTS).map((text) => new Raw(text)) },
      ),
    ),
    query: queryOf(of('query'), values),
    headers: headersOf(of('header'), values),
    body: bodyOf(route, values),
  });
}

/** Something that stands below the part of the path before the parameter, or is called like one of what stands there. */
export function below(path: string, name: string, otherwise: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const parent = path.slice(0, path.indexOf(`/{${name}}`));
  const place = parent.split('/').findLast((part) => !part.startsWith('{')) ?? '';
  const names = [`${parent}/{${name}}`, name === 'id' ? idName(place) : name, place, parent];
  const orders = fc.shuffledSubarray(names, { minLength: names.length });
  return fc.tuple(orders, fc.nat(1000), otherwise).map(([order, index, value]) => new SeenValue(order, index, value));
}

export function record(
  parameters: readonly Parameter[],
  value: (one: Parameter) => fc.Arbitrary<unknown>,
): fc.Arbitrary<Record<string, unknown>> {
  return fc.record(Object.fromEntries(parameters.map((one) => [one.name, value(one)])));
}

/** A few of the parameters that there are, some twice, some that there are not. */
function queryOf(parameters: readonly Parameter[], values: SchemaValues): fc.Arbitrary<(readonly [string, unknown])[]> {
  const strange = fc.tuple(fc.oneof(hostileText, fc.constant('extra')), hostileText);
  if (parameters.length === 0)
    return fc.oneof({ weight: 4, arbitrary: fc.constant<[string, string][]>([]) }, fc.array(strange, { maxLength: 2 }));
  const one = fc
    .constantFrom(...parameters)
    .chain((parameter) =>
      fc
        .oneof(
          { weight: 4, arbitrary: values.of(parameter.schema, parameter.name) },
          { weight: 1, arbitrary: hostileText },
        )
        .map((value) => [parameter.name, value] as const),
    );
  return fc.oneof(
    { weight: 6, arbitrary: fc.array(one, { maxLength: 4 }) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.array(one, { maxLength: 3 }), fc.array(strange, { maxLength: 2 }))
        .map((lists) => lists.flat()),
    },
  );
}

const ALWAYS = [
  'accept',
  'accept-language',
  'if-none-match',
  'if-match',
  'range',
  'last-event-id',
  'origin',
  'x-forwarded-proto',
];

/** Declared headers now and then, others seldom; the characters are those that HTTP can carry. */
function headersOf(parameters: readonly Parameter[], values: SchemaValues): fc.Arbitrary<Record<string, unknown>> {
  const declared = fc.record(
    Object.fromEntries(
      parameters.map((one) => [one.name, fc.oneof({ weight: 3, arbitrary: values.of(one.schema) }, hostileText)]),
    ),
    { requiredKeys: parameters.filter((one) => one.required).map((one) => one.name) },
  );
  const plain = fc.record(
    Object.fromEntries(parameters.filter((one) => one.required).map((one) => [one.name, values.of(one.schema)])),
  );
  const others = fc.dictionary(
    fc.constantFrom(...ALWAYS),
    fc.oneof(hostileText, fc.constantFrom('*/*', 'application/json', 'text/html', 'bytes=0-0')),
    { maxKeys: 1 },
  );
  return fc.oneof(
    { weight: 3, arbitrary: plain },
    { weight: 1, arbitrary: declared },
    { weight: 1, arbitrary: fc.tuple(plain, others).map(([one, other]) => ({ ...other, ...one })) },
  );
}

const WRONG_TYPES = [
  'text/plain',
  'application/xml',
  'application/x-www-form-urlencoded',
  'application/json; charset=utf-16',
  'multipart/form-data',
  '',
  'a/b; =',
  'application/ld+json',
];

function bodyOf(route: Route, values: SchemaValues): fc.Arbitrary<BodyPlan | undefined> {
  if (route.method === 'GET' || route.method === 'HEAD') return fc.constant(undefined);
  const types: [string, Schema][] = route.bodies.size === 0 ? [['application/json', {}]] : [...route.bodies];
  const plan = fc.constantFrom(...types).chain(([mediaType, schema]) =>
    fc.record({
      mediaType: fc.constant(mediaType),
      value: mutated(values.of(schema)),
      damage: fc.oneof(
        { weight: 12, arbitrary: fc.constant('none' as const) },
        { weight: 1, arbitrary: fc.constantFrom('truncate', 'broken-utf8', 'empty', 'deep', 'twice') },
      ),
      at: fc.nat(100_000),
    }),
  );
  const wrong = fc
    .tuple(plan, fc.constantFrom(...WRONG_TYPES))
    .map(([body, mediaType]) => ({ ...body, mediaType, damage: 'wrong-type' as const }));
  return fc.oneof(
    { weight: route.bodies.size === 0 ? 1 : 20, arbitrary: plan },
    { weight: 1, arbitrary: wrong },
    { weight: route.bodies.size === 0 ? 3 : 1, arbitrary: fc.constant(undefined) },
  );
}
