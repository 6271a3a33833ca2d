import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderCake } from '@fieldseal/vision/samples';
import { DataSource } from 'typeorm';
import { can, ROLES, type Role, SCOPES } from '../../src/access/policy.ts';
import { openApiDocument } from '../../src/openapi.ts';
import { TestApplication } from '../support/application.ts';
import type { Json } from '../support/client.ts';
import { Receiver } from '../support/receiver.ts';
import { createCast, eventually, TEST_PASSWORD } from '../support/season.ts';
import { OpenApi, type Route } from './document.ts';
import type { ReadyRequest } from './ready.ts';
import { playSeason } from './season.ts';
import { Seen } from './seen.ts';
import { Stored } from './stored.ts';
import { TakenRequests } from './taken.ts';
import { Wire, type WireAnswer } from './wire.ts';

const PHOTO_SIZE = 700;
const MOST_LINKS = 40;
/** What the page of a verifier is made of, for those who take evidence along. */
const VERIFIER_PAGE = '<html><script type="text/plain" id="evidence"></script></html>';

/** Somebody who sends requests: nobody in particular, a person in a session, or a machine with a token. */
export interface Asker {
  readonly name: string;
  readonly role: Role | undefined;
  headers: Readonly<Record<string, string>>;
}

/** The application with a season behind it and its workers at rest, so that only requests change anything. */
export class World {
  private constructor(
    private readonly application: TestApplication,
    private readonly receiver: Receiver,
    readonly api: OpenApi,
    readonly wire: Wire,
    readonly seen: Seen,
    readonly taken: TakenRequests,
    readonly askers: readonly Asker[],
    readonly photo: Buffer,
    readonly stored: Stored,
  ) {}

  static async create(): Promise<World> {
    const webDist = await mkdtemp(join(tmpdir(), 'fieldseal-web-'));
    await writeFile(join(webDist, 'verifier.html'), VERIFIER_PAGE);
    const application = await TestApplication.start({ WEBHOOK_ALLOW_PRIVATE: '1', WEB_DIST: webDist });
    const receiver = await Receiver.start();
    try {
      return await World.played(application, receiver);
    } catch (error) {
      await clear(application, receiver);
      throw error;
    }
  }

  private static async played(application: TestApplication, receiver: Receiver): Promise<World> {
    // The document as clients get it: plain JSON.
    const api = new OpenApi(JSON.parse(JSON.stringify(openApiDocument(application.app))));
    const seen = new Seen(api.routes().map(({ path }) => path));
    const taken = new TakenRequests(api.routes());
    const learn = (request: ReadyRequest, answer?: Json): void => {
      const found = taken.add(request);
      if (found === undefined) return;
      seen.bind(found.route.path, found.params);
      if (answer === undefined) return;
      seen.noteAnswer(found.route.path, answer.value);
      for (const { path, params } of taken.below(request.path, answer.value)) seen.bind(path, params);
      for (const link of linksIn(answer.value, application.config.publicUrl)) {
        const there = taken.match(link);
        if (there !== undefined) seen.bind(there.route.path, there.params);
      }
    };
    application.overhears = (exchange) => {
      if (exchange.answer.status < 400) learn(exchange, exchange.answer.body);
    };
    const cast = await createCast(application);
    for (const request of await playSeason(cast, receiver)) learn(request);
    await eventually(async () => ((await isAtRest(application)) ? true : undefined), 'the end of all work', 180);
    application.overhears = undefined;
    await application.restart(undefined, { runsWorkers: false });
    const wire = new Wire(application.config.port);
    const photo = Buffer.from(await renderCake({ cake: 77, shot: 0, size: PHOTO_SIZE }));
    const askers = await allAskers(application, wire);
    const stored = await Stored.open(application.config.databaseUrl);
    const world = new World(application, receiver, api, wire, seen, taken, askers, photo, stored);
    await world.lookAround();
    return world;
  }

  /** Notes what an accepted request shows: values, and parameters of paths that belong together. */
  learn({ path, method }: Route, target: string, { headers, body }: WireAnswer, { name: by }: Asker): void {
    const isJson = (headers['content-type'] ?? '').includes('json') && body.length > 0;
    const value: unknown = isJson ? JSON.parse(body.toString()) : undefined;
    this.seen.noteAnswer(path, value);
    this.seen.noteLinks([headers.link ?? []].flat().join());
    if (method === 'DELETE') return;
    this.bind(target, by);
    if (headers.location !== undefined && URL.canParse(headers.location, 'http://localhost'))
      this.bind(headers.location, by);
    for (const one of this.taken.below(target, value)) this.seen.bind(one.path, one.params, by);
    for (const link of linksIn(value, this.application.config.publicUrl)) this.bind(link);
  }

  private bind(target: string, by?: string): void {
    const found = this.taken.match(target);
    if (found !== undefined) this.seen.bind(found.route.path, found.params, by);
  }

  /** Signs a person in again whose session a request has ended. */
  async renew(asker: Asker): Promise<void> {
    if (asker.role !== undefined && 'cookie' in asker.headers)
      asker.headers = await signIn(this.application, this.wire, asker.role);
  }

  async stop(): Promise<void> {
    this.wire.close();
    await this.stored.close();
    await clear(this.application, this.receiver);
  }

  /** Notes what every list shows to everybody. */
  private async lookAround(): Promise<void> {
    const lists = this.api.routes().filter(({ method, path }) => method === 'GET' && !path.includes('{'));
    for (const asker of this.askers)
      for (const route of lists) {
        const { path } = route;
        const answer = await this.wire.send({ method: 'GET', path, headers: asker.headers, body: undefined });
        if (answer.status === 200) this.learn(route, path, answer, asker);
      }
  }
}

async function clear(application: TestApplication, receiver: Receiver): Promise<void> {
  await application.stop();
  await receiver.stop();
  const { webDist } = application.config;
  if (webDist !== undefined) await rm(webDist, { recursive: true, force: true });
}

/** The addresses in an answer that are the application's own: they lead to other routes. */
function linksIn(value: unknown, publicUrl: string): string[] {
  const links = JSON.stringify(value ?? null).match(/"https?:[^"\\\s]*"/g) ?? [];
  const own = links.map((link) => link.slice(1, -1)).filter((link) => link.startsWith(`${publicUrl}/`));
  return [...new Set(own)].slice(0, MOST_LINKS);
}

async function isAtRest(application: TestApplication): Promise<boolean> {
  const [row] = await application.app
    .get(DataSource)
    .query<{ waiting: number }[]>(
      "SELECT count(*)::int AS waiting FROM chain_transaction WHERE status NOT IN ('mined', 'reverted')",
    );
  return row?.waiting === 0;
}

async function allAskers(application: TestApplication, wire: Wire): Promise<Asker[]> {
  const nobody: Asker = { name: 'nobody', role: undefined, headers: {} };
  const stranger: Asker = {
    name: 'an unknown token',
    role: undefined,
    headers: { authorization: `Bearer fst_${'A'.repeat(43)}` },
  };
  const people: Asker[] = [];
  const machines: Asker[] = [];
  for (const role of ROLES) {
    const person: Asker = { name: role, role, headers: await signIn(application, wire, role) };
    people.push(person);
    const token = await tokenOf(
      wire,
      person,
      SCOPES.filter((scope) => can(role, scope)),
    );
    machines.push({ name: `token of ${role}`, role, headers: { authorization: `Bearer ${token}` } });
  }
  return [nobody, stranger, ...people, ...machines];
}

const EMAILS: Record<Role, string> = {
  farmer: 'farm@test.example',
  processor: 'factory@test.example',
  keeper: 'warehouse@test.example',
  appraiser: 'appraiser@test.example',
  assessor: 'assessor@test.example',
  insurer: 'insurer@test.example',
  regulator: 'regulator@test.example',
  administrator: 'admin@fieldseal.local',
};

async function signIn(application: TestApplication, wire: Wire, role: Role): Promise<Record<string, string>> {
  const file = join(application.config.keysDir, 'administrator-password');
  const password = role === 'administrator' ? (await readFile(file, 'utf8')).trim() : TEST_PASSWORD;
  const { headers } = await post(wire, '/api/session', { email: EMAILS[role], password });
  const cookie = headers['set-cookie']?.[0]?.split(';')[0];
  if (cookie === undefined) throw new Error(`${role} could not sign in`);
  return { cookie };
}

async function tokenOf(wire: Wire, person: Asker, scopes: readonly string[]): Promise<string> {
  const { body } = await post(wire, '/api/tokens', { name: 'machine', scopes }, person.headers);
  const made: unknown = JSON.parse(body.toString());
  if (typeof made !== 'object' || made === null || !('token' in made)) throw new Error(body.toString());
  return String(made.token);
}

function post(wire: Wire, path: string, value: unknown, headers: Readonly<Record<string, string>> = {}) {
  const body = Buffer.from(JSON.stringify(value));
  return wire.send({ method: 'POST', path, headers: { ...headers, 'content-type': 'application/json' }, body });
}
