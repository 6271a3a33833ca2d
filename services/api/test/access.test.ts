import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { openApiDocument } from '../src/openapi.ts';
import { TestApplication } from './support/application.ts';
import type { Answer, TestClient } from './support/client.ts';
import { type Cast, createCast } from './support/season.ts';

const EVERYBODY = [
  'farmer',
  'processor',
  'keeper',
  'appraiser',
  'assessor',
  'insurer',
  'regulator',
  'administrator',
] as const;
type Role = (typeof EVERYBODY)[number];
const PUBLIC = 'public';

/** Who may call what, written down a second time on purpose: a change of the policy must be meant. */
const EXPECTED: Record<string, readonly Role[] | typeof PUBLIC> = {
  'POST /api/session': PUBLIC,
  'GET /api/session': EVERYBODY,
  'DELETE /api/session': EVERYBODY,
  'POST /api/organisations': ['administrator'],
  'GET /api/organisations': EVERYBODY,
  'GET /api/organisations/{id}/keys': EVERYBODY,
  'POST /api/organisations/{id}/keys/rotate': ['administrator'],
  'POST /api/people': ['administrator'],
  'POST /api/tokens': EVERYBODY,
  'GET /api/tokens': EVERYBODY,
  'DELETE /api/tokens/{id}': EVERYBODY,
  'POST /api/batches': ['farmer', 'processor', 'keeper', 'assessor'],
  'GET /api/batches': ['farmer', 'processor', 'keeper', 'assessor'],
  'GET /api/batches/template.csv': ['farmer', 'processor', 'keeper', 'assessor'],
  'GET /api/batches/{id}': ['farmer', 'processor', 'keeper', 'assessor'],
  'POST /api/batches/{id}/confirm': ['farmer', 'processor', 'keeper', 'assessor'],
  'POST /api/batches/{id}/cancel': ['farmer', 'processor', 'keeper', 'assessor'],
  'GET /api/batches/{id}/events': ['farmer', 'processor', 'keeper', 'assessor'],
  'GET /api/batches/{id}/rows': ['farmer', 'processor', 'keeper', 'assessor'],
  'GET /api/batches/{id}/results.csv': ['farmer', 'processor', 'keeper', 'assessor'],
  'GET /api/batches/{id}/labels.pdf': ['farmer', 'processor', 'keeper'],
  'GET /api/epcis': PUBLIC,
  'OPTIONS /api/epcis': PUBLIC,
  'OPTIONS /api/epcis/{path}': PUBLIC,
  'POST /api/epcis/capture': ['farmer', 'processor', 'keeper', 'appraiser', 'assessor', 'administrator'],
  'GET /api/epcis/capture': EVERYBODY,
  'GET /api/epcis/capture/{captureID}': EVERYBODY,
  'POST /api/epcis/events': ['farmer', 'processor', 'keeper', 'appraiser', 'assessor', 'administrator'],
  'GET /api/epcis/events/{eventID}': EVERYBODY,
  'GET /api/epcis/events': EVERYBODY,
  'POST /api/epcis/events/query': EVERYBODY,
  'DELETE /api/epcis/nextPageToken/{token}': EVERYBODY,
  'GET /api/epcis/eventTypes': EVERYBODY,
  'GET /api/epcis/eventTypes/{value}': EVERYBODY,
  'GET /api/epcis/eventTypes/{value}/events': EVERYBODY,
  'GET /api/epcis/epcs': EVERYBODY,
  'GET /api/epcis/epcs/{value}': EVERYBODY,
  'GET /api/epcis/epcs/{value}/events': EVERYBODY,
  'GET /api/epcis/bizSteps': EVERYBODY,
  'GET /api/epcis/bizSteps/{value}': EVERYBODY,
  'GET /api/epcis/bizSteps/{value}/events': EVERYBODY,
  'GET /api/epcis/bizLocations': EVERYBODY,
  'GET /api/epcis/bizLocations/{value}': EVERYBODY,
  'GET /api/epcis/bizLocations/{value}/events': EVERYBODY,
  'GET /api/epcis/readPoints': EVERYBODY,
  'GET /api/epcis/readPoints/{value}': EVERYBODY,
  'GET /api/epcis/readPoints/{value}/events': EVERYBODY,
  'GET /api/epcis/dispositions': EVERYBODY,
  'GET /api/epcis/dispositions/{value}': EVERYBODY,
  'GET /api/epcis/dispositions/{value}/events': EVERYBODY,
  'POST /api/epcis/queries': EVERYBODY,
  'GET /api/epcis/queries': EVERYBODY,
  'GET /api/epcis/queries/{queryName}': EVERYBODY,
  'DELETE /api/epcis/queries/{queryName}': EVERYBODY,
  'GET /api/epcis/queries/{queryName}/events': EVERYBODY,
  'POST /api/accreditations': ['regulator'],
  'GET /api/accreditations': EVERYBODY,
  'GET /api/device-keys/challenge': ['farmer', 'keeper'],
  'POST /api/device-keys': ['farmer', 'keeper'],
  'GET /api/device-keys': ['farmer', 'keeper', 'regulator', 'administrator'],
  'POST /api/device-keys/{id}/revoke': ['farmer', 'keeper', 'regulator'],
  'GET /api/signings': ['farmer', 'keeper'],
  'POST /api/signings/{id}/documents': ['farmer', 'keeper'],
  'POST /api/signings/{id}/proofs': ['farmer', 'keeper'],
  'POST /api/signings/{id}/release': ['farmer', 'keeper'],
  'POST /api/signings/{id}/refuse': ['farmer', 'keeper'],
  'GET /api/signings/refusals': ['farmer', 'keeper'],
  'GET /api/transactions/{id}': EVERYBODY,
  'POST /api/products': ['farmer', 'processor', 'administrator'],
  'GET /api/products': EVERYBODY,
  'POST /api/plots': ['farmer'],
  'POST /api/plots/checks': ['farmer'],
  'GET /api/plots': ['farmer'],
  'POST /api/photos': ['farmer', 'processor', 'keeper', 'appraiser', 'assessor'],
  'POST /api/harvests': ['farmer'],
  'GET /api/harvests': ['farmer'],
  'POST /api/harvests/{id}/conformity': ['farmer'],
  'GET /api/harvests/{id}/conformity': ['farmer', 'processor', 'regulator'],
  'GET /api/conformity': ['farmer', 'processor', 'regulator'],
  'POST /api/blends': ['farmer', 'processor'],
  'GET /api/blends': ['farmer', 'processor'],
  'POST /api/pressings': ['processor'],
  'GET /api/pressings': ['processor', 'appraiser', 'keeper'],
  'POST /api/items/{gtin}/{serial}/fingerprint': ['processor'],
  'POST /api/items/{gtin}/{serial}/identity': ['processor'],
  'GET /api/certificates/{id}/sheet': PUBLIC,
  'GET /api/certificates/{id}.pdf': PUBLIC,
  'GET /api/certificates/{id}/bundle': PUBLIC,
  'GET /api/certificates/{id}/events/{hash}': PUBLIC,
  'POST /api/certificates/countersign': ['appraiser'],
  'POST /api/certificates/{id}/countersign': ['appraiser'],
  'GET /api/certificates': EVERYBODY,
  'POST /api/certificates/{id}/replace': ['farmer', 'processor', 'keeper', 'assessor'],
  'POST /api/certificates/{id}/revoke': ['farmer', 'processor', 'keeper', 'assessor'],
  'POST /api/certificates/{id}/suspend': ['farmer', 'processor', 'keeper', 'assessor'],
  'POST /api/certificates/{id}/reinstate': ['farmer', 'processor', 'keeper', 'assessor'],
  'GET /api/certificates/{id}/history': EVERYBODY,
  'GET /api/certificates/{id}/credential': PUBLIC,
  'POST /api/credentials/verify': PUBLIC,
  'POST /api/presentations/verify': PUBLIC,
  'POST /api/presentations': ['farmer', 'processor', 'keeper', 'appraiser', 'assessor'],
  'GET /status/{id}': PUBLIC,
  'GET /organisations/{id}/did.json': PUBLIC,
  'GET /contexts/certificates/v1': PUBLIC,
  'GET /schemas/certificates/v1/{file}': PUBLIC,
  'POST /api/sensors': ['keeper'],
  'GET /api/sensors': ['keeper'],
  'GET /api/sensors/{id}/readings': ['keeper'],
  'POST /api/receipts': ['keeper'],
  'GET /api/receipts': ['keeper'],
  'POST /api/residences': ['keeper'],
  'POST /api/items/{gtin}/{serial}/gradings': ['assessor'],
  'POST /api/items/{gtin}/{serial}/sales': ['processor'],
  'POST /api/items/{gtin}/{serial}/graduation': ['assessor'],
  'POST /api/items/{gtin}/{serial}/reviews': PUBLIC,
  'POST /api/items/{gtin}/{serial}/checks': PUBLIC,
  'GET /api/items/{gtin}/{serial}': PUBLIC,
  'GET /api/items/{gtin}/{serial}/photo': PUBLIC,
  'GET /api/items/{gtin}/{serial}/bundle': PUBLIC,
  'GET /api/items/{gtin}/{serial}/evidence.zip': PUBLIC,
  'GET /api/labels/{gtin}/{serial}.svg': PUBLIC,
  'GET /api/labels/{gtin}/{serial}.png': PUBLIC,
  'GET /api/labels/qr.svg': PUBLIC,
  'GET /api/labels/qr.png': PUBLIC,
  'GET /api/labels/sheets.pdf': ['farmer', 'processor', 'keeper'],
  'POST /api/links': ['farmer', 'processor', 'keeper', 'administrator'],
  'GET /api/links': ['farmer', 'processor', 'keeper', 'administrator'],
  'DELETE /api/links/{id}': ['farmer', 'processor', 'keeper', 'administrator'],
  'GET /api/chain': PUBLIC,
  'POST /api/rpc': PUBLIC,
  'GET /api/seals': PUBLIC,
  'GET /api/seals/proofs/inclusion': PUBLIC,
  'GET /api/seals/proofs/consistency': PUBLIC,
  'GET /log/checkpoint': PUBLIC,
  'GET /log/key': PUBLIC,
  'GET /api/oracle/rounds': PUBLIC,
  'PUT /api/oracle/rounds/{key}/progress': PUBLIC,
  'POST /api/oracle/rounds/{key}/observations': PUBLIC,
  'POST /api/cover/mints': ['administrator'],
  'POST /api/cover/deposits': ['insurer'],
  'POST /api/cover/reporters': ['regulator'],
  'POST /api/cover/series': ['insurer'],
  'GET /api/cover/series': EVERYBODY,
  'POST /api/cover/policies': ['farmer'],
  'GET /api/cover/policies': ['farmer'],
  'GET /api/cover/balance': EVERYBODY,
  'GET /api/cover/board': ['insurer', 'regulator', 'administrator'],
  'GET /api/cover/board/stream': ['insurer', 'regulator', 'administrator'],
  'POST /api/epcis/queries/{queryName}/subscriptions': EVERYBODY,
  'GET /api/epcis/queries/{queryName}/subscriptions': EVERYBODY,
  'GET /api/epcis/queries/{queryName}/subscriptions/{subscriptionID}': EVERYBODY,
  'DELETE /api/epcis/queries/{queryName}/subscriptions/{subscriptionID}': EVERYBODY,
  'GET /api/epcis/queries/{queryName}/subscriptions/{subscriptionID}/deliveries': EVERYBODY,
  'POST /api/epcis/queries/{queryName}/subscriptions/{subscriptionID}/deliveries/{deliveryID}/replay': EVERYBODY,
  'GET /api/health/live': PUBLIC,
  'GET /api/health/ready': PUBLIC,
};

describe('access', () => {
  let application: TestApplication;
  let clients: Record<Role, TestClient>;
  let routes: string[];

  const ask = (client: TestClient, route: string): Promise<number> => {
    const [method = '', path = ''] = route.split(' ');
    const filled = path
      .replace('{gtin}', '06901234567908')
      .replace('{serial}', 'NONE')
      .replace(/\{\w+\}/g, '00000000-0000-4000-8000-000000000000');
    return client.status(method, filled);
  };

  beforeAll(async () => {
    application = await TestApplication.start();
    const { administrator, people }: Cast = await createCast(application);
    const { farm, factory, warehouse, appraiser, assessor, insurer, regulator } = people;
    clients = {
      farmer: farm,
      processor: factory,
      keeper: warehouse,
      appraiser,
      assessor,
      insurer,
      regulator,
      administrator,
    };
    const paths = z.record(z.string(), z.record(z.string(), z.unknown())).parse(openApiDocument(application.app).paths);
    routes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
  });

  afterAll(async () => {
    await application.stop();
  });

  test('every route is in the table, and nothing else is', () => {
    expect([...routes].sort()).toEqual(Object.keys(EXPECTED).sort());
  });

  test('without a session only the public routes answer', async () => {
    const visitor = application.visitor();
    const open: string[] = [];
    for (const route of routes) if ((await ask(visitor, route)) !== 401) open.push(route);
    expect(open.sort()).toEqual(
      Object.keys(EXPECTED)
        .filter((route) => EXPECTED[route] === PUBLIC && route !== 'POST /api/session')
        .concat('POST /api/session')
        .sort(),
    );
  });

  test.each(EVERYBODY)('%s reaches exactly what the table says', async (role) => {
    const reached: string[] = [];
    // The session is closed last, or everything after it would answer 401.
    for (const route of routes.filter((one) => one !== 'DELETE /api/session'))
      if (![401, 403].includes(await ask(clients[role], route))) reached.push(route);
    const expected = Object.entries(EXPECTED).filter(([, roles]) => roles === PUBLIC || roles.includes(role));
    expect(reached.sort()).toEqual(
      expected
        .map(([route]) => route)
        .filter((route) => route !== 'DELETE /api/session')
        .sort(),
    );
  });

  test('signing out ends the session', async () => {
    const { farmer } = clients;
    expect((await farmer.send('DELETE', '/api/session')).status).toBe(204);
    expect((await farmer.get('/api/plots')).status).toBe(401);
  });

  test('a wrong password is refused, and too many of them lock the address out for a while', async () => {
    const visitor = application.visitor();
    const answers: Answer[] = [];
    for (let attempt = 0; attempt < 11; attempt++)
      answers.push(await visitor.post('/api/session', { email: 'insurer@test.example', password: 'wrong' }));
    expect([answers[0]?.status, answers.at(-1)?.status]).toEqual([401, 429]);
    const wait = Number(answers.at(-1)?.headers.get('retry-after'));
    expect(answers.at(-1)?.body.text('detail')).toContain(`in ${wait} seconds`);
    expect(wait).toBeGreaterThan(0);
  });

  test("another organisation's things cannot be reached", async () => {
    const plots = await clients.administrator.get('/api/plots');
    expect(plots.status).toBe(403);
    const polygon = {
      type: 'Polygon',
      coordinates: [
        [
          [100, 24],
          [100.001, 24],
          [100, 24.001],
          [100, 24],
        ],
      ],
    };
    const farmer = await application.visitor().signIn('farm@test.example', 'a long enough password');
    const { body } = await farmer.post('/api/plots', { name: 'P', crop: 'tea', cultivar: 'C', polygon });
    const { body: organisation } = await clients.administrator.post('/api/organisations', {
      kind: 'farm',
      name: { zh: '他', en: 'Other' },
    });
    await clients.administrator.post('/api/people', {
      organisationId: organisation.text('id'),
      email: 'other@test.example',
      name: 'Other',
      role: 'farmer',
      password: 'a long enough password',
    });
    const other = await application.visitor().signIn('other@test.example', 'a long enough password');
    expect((await other.get('/api/plots')).body.list('plots')).toEqual([]);
    const attempt = {
      plotId: body.text('id'),
      gtin: '06901234567892',
      quantityKg: 1,
      harvestedAt: new Date().toISOString(),
    };
    expect((await other.post('/api/harvests', attempt)).status).toBe(404);
  });
});
