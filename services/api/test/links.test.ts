import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TestApplication } from './support/application.ts';
import { type Answer, accepted, type TestClient } from './support/client.ts';
import { harvest, press } from './support/custody.ts';
import { accredit, CAKE_GTIN, type Cast, createCast, eventually, LEAF_GTIN, prepareGarden } from './support/season.ts';

const BROWSER = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };
const OTHER_GTIN = '06901234567915';

describe('links', () => {
  let application: TestApplication;
  let cast: Cast;
  let factory: TestClient;
  let visitor: TestClient;
  let piece: string;
  let pages: string;
  const anchor = `https://id.gs1.org/01/${CAKE_GTIN}`;
  const good = { anchor, linkType: 'gs1:pip', href: 'https://brand.example/', title: '产品页 Product' };
  const register = (change: Record<string, unknown>, who = factory): Promise<Answer> =>
    who.post('/api/links', { ...good, ...change });

  beforeAll(async () => {
    pages = await mkdtemp(join(tmpdir(), 'fieldseal-pages-'));
    await writeFile(join(pages, 'shopper.html'), '<title>shopper</title>');
    await writeFile(join(pages, 'index.html'), '<title>app</title>');
    application = await TestApplication.start({ WEB_DIST: pages });
    visitor = application.visitor();
    cast = await createCast(application);
    factory = cast.people.factory;
    await accredit(cast);
    const cake = await press(cast, await harvest(cast, await prepareGarden(cast)));
    piece = new URL(cake.link).pathname;
  });

  afterAll(async () => {
    await application.stop();
    await rm(pages, { recursive: true });
  });

  test.each([
    ['/anchor', { anchor: 'https://id.gs1.org/01/06901234567909' }],
    ['/anchor', { anchor: 'https://id.gs1.org/' }],
    ['/anchor', { anchor: 'ftp://id.gs1.org/01/06901234567908' }],
    ['/linkType', { linkType: 'gs1:defaultLink' }],
    ['/linkType', { linkType: 'gs1:handledBy' }],
    ['/linkType', { linkType: 'alternate' }],
    ['/linkType', { linkType: 'https://ref.gs1.org/voc/pip/../x' }],
    ['/href', { href: 'javascript:alert(1)' }],
    ['/href', { href: 'https://id.gs1.org:443@thief.example/' }],
    ['/href', { href: `https://brand.example/${'a'.repeat(2000)}` }],
    ['/title', { title: ' ' }],
    ['/title', { title: 'A\u0000B' }],
    ['/hreflang/0', { hreflang: ['chinese'] }],
    ['/hreflang', { hreflang: Array.from({ length: 11 }, () => 'zh') }],
    ['/mediaType', { mediaType: 'text/invented' }],
    ['/mediaType', { mediaType: 'constructor' }],
    ['/context/0', { context: [''] }],
    ['', { invented: 1 }],
  ])('a fault at %s is refused: %j', async (pointer, change) => {
    const { status, body } = await register(change);
    expect(status).toBe(400);
    expect(body.list('errors').map((fault) => fault.text('pointer'))).toContain(pointer);
  });

  test('a link back to the identifier itself is refused, however it is written', async () => {
    const { publicUrl } = application.config;
    for (const href of [
      `${publicUrl}/01/${CAKE_GTIN}`,
      `${publicUrl}/01/${CAKE_GTIN}/?a=b`,
      `${publicUrl}/gtin/${CAKE_GTIN}`,
      `${publicUrl}/01/${CAKE_GTIN}/21/NOBODY`,
    ])
      expect((await register({ href })).status).toBe(400);
  });

  test('only the organisation of the product says where it and its lots and pieces lead', async () => {
    expect((await register({}, cast.people.farm)).status).toBe(403);
    expect((await register({ anchor: `${anchor}/10/A/21/B` }, cast.people.farm)).status).toBe(403);
    expect((await register({ anchor: `https://id.gs1.org/01/${LEAF_GTIN}` }, cast.people.farm)).status).toBe(201);
    expect((await register({ anchor: `https://id.gs1.org/01/${OTHER_GTIN}` })).status).toBe(404);
    expect(
      (await register({ anchor: `https://x.example/own/unit/${piece.split('/').at(-1) ?? ''}` }, cast.people.farm))
        .status,
    ).toBe(403);
  });

  test('of a key that nobody recorded, the first of several at once becomes the owner', async () => {
    const change = { anchor: 'https://id.gs1.org/8004/6901234RACE' };
    const answers = await Promise.all(
      [factory, cast.people.farm, cast.people.warehouse, cast.administrator].map((who) => register(change, who)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 403, 403, 403]);
  });

  test('are listed for their organisation, once each, and removed', async () => {
    const first = await accepted(register({ href: 'https://brand.example/once' }));
    expect((await register({ href: 'https://brand.example/once' })).status).toBe(409);
    const { body } = await factory.get(`/api/links?anchor=${encodeURIComponent(anchor)}`);
    expect(body.list('links').map((link) => link.text('href'))).toEqual(['https://brand.example/once']);
    const path = `/api/links/${first.body.text('id')}`;
    expect((await cast.people.farm.send('DELETE', path)).status).toBe(404);
    expect((await factory.send('DELETE', path)).status).toBe(204);
    expect((await factory.send('DELETE', path)).status).toBe(404);
    await eventually(async () => {
      const { body: after } = await visitor.get(`/01/${CAKE_GTIN}`, { accept: 'application/linkset+json' });
      return !JSON.stringify(after.value).includes('once') || undefined;
    }, 'the end of the link');
  });

  test('come in pages, newest first; an identifier has at most fifty', async () => {
    const asset = (number: number): string => `https://id.gs1.org/8004/6901234P${String(Math.floor(number / 50))}`;
    for (let number = 0; number < 120; number++)
      await accepted(register({ anchor: asset(number), href: `https://brand.example/${String(number)}` }));
    expect((await register({ anchor: asset(0), href: 'https://brand.example/more' })).status).toBe(409);
    const seen: string[] = [];
    for (let next = ''; seen.length < 500;) {
      const { body } = await factory.get(`/api/links${next}`);
      seen.push(...body.list('links').map((link) => link.text('href')));
      const token = body.at('nextPageToken').value;
      if (typeof token !== 'string') break;
      next = `?nextPageToken=${token}`;
    }
    const numbered = seen.filter((href) => /\/\d+$/.test(href));
    expect(numbered).toEqual(Array.from({ length: 120 }, (_, index) => `https://brand.example/${String(119 - index)}`));
  });

  test('a new default takes the place of the one before', async () => {
    const key = { anchor: 'https://id.gs1.org/8004/6901234DEFAULT', default: true };
    await accepted(register({ ...key, href: 'https://brand.example/old' }));
    await accepted(register({ ...key, href: 'https://brand.example/new' }));
    await eventually(async () => {
      const { headers } = await visitor.get('/8004/6901234DEFAULT');
      return headers.get('location') === 'https://brand.example/new' || undefined;
    }, 'the new default');
  });

  describe("the shopper's page", () => {
    test('is what browsers get at a piece, whatever its owner registered', async () => {
      await accepted(
        register({ anchor: `https://x.example${piece}`, href: 'https://brand.example/piece', default: true }),
      );
      const { status, headers, bytes } = await visitor.get(piece, BROWSER);
      expect([status, new TextDecoder().decode(bytes)]).toEqual([200, '<title>shopper</title>']);
      expect(headers.get('content-security-policy')).toContain("default-src 'self'");
    });

    test('comes with 404 for a serial that nobody gave out', async () => {
      for (const path of [`/01/${CAKE_GTIN}/21/INVENTED`, `/01/${OTHER_GTIN}/21/A`]) {
        const { status, bytes } = await visitor.get(path, BROWSER);
        expect([status, new TextDecoder().decode(bytes)]).toEqual([404, '<title>shopper</title>']);
      }
    });

    test('leaves the other pages and the API to the application', async () => {
      expect(new TextDecoder().decode((await visitor.get('/farmer', BROWSER)).bytes)).toBe('<title>app</title>');
      expect((await visitor.get('/api/health/live')).status).toBe(200);
      for (const path of ['/nothing-like-this', '/AAAAAAAAAAAAAAAA', '/2026/x/y', '/1/2'])
        expect([400, 404]).toContain((await visitor.get(path, BROWSER)).status);
    });
  });
});
