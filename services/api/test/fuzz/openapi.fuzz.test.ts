import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { can, type Role, SCOPES } from '../../src/access/policy.ts';
import { AnswerRules } from './answers.ts';
import type { Route } from './document.ts';
import { type RequestPlan, requestsFor } from './requests.ts';
import { changed } from './stored.ts';
import { describeRequest, onWire } from './wire.ts';
import { type Asker, World } from './world.ts';

/** Repeat a run with the FUZZ_SEED it printed; FUZZ_RUNS requests a route; FUZZ_ROUTE picks routes by a part of their name. */
const SEED = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31);
const RUNS = Number(process.env.FUZZ_RUNS ?? 20);
/** A failing request is made smaller for this long. */
const LONGEST_MS = 10_000;
const ONLY = process.env.FUZZ_ROUTE ?? '';

describe('every route of the OpenAPI document', () => {
  let world: World;
  let routes: Route[];
  let rules: AnswerRules;
  let addresses = 0;

  beforeAll(async () => {
    world = await World.create();
    routes = world.api.routes().filter(({ name }) => name.includes(ONLY));
    rules = new AnswerRules(world.api);
  });

  afterAll(async () => {
    await world.stop();
  });

  /** Those who are let in ask as often as all others together. */
  const askerOf = (route: Route, who: number): Asker => {
    const welcome = world.askers.filter(({ role }) => role !== undefined && isWelcome(route, role));
    const crowd = who % 2 === 0 && welcome.length > 0 ? welcome : world.askers;
    return crowd[Math.floor(who / 2) % crowd.length] ?? { name: 'nobody', role: undefined, headers: {} };
  };

  /** Sends one request. @throws Error saying what is wrong with the answer or with what it left behind */
  const judge = async (route: Route, plan: RequestPlan): Promise<void> => {
    const asker = askerOf(route, plan.who);
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
    if (!isRefused && (answer.headers['content-type'] ?? '').includes('json') && answer.body.length > 0)
      world.seen.noteAnswer(route.path, JSON.parse(answer.body.toString()));
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
    for (const route of routes) {
      const property = fc.asyncProperty(requestsFor(world.api, route), (plan) => judge(route, plan));
      const details = await fc.check(property, { seed: SEED, numRuns: RUNS, interruptAfterTimeLimit: LONGEST_MS });
      if (details.failed)
        reports.push(
          `${route.name}, FUZZ_SEED=${SEED}\n${details.errorInstance instanceof Error ? details.errorInstance.message : ''}`,
        );
    }
    expect(reports.join('\n\n')).toBe('');
  }, 1_000_000);
});

function isWelcome({ scope }: Route, role: Role): boolean {
  const action = SCOPES.find((one) => one === scope);
  return action === undefined || can(role, action);
}
