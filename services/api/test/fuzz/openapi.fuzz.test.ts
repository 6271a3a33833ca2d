import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { can, type Role, SCOPES } from '../../src/access/policy.ts';
import { AnswerRules } from './answers.ts';
import { courteousRequests, sameRequests } from './courteous.ts';
import { Coverage } from './coverage.ts';
import { isRecord, type Route } from './document.ts';
import { type RequestPlan, requestsFor } from './requests.ts';
import { changed } from './stored.ts';
import { describeRequest, onWire, type WireAnswer } from './wire.ts';
import { type Asker, World } from './world.ts';

/**
 * Repeat a run with the FUZZ_SEED it printed; FUZZ_RUNS requests a route, more where there is time, as at night;
 * FUZZ_ROUTE picks routes by a part of their name.
 */
const SEED = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31);
const RUNS = Number(process.env.FUZZ_RUNS ?? 8);
/** A route is asked for this long at most, and a request that failed made smaller within it. */
const LONGEST_MS = 5_000;
/** Playing the season takes half a minute on a machine that does nothing else. */
const LONGEST_SEASON_MS = 600_000;
const LONGEST_STOP_MS = 120_000;
/** How often a route that has refused everything so far is asked again, as politely as possible, once the others have made things to ask about. */
const PERSUASIONS = [50, 50];
const FIRST_PERSUASIONS = 15;
/** Of all routes: what they have to take at least one request of. */
const LEAST_TAKEN = 0.9;
const ONLY = process.env.FUZZ_ROUTE ?? '';

describe('every route of the OpenAPI document', () => {
  let world: World;
  let stop = (): Promise<void> => Promise.resolve();
  let routes: Route[];
  let rules: AnswerRules;
  let addresses = 0;
  const coverage = new Coverage();
  /** Who was told that this is not for them, by route. */
  const unwelcome = new Map<string, Set<Asker>>();

  beforeAll(async () => {
    world = await World.create();
    stop = () => world.stop();
    routes = world.api.routes().filter(({ name }) => name.includes(ONLY));
    rules = new AnswerRules(world.api);
  }, LONGEST_SEASON_MS);

  afterAll(async () => {
    await stop();
  }, LONGEST_STOP_MS);

  /** Those who are let in ask as often as all others together, and of them those who were answered there before. */
  const askerOf = (route: Route, { who, binding }: RequestPlan): Asker => {
    const owner = binding === undefined ? undefined : world.seen.bound(route.path, binding)?.by;
    const welcome = world.askers.filter(
      (asker) =>
        asker.role !== undefined && isWelcome(route, asker.role) && unwelcome.get(route.name)?.has(asker) !== true,
    );
    const owners = welcome.filter(({ name }) => name === owner);
    const [crowd = world.askers] = [owners, welcome].filter(({ length }) => who % 2 === 0 && length > 0);
    return crowd[Math.floor(who / 2) % crowd.length] ?? { name: 'nobody', role: undefined, headers: {} };
  };

  /** Sends one request. @throws Error saying what is wrong with the answer or with what it left behind */
  const judge = async (route: Route, plan: RequestPlan): Promise<void> => {
    const asker = askerOf(route, plan);
    const request = onWire(route, plan, world.seen, world.photo);
    // An address of its own each time: limits on attempts are not what is asked about here.
    addresses += 1;
    const from = { 'x-forwarded-for': `10.${(addresses >> 16) & 255}.${(addresses >> 8) & 255}.${addresses & 255}` };
    const before = await world.stored.marks();
    const headers = { ...request.headers, ...asker.headers, ...from };
    const answer = await world.wire.send({ ...request, headers }).catch((error: unknown) => {
      throw new Error(`by ${asker.name}: ${describeRequest(request)}`, { cause: error });
    });
    const after = await world.stored.marks();
    const faults = rules.faultsOf(route, request, answer);
    const isRefused = answer.status >= 400;
    if (isRefused)
      faults.push(...changed(before, after).map((table) => `refused with ${answer.status}, yet ${table} changed`));
    if (!isRefused && !route.isPublic && asker.role === undefined) faults.push('nobody was let in');
    if (!isRefused) world.learn(route, request.path, answer, asker);
    const { code, detail } = problemIn(answer);
    if (code === 'not-allowed') unwelcome.set(route.name, (unwelcome.get(route.name) ?? new Set()).add(asker));
    coverage.note(route, answer.status, detail);
    if (route.name === 'DELETE /api/session' && !isRefused) await world.renew(asker);
    if (faults.length > 0) throw new Error([`by ${asker.name}: ${describeRequest(request)}`, ...faults].join('\n'));
  };

  test('every reference in the document leads somewhere', () => {
    const lost = world.api.references().filter((reference) => world.api.at(reference) === undefined);
    expect(lost).toEqual([]);
  });

  test('every route declares its success, and problems as problems', () => {
    const faults = world.api.routes().flatMap(({ name, answers, isPublic }) => {
      const statuses = [...answers.keys()];
      const errors = [...answers].filter(([status]) => status >= 400);
      const isWhole =
        statuses.some((status) => status < 400) &&
        answers.has(503) &&
        (isPublic || (answers.has(401) && answers.has(403))) &&
        errors.every(([, contents]) => [...contents.keys()].join() === 'application/problem+json');
      return isWhole ? [] : [name];
    });
    expect(faults).toEqual([]);
  });

  test('every JSON body has an example that fits its schema', () => {
    const faults = world.api.routes().flatMap(({ name, bodies }) =>
      [...bodies].flatMap(([type, schema]) => {
        if (!type.endsWith('json')) return [];
        const examples = world.api.examples(schema);
        if (examples.length === 0) return [`${name}: no example`];
        return examples.flatMap((example) => rules.schemaFaults(schema, example)).map((fault) => `${name}: ${fault}`);
      }),
    );
    expect(faults).toEqual([]);
  });

  test('answers whatever it is sent as documented, and stores nothing of what it refuses', async () => {
    const reports: string[] = [];
    const report = ({ name }: Route, error: unknown): void => {
      reports.push(`${name}, FUZZ_SEED=${SEED}\n${error instanceof Error ? error.message : ''}`);
    };
    const ask = async (some: readonly Route[]): Promise<void> => {
      for (const route of some) {
        const plans = fc.oneof(
          { weight: 3, arbitrary: requestsFor(world.api, route) },
          { weight: 1, arbitrary: courteousRequests(world.api, route, world.taken.of(route)) },
        );
        const property = fc.asyncProperty(plans, (plan) => judge(route, plan));
        const details = await fc.check(property, { seed: SEED, numRuns: RUNS, interruptAfterTimeLimit: LONGEST_MS });
        if (details.failed) report(route, details.errorInstance);
      }
    };
    const persuade = async (route: Route, plans: readonly RequestPlan[]): Promise<void> => {
      for (const plan of plans) {
        if (coverage.hasTaken(route)) return;
        await judge(route, plan).catch((error: unknown) => {
          report(route, error);
        });
      }
    };
    const courteous = (route: Route, turn: number, numRuns: number): RequestPlan[] =>
      fc.sample(courteousRequests(world.api, route, world.taken.of(route)), { seed: SEED + turn, numRuns });
    // What some routes remove others need.
    const [removing, others] = [true, false].map((removes) =>
      routes.filter(({ method }) => (method === 'DELETE') === removes),
    );
    for (const some of [others, removing]) {
      // What waits is used up by those who ask first: everybody politely once, before anybody asks for much.
      for (const route of some ?? []) await persuade(route, sameRequests(route, world.taken.of(route)));
      for (const route of some ?? []) await persuade(route, courteous(route, PERSUASIONS.length, FIRST_PERSUASIONS));
      await ask(some ?? []);
      for (const [turn, numRuns] of PERSUASIONS.entries())
        for (const route of some ?? []) await persuade(route, courteous(route, turn, numRuns));
    }
    const refusing = routes.filter((route) => !coverage.hasTaken(route));
    process.stdout.write(
      `${routes.length - refusing.length} of ${routes.length} routes took a request, FUZZ_SEED=${SEED}\n`,
    );
    for (const reason of coverage.reasons(refusing)) process.stdout.write(`only refusals: ${reason}\n`);
    expect(reports.join('\n\n')).toBe('');
    if (ONLY === '') expect(1 - refusing.length / routes.length).toBeGreaterThanOrEqual(LEAST_TAKEN);
  }, 1_000_000);
});

/** Code and detail of a refusal (RFC 9457). */
function problemIn({ status, headers, body }: WireAnswer): { code: unknown; detail: string } {
  if (status < 400 || headers['content-type']?.startsWith('application/problem+json') !== true)
    return { code: undefined, detail: '' };
  const value: unknown = JSON.parse(body.toString());
  const { code, detail, errors } = isRecord(value) ? value : {};
  return { code, detail: `${String(detail)} ${JSON.stringify(errors ?? [])}` };
}

function isWelcome({ scope }: Route, role: Role): boolean {
  const action = SCOPES.find((one) => one === scope);
  return action === undefined || can(role, action);
}
