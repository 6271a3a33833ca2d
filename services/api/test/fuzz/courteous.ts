import * as fc from 'fast-check';
import type { OpenApi, Route } from './document.ts';
import { type BodyPlan, below, record, type RequestPlan } from './requests.ts';
import { SchemaValues } from './schema-values.ts';
import type { TakenRequest } from './taken.ts';

/**
 * Requests of the kind that the route takes: those that were taken once, as they were or with a few fields exchanged for
 * what the system has given out since, and the document's examples likewise.
 */
export function courteousRequests(
  api: OpenApi,
  route: Route,
  taken: readonly TakenRequest[],
): fc.Arbitrary<RequestPlan> {
  const made = fc.oneof(
    { weight: 2, arbitrary: varied(api, route, taken) },
    ...(taken.length === 0
      ? []
      : [
          {
            weight: 1,
            arbitrary: fc.constantFrom(...taken).chain((one) => welcome.map((who) => same(route, one, who))),
          },
        ]),
  );
  return made;
}

const MOST_AGAIN = 3;
const MOST_WELCOME = 8;

/** What was taken, or would be, newest first and just as it was, by one after the other of those who are let in. */
export function sameRequests(route: Route, taken: readonly TakenRequest[]): RequestPlan[] {
  const newest = taken.slice(-MOST_AGAIN).reverse();
  return Array.from({ length: MOST_WELCOME }, (_, k) => newest.map((one) => same(route, one, 2 * k))).flat();
}

/** An even number asks for somebody who is let in. */
const welcome = fc.nat(5000).map((half) => 2 * half);

function same(route: Route, { params, query, body }: TakenRequest, who: number): RequestPlan {
  return { who, binding: undefined, path: params, query, headers: {}, body: bodyPlan(route, body) };
}

function varied(api: OpenApi, route: Route, taken: readonly TakenRequest[]): fc.Arbitrary<RequestPlan> {
  const values = new SchemaValues(api);
  const of = (place: string) => route.parameters.filter((one) => one.in === place);
  const required = of('query').filter((one) => one.required);
  const optional = of('query').filter((one) => !one.required);
  const given = record(required, (one) => values.of(one.schema, one.name)).map((one) => Object.entries(one));
  const one =
    optional.length === 0
      ? []
      : [
          fc
            .constantFrom(...optional)
            .chain(({ name, schema }) => values.of(schema, name).map((value) => [[name, value] as [string, unknown]])),
        ];
  const more = fc.oneof({ weight: 2, arbitrary: fc.constant<[string, unknown][]>([]) }, ...one);
  return fc.record({
    who: welcome,
    binding: fc.oneof(fc.nat(1000), fc.constant(undefined)),
    path: record(of('path'), (parameter) => below(route.path, parameter.name, values.of(parameter.schema))),
    query: fc.tuple(given, more).map((lists) => lists.flat()),
    headers: record(
      of('header').filter((header) => header.required),
      (header) => values.of(header.schema),
    ),
    body: bodyOf(api, route, taken, values),
  });
}

function bodyOf(
  api: OpenApi,
  route: Route,
  taken: readonly TakenRequest[],
  values: SchemaValues,
): fc.Arbitrary<BodyPlan | undefined> {
  if (route.bodies.size === 0) return fc.constant(undefined);
  return fc.constantFrom(...route.bodies).chain(([mediaType, schema]) => {
    const models = [...taken.map(({ body }) => body).filter((body) => body !== undefined), ...api.examples(schema)];
    const value =
      models.length === 0 ? values.of(schema) : fc.constantFrom(...models).chain((one) => values.near(schema, one));
    return value.map((body) => ({ mediaType, value: body, damage: 'none' as const, at: 0 }));
  });
}

function bodyPlan({ bodies }: Route, value: unknown): BodyPlan | undefined {
  const [some] = bodies.keys();
  const mediaType = bodies.has('application/json') ? 'application/json' : some;
  return mediaType === undefined ? undefined : { mediaType, value, damage: 'none', at: 0 };
}
