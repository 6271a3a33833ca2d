import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DataSource } from 'typeorm';
import { TestApplication } from './support/application.ts';
import { accepted, type Answer, type TestClient } from './support/client.ts';
import { type Cast, createCast, eventually, triangle } from './support/season.ts';

describe('tokens', () => {
  let application: TestApplication;
  let cast: Cast;
  let machine: TestClient;

  beforeAll(async () => {
    application = await TestApplication.start();
    cast = await createCast(application);
    machine = application.visitor();
  });

  afterAll(async () => {
    await application.stop();
  });

  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

  const create = async (scopes: string[], expiresAt?: string): Promise<{ id: string; token: string }> => {
    const { body } = await accepted(cast.people.farm.post('/api/tokens', { name: 'Station', scopes, expiresAt }));
    return { id: body.text('id'), token: body.text('token') };
  };

  const plot = (shift: number) => ({ name: 'P', crop: 'tea', cultivar: 'C', polygon: triangle(shift) });

  test('a token acts for its person within its scopes', async () => {
    const { token } = await create(['plots:create', 'plots:read']);
    expect(token).toMatch(/^fst_[\w-]{43}$/);
    const made = await machine.post('/api/plots', plot(1), bearer(token));
    expect(made.status).toBe(201);
    const own = (await cast.people.farm.get('/api/plots')).body.list('plots').map((one) => one.text('id'));
    expect(own).toEqual([made.body.text('id')]);
    expect((await machine.get('/api/plots', bearer(token))).body.list('plots')).toHaveLength(1);
  });

  test('what is not among the scopes is refused, although the role may do it', async () => {
    const { token } = await create(['plots:read']);
    const { status, body } = await machine.post('/api/plots', plot(2), bearer(token));
    expect([status, body.text('code')]).toEqual([403, 'not-allowed']);
    expect(body.text('detail')).toContain('plots:create');
  });

  test('no token manages tokens, makes people or speaks for a session', async () => {
    const { token, id } = await create(['plots:read']);
    const statuses = [
      await machine.post('/api/tokens', { name: 'More', scopes: ['plots:read'] }, bearer(token)),
      await machine.get('/api/tokens', bearer(token)),
      await machine.send('DELETE', `/api/tokens/${id}`, undefined, bearer(token)),
      await machine.get('/api/session', bearer(token)),
    ].map(({ status }) => status);
    expect(statuses).toEqual([403, 403, 403, 403]);
    for (const scope of ['tokens:manage', 'people:create', 'invented'])
      expect((await cast.administrator.post('/api/tokens', { name: 'X', scopes: [scope] })).status).toBe(400);
  });

  test('a scope beyond the role is refused with its pointer', async () => {
    const scopes = ['plots:read', 'pressings:create'];
    const { status, body } = await cast.people.farm.post('/api/tokens', { name: 'X', scopes });
    expect([status, body.list('errors').map((fault) => fault.text('pointer'))]).toEqual([400, ['/scopes/1']]);
  });

  test.each([
    ['no scope', { name: 'X', scopes: [] }],
    ['a time that has passed', { name: 'X', scopes: ['plots:read'], expiresAt: '2020-01-01T00:00:00Z' }],
    ['ten years', { name: 'X', scopes: ['plots:read'], expiresAt: '2199-01-01T00:00:00Z' }],
    ['no name', { name: ' ', scopes: ['plots:read'] }],
  ])('a token for %s is refused', async (_, body) => {
    expect((await cast.people.farm.post('/api/tokens', body)).status).toBe(400);
  });

  test('the list never shows the token, and shows nobody else the entry', async () => {
    const { id, token } = await create(['plots:read', 'plots:read']);
    const list = await cast.people.farm.get('/api/tokens');
    const entry = list.body.list('tokens').find((one) => one.text('id') === id);
    expect(entry?.at('scopes').value).toEqual(['plots:read']);
    expect(new TextDecoder().decode(list.bytes)).not.toContain(token);
    expect((await cast.people.factory.get('/api/tokens')).body.list('tokens')).toEqual([]);
    expect((await cast.people.factory.send('DELETE', `/api/tokens/${id}`)).status).toBe(404);
    expect((await machine.get('/api/plots', bearer(token))).status).toBe(200);
  });

  test('nothing in the database tells the token, not even the answer kept for a repeated request', async () => {
    const request = { name: 'Once', scopes: ['plots:read'] };
    const headers = { 'idempotency-key': 'token once' };
    const { body } = await accepted(cast.people.farm.post('/api/tokens', request, headers));
    const rows = await application.app.get(DataSource).query<unknown[]>(
      `SELECT 1 FROM api_token t, idempotency i WHERE t::text LIKE $1 OR i::text LIKE $1 UNION ALL
         SELECT 1 FROM api_token t WHERE t::text LIKE $1`,
      [`%${body.text('token')}%`],
    );
    expect(rows).toEqual([]);
  });

  const refusedAsUnknown = ({ status, headers, body }: Answer): void => {
    expect([status, body.text('code')]).toEqual([401, 'not-signed-in']);
    expect(headers.get('www-authenticate')).toContain('Bearer');
  };

  test('a revoked token is unknown at once', async () => {
    const { id, token } = await create(['plots:read']);
    expect((await machine.get('/api/plots', bearer(token))).status).toBe(200);
    expect((await cast.people.farm.send('DELETE', `/api/tokens/${id}`)).status).toBe(204);
    refusedAsUnknown(await machine.get('/api/plots', bearer(token)));
    expect((await cast.people.farm.send('DELETE', `/api/tokens/${id}`)).status).toBe(404);
  });

  test('an expired token is unknown', async () => {
    const { token } = await create(['plots:read'], new Date(Date.now() + 1500).toISOString());
    expect((await machine.get('/api/plots', bearer(token))).status).toBe(200);
    refusedAsUnknown(
      await eventually(async () => {
        const answer = await machine.get('/api/plots', bearer(token));
        return answer.status === 200 ? undefined : answer;
      }, 'the end of the token'),
    );
  });

  test.each([
    ['nothing behind the scheme', 'Bearer'],
    ['a blank', 'Bearer '],
    ['an unknown token', 'bearer fst_unknown'],
    ['five thousand characters', `Bearer ${'x'.repeat(5000)}`],
    ['two words', 'Bearer a b'],
    ['SQL', "Bearer ' OR 1=1"],
  ])('a request with %s for a token is nobody, although it brings a session', async (_, authorization) => {
    refusedAsUnknown(await cast.people.farm.get('/api/plots', { authorization }));
  });
});
