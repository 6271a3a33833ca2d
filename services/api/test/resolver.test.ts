import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { compressDigitalLinkUri, makeSscc } from '@fieldseal/provenance';
import { Ajv } from 'ajv';
import { TestApplication } from './support/application.ts';
import { type Answer, accepted, type TestClient } from './support/client.ts';
import { type Cake, harvest, press } from './support/custody.ts';
import { sendRaw } from './support/raw-http.ts';
import { accredit, CAKE_GTIN, type Cast, createCast, eventually, prepareGarden } from './support/season.ts';
import { testAgainst } from './support/shared.ts';

const GS1 = 'https://ref.gs1.org/voc/';

describe('Digital Link resolver', () => {
  let application: TestApplication;
  let cast: Cast;
  let visitor: TestClient;
  let cake: Cake;
  let item: string;
  let leafLot: string;
  const product = `/01/${CAKE_GTIN}`;

  const linksetOf = async (path: string, headers: Record<string, string> = {}): Promise<Answer> =>
    visitor.get(path, { accept: 'application/linkset+json', ...headers });
  const register = (body: Record<string, unknown>, who = cast.people.factory): Promise<Answer> =>
    who.post('/api/links', { title: 'A link', linkType: 'gs1:pip', ...body });
  /** The link is in every answer as soon as the resolver heard of it. */
  const registered = async (anchor: string, body: Record<string, unknown>): Promise<void> => {
    await accepted(register({ anchor: `https://id.gs1.org${anchor}`, ...body }));
    await eventually(async () => {
      const { bytes } = await linksetOf(anchor);
      return new TextDecoder().decode(bytes).includes(String(body.href)) || undefined;
    }, 'the new link');
  };

  beforeAll(async () => {
    application = await TestApplication.start();
    visitor = application.visitor();
    cast = await createCast(application);
    await accredit(cast);
    const plotId = await prepareGarden(cast);
    leafLot = new URL(await harvest(cast, plotId)).pathname;
    cake = await press(cast, application.config.publicUrl + leafLot);
    item = new URL(cake.link).pathname;
  });

  afterAll(async () => {
    await application.stop();
  });

  describe('linkset', () => {
    test('holds item, lot and product, each anchored at its uncompressed address, with a default', async () => {
      const { status, headers, body } = await linksetOf(item);
      expect([status, headers.get('content-type')]).toEqual([200, 'application/linkset+json']);
      const anchors = body.list('linkset').map((context) => new URL(context.text('anchor')).pathname);
      expect(anchors).toEqual([item, expect.stringMatching(`^${product}/10/P`), product]);
      for (const context of body.list('linkset')) {
        const [standard] = context.list(`${GS1}defaultLink`);
        expect(Object.keys(standard?.value ?? {}).sort()).toEqual(['href', 'title']);
        expect(context.list(`${GS1}pip`).map((link) => link.text('href'))).toContain(standard?.text('href'));
      }
    });

    testAgainst('linkset/gs1-linkset-schema.json', 'is valid against the schema of GS1', async (schema) => {
      const validate = new Ajv({ strict: false }).compile(schema);
      for (const path of [item, leafLot, product]) {
        validate((await linksetOf(path)).body.value);
        expect(validate.errors).toBeNull();
      }
    });

    test.each(['?linkType=linkset', '?linkType=all', '/?linkType=all'])('is what %s asks for', async (suffix) => {
      const { status, headers } = await visitor.get(product + suffix);
      expect([status, headers.get('content-type')]).toEqual([200, 'application/linkset+json']);
    });

    test('comes as JSON, JSON-LD with its context, or a page', async () => {
      const json = await visitor.get(product, { accept: 'application/json' });
      expect(json.headers.get('content-type')).toBe('application/json');
      const jsonLd = await visitor.get(product, { accept: 'application/ld+json' });
      const context = await visitor.get(new URL(jsonLd.body.text('@context')).pathname);
      expect(context.headers.get('content-type')).toBe('application/ld+json');
      expect(context.body.at('@context').text('anchor')).toBe('@id');
      const page = await visitor.get(`${product}?linkType=linkset`, { accept: 'text/html' });
      expect(page.headers.get('content-type')).toMatch(/^text\/html/);
      expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
      expect(new TextDecoder().decode(page.bytes)).toContain('饼茶 Tea cake');
      expect(json.headers.get('link')).toContain('rel="http://www.w3.org/ns/json-ld#context"');
    });

    test('of a serial that nobody gave out holds the product alone', async () => {
      const { body } = await linksetOf(`${product}/21/INVENTED`);
      const [own, above] = body.list('linkset');
      expect(Object.keys(own?.value ?? {})).toEqual(['anchor', 'itemDescription']);
      expect(new URL(above?.text('anchor') ?? '').pathname).toBe(product);
    });
  });

  describe('redirection', () => {
    beforeAll(async () => {
      const anchor = product;
      await registered(anchor, {
        linkType: 'gs1:sustainabilityInfo',
        href: 'https://brand.example/zh#top',
        hreflang: ['zh'],
        mediaType: 'text/html',
      });
      await registered(anchor, {
        linkType: 'gs1:sustainabilityInfo',
        href: 'https://brand.example/en?x=1',
        hreflang: ['en'],
        mediaType: 'text/html',
      });
      await registered(anchor, {
        linkType: 'gs1:sustainabilityInfo',
        href: 'https://brand.example/report.pdf',
        hreflang: ['en'],
        mediaType: 'application/pdf',
      });
      await registered(anchor, {
        linkType: 'gs1:sustainabilityInfo',
        href: 'https://brand.example/fr',
        context: ['FR'],
      });
      await registered(anchor, { linkType: 'schema:video', href: 'https://brand.example/video', forwardsQuery: false });
    });

    const led = async (target: string, headers: Record<string, string> = {}): Promise<unknown[]> => {
      const answer = await visitor.get(target, headers);
      return [answer.status, answer.headers.get('location')];
    };

    test.each([
      ['gs1:sustainabilityInfo', {}, 'https://brand.example/zh?linkType=gs1:sustainabilityInfo#top'],
      [
        'https://ref.gs1.org/voc/sustainabilityInfo',
        {},
        'https://brand.example/zh?linkType=https://ref.gs1.org/voc/sustainabilityInfo#top',
      ],
      [
        'gs1:sustainabilityInfo',
        { 'accept-language': 'en-GB, zh;q=0.5' },
        'https://brand.example/en?x=1&linkType=gs1:sustainabilityInfo',
      ],
      [
        'gs1:sustainabilityInfo',
        { 'accept-language': 'en', accept: 'application/pdf' },
        'https://brand.example/report.pdf?linkType=gs1:sustainabilityInfo',
      ],
      ['gs1:sustainabilityInfo&context=FR', {}, 'https://brand.example/fr?linkType=gs1:sustainabilityInfo&context=FR'],
      ['schema:video', {}, 'https://brand.example/video'],
    ])('of %s with %j leads to %s', async (linkType, headers, location) => {
      expect(await led(`${product}?linkType=${linkType}`, headers)).toEqual([307, location]);
    });

    test('inherits from the product, and passes every pair of the query on', async () => {
      expect(await led(`${item}?linkType=gs1:sustainabilityInfo&a=%20b&a=c`)).toEqual([
        307,
        'https://brand.example/zh?linkType=gs1:sustainabilityInfo&a=%20b&a=c#top',
      ]);
    });

    test('names the linkset and the links in its Link header', async () => {
      const { headers } = await visitor.get(`${product}?linkType=schema:video`);
      const { publicUrl } = application.config;
      expect(headers.get('link')).toContain(`<${publicUrl}${product}?linkType=linkset>; rel="linkset"`);
      expect(headers.get('link')).toContain(
        '<https://brand.example/video>; rel="https://schema.org/video"; title="A link"',
      );
      expect(headers.get('link')).toMatch(/title\*=UTF-8''%E9%A5%BC%E8%8C%B6/);
    });

    test('to a type that is not there, or is no type, is 404', async () => {
      for (const linkType of ['gs1:recipeInfo', 'foo:bar', 'javascript:alert(1)', '']) {
        const { status, headers } = await visitor.get(`${product}?linkType=${linkType}`);
        expect([status, headers.get('content-type')]).toEqual([404, 'application/problem+json']);
      }
    });

    test('goes to the default of the level or of the levels above it', async () => {
      const fallback = 'https://brand.example/start';
      await registered(`/01/${CAKE_GTIN}`, { linkType: 'gs1:homepage', href: fallback, default: true });
      expect(await led(product)).toEqual([307, fallback]);
      expect(await led(`${product}/10/ELSEWHERE/21/X`)).toEqual([307, fallback]);
      expect(await led(`${product}?17=291231`)).toEqual([307, `${fallback}?17=291231`]);
      // A piece that was made here has its own.
      expect((await led(item))[0]).toBe(200);
    });
  });

  describe('addresses', () => {
    test.each([
      ['a wrong check digit', '/01/06901234567909'],
      ['an unknown qualifier', `${product}/99/x`],
      ['qualifiers in the wrong order', `${product}/21/A/10/B`],
      ['a serial that is too long', `${product}/21/${'A'.repeat(21)}`],
      ['broken percent-encoding', `${product}/10/%zz`],
      ['an attribute with a bad date', `${product}?17=999999`],
      ['a key without a value', '/01'.padEnd(4, '/')],
      ['a wrong own-domain key', '/own/thing/x'],
    ])('%s is refused with 400', async (_, path) => {
      const { status, headers, body } = await visitor.get(path);
      expect([status, headers.get('content-type')]).toEqual([400, 'application/problem+json']);
      expect(body.text('detail')).toContain('not a Digital Link');
    });

    test('of which nothing is known is 404', async () => {
      for (const path of ['/01/09506000134352', `/00/${makeSscc('3', '0690123', '999999999')}`, '/own/unit/NOBODY'])
        expect((await visitor.get(path)).status).toBe(404);
    });

    test('compressed ones are answered as the uncompressed, which is named', async () => {
      const compressed = new URL(compressDigitalLinkUri(`https://x${product}/10/A1`)).pathname;
      const { status, headers, body } = await linksetOf(compressed);
      expect(status).toBe(200);
      const uncompressed = `${application.config.publicUrl}${product}/10/A1`;
      expect(headers.get('link')).toContain(`<${uncompressed}>; rel="owl:sameAs"`);
      expect(body.list('linkset')[0]?.text('anchor')).toBe(uncompressed);
    });

    test('what was packed beside the key counts as if it stood in the query', async () => {
      await registered(product, { linkType: 'gs1:recipeInfo', href: 'https://brand.example/brew' });
      const attributes = new URL(compressDigitalLinkUri(`https://x${product}?17=291231`)).pathname;
      const led = await visitor.get(`${attributes}?linkType=gs1:recipeInfo`);
      expect(led.headers.get('location')).toBe('https://brand.example/brew?17=291231&linkType=gs1:recipeInfo');
      // (01) with its GTIN, then flag, key and value of linkType=gs1:recipeInfo.
      const pair = await visitor.get('/AQyNo0UVyeIlinkTypeg7PzYuuWXHp4ZZO7Nv');
      expect(pair.headers.get('location')).toBe('https://brand.example/brew?linkType=gs1%3ArecipeInfo');
      expect(pair.headers.get('link')).toContain(`${product}?linkType=gs1%3ArecipeInfo>; rel="owl:sameAs"`);
    });

    test.each([
      ['8004', '/8004/69012345ASSET1'],
      ['8004 of few digits', '/8004/9520'],
      ['414 with 254', '/414/6901234000009/254/HALL1'],
      ['8010 with 8011', '/8010/6901234ABC/8011/17'],
      ['a unit', `/00/${makeSscc('3', '0690123', '000000001')}`],
      ['own product and lot', '/own/product/FARM-1/lot/SPRING'],
    ])('%s resolves once an organisation says where it leads', async (_, path) => {
      await registered(path, { href: 'https://brand.example/thing' });
      expect((await visitor.get(`${path}/?linkType=gs1:pip`)).headers.get('location')).toBe(
        'https://brand.example/thing?linkType=gs1:pip',
      );
      if (!path.startsWith('/own/')) {
        const compressed = new URL(compressDigitalLinkUri(`https://x${path}`)).pathname;
        expect((await visitor.get(`${compressed}?linkType=gs1:pip`)).status).toBe(307);
      }
      const other = await register(
        { anchor: `https://id.gs1.org${path}`, href: 'https://thief.example/' },
        cast.people.warehouse,
      );
      expect(other.status).toBe(403);
    });
  });

  test('a wrapper leads to its piece', async () => {
    const { headers } = await visitor.get(`/own/unit/${item.split('/').at(-1) ?? ''}`);
    expect(headers.get('location')).toBe(cake.link);
  });

  describe('protocol', () => {
    test('HEAD answers like GET, without a body', async () => {
      const { port } = application.config;
      const answer = await fetch(`http://127.0.0.1:${port}${product}?linkType=linkset`, { method: 'HEAD' });
      expect([answer.status, await answer.text()]).toEqual([200, '']);
      expect(Number(answer.headers.get('content-length'))).toBeGreaterThan(100);
    });

    test('OPTIONS tells every origin what it may ask', async () => {
      const { status, headers } = await visitor.send('OPTIONS', product);
      expect([status, headers.get('allow'), headers.get('access-control-allow-origin')]).toEqual([
        204,
        'GET, HEAD, OPTIONS',
        '*',
      ]);
      expect((await visitor.get(product)).headers.get('access-control-allow-origin')).toBe('*');
      expect((await visitor.get('/01/1')).headers.get('access-control-allow-origin')).toBe('*');
    });

    test('a target with scheme and host is answered like one without', async () => {
      const { port, publicUrl } = application.config;
      const asked = `GET ${publicUrl}${product}?linkType=linkset HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`;
      const [answer] = await sendRaw(port, [asked]);
      expect([answer?.status, answer?.head]).toEqual([200, expect.stringContaining('application/linkset+json')]);
    });

    test('other methods are not allowed', async () => {
      const { status, headers } = await visitor.send('POST', product, '{}', { 'content-type': 'application/json' });
      expect([status, headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
    });

    test('describes itself', async () => {
      const { status, body } = await visitor.get('/.well-known/gs1resolver');
      expect([status, body.text('resolverRoot')]).toEqual([200, application.config.publicUrl]);
      const keys = body.at('supportedPrimaryKeys').value;
      expect(keys).toEqual(
        expect.arrayContaining(['00', '01', '253', '414', '417', '8003', '8004', '8006', '8010', '8018']),
      );
      expect(keys).not.toContain('10');
    });

    test('what was not known before is known as soon as it is recorded', async () => {
      const gtin = '06901234567915';
      expect((await linksetOf(`/01/${gtin}/10/A`)).status).toBe(404);
      await accepted(
        cast.people.factory.post('/api/products', {
          gtin,
          name: { zh: '砖茶', en: 'Tea brick' },
          unit: 'EA',
          stage: 'cake',
        }),
      );
      await eventually(async () => (await linksetOf(`/01/${gtin}/10/A`)).status === 200 || undefined, 'the product');
    });
  });
});
