import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TestApplication } from '../support/application.ts';
import type { TestClient } from '../support/client.ts';
import { epcisDocument, objectEvent } from '../support/events.ts';
import { type Cast, createCast } from '../support/season.ts';

describe('EPCIS discovery and negotiation', () => {
  let application: TestApplication;
  let cast: Cast;
  let farm: TestClient;

  beforeAll(async () => {
    application = await TestApplication.start({ FIELDSEAL_PART: 'api' });
    cast = await createCast(application);
    farm = cast.people.farm;
  });

  afterAll(async () => {
    await application.stop();
  });

  test.each([
    ['/api/epcis', ['GET']],
    ['/api/epcis/', ['GET']],
    ['/api/epcis/capture', ['POST', 'GET']],
    ['/api/epcis/capture/00000000-0000-4000-8000-000000000000', ['GET']],
    ['/api/epcis/events', ['GET', 'POST']],
    ['/api/epcis/events/urn:uuid:831c0292-4de1-430a-8255-2aca821abaab', ['GET']],
  ])('OPTIONS %s tells methods, versions and formats to anybody', async (path, methods) => {
    const { status, headers, bytes } = await application.visitor().send('OPTIONS', path);
    expect([status, bytes.length]).toEqual([204, 0]);
    const allow = headers.get('allow')?.split(', ') ?? [];
    expect(allow).toEqual(expect.arrayContaining(['OPTIONS', ...methods]));
    expect(allow).not.toContain('DELETE');
    expect(new Set(allow).size).toBe(allow.length);
    for (const name of ['GS1-EPCIS-Version', 'GS1-EPCIS-Min', 'GS1-EPCIS-Max', 'GS1-CBV-Version', 'GS1-CBV-Min'])
      expect(headers.get(name)).toBe('2.0.0');
    expect(headers.get('GS1-EPC-Format')).toBe('Always_GS1_Digital_Link');
    expect(headers.get('GS1-CBV-XML-Format')).toBe('Always_Web_URI');
    expect(headers.get('GS1-Vendor-Version')).toMatch(/./);
  });

  test('OPTIONS of the capture tells its limits', async () => {
    const { headers } = await application.visitor().send('OPTIONS', '/api/epcis/capture');
    expect(headers.get('GS1-EPCIS-Capture-Limit')).toBe('5000');
    expect(headers.get('GS1-EPCIS-Capture-File-Size-Limit')).toBe('10485760');
    expect(headers.get('GS1-Capture-Error-Behaviour')).toBe('all');
  });

  test('OPTIONS of what does not exist is 404', async () => {
    const { status, body } = await application.visitor().send('OPTIONS', '/api/epcis/inventions/7');
    expect([status, body.text('type')]).toEqual([404, 'epcisException:NoSuchResourceException']);
  });

  test.each(['/api/epcis', '/api/epcis/'])('the root %s lists its resources', async (root) => {
    const { body } = await application.visitor().get(root);
    expect(body.at('member').value).toEqual(expect.arrayContaining(['capture', 'events']));
  });

  test.each([
    ['GS1-EPCIS-Version', '2.0.0'],
    ['GS1-EPCIS-Version', '2.0'],
    ['GS1-EPCIS-Min', '1.2'],
    ['GS1-EPCIS-Max', '3'],
    ['GS1-CBV-Version', '2.0.0'],
    ['GS1-EPC-Format', 'No_Preference'],
    ['GS1-EPC-Format', 'Always_GS1_Digital_Link'],
    ['Accept', 'application/ld+json'],
    ['Accept', 'text/html, */*;q=0.1'],
  ])('%s: %s can be met, and every answer names its versions', async (name, value) => {
    const { status, headers } = await farm.get('/api/epcis/capture', { [name]: value });
    expect([status, headers.get('GS1-EPCIS-Version'), headers.get('GS1-CBV-Version')]).toEqual([200, '2.0.0', '2.0.0']);
  });

  test.each([
    ['GS1-EPCIS-Version', '1.2.0'],
    ['GS1-EPCIS-Version', 'newest'],
    ['GS1-EPCIS-Min', '2.0.1'],
    ['GS1-EPCIS-Max', '1.2.0'],
    ['GS1-CBV-Max', '1.2'],
    ['GS1-EPC-Format', 'Always_EPC_URN'],
    ['GS1-EPC-Format', 'Never_Translates'],
    ['Accept', 'application/xml'],
    ['Accept', 'application/json;q=0'],
  ])('%s: %s cannot be met, and the refusal says so', async (name, value) => {
    const { status, body } = await farm.get('/api/epcis/capture', { [name]: value });
    expect([status, body.text('type')]).toEqual([406, 'epcisException:NotAcceptableException']);
    expect(body.text('detail')).toMatch(/2\.0\.0|GS1-EPC-Format|Accept/);
  });

  test('whoever asks for JSON-LD gets it', async () => {
    const { headers } = await farm.get('/api/epcis/capture', { accept: 'application/ld+json' });
    expect(headers.get('content-type')).toContain('application/ld+json');
  });

  describe('a capture that is refused', () => {
    test.each(['application/xml', 'text/xml; charset=utf-8', 'application/epcis+xml'])(
      '%s with 415 and the reason',
      async (type) => {
        const { status, body } = await farm.send('POST', '/api/epcis/capture', '<EPCISDocument/>', {
          'content-type': type,
        });
        expect([status, body.text('type')]).toEqual([415, 'epcisException:UnsupportedMediaTypeException']);
        expect(body.text('detail')).toMatch(/XML.*application\/json/);
      },
    );

    test.each(['text/plain', 'application/octet-stream', 'application/json; charset=gbk'])(
      '%s with 415',
      async (type) => {
        const body = JSON.stringify(epcisDocument([objectEvent('x')]));
        expect((await farm.send('POST', '/api/epcis/capture', body, { 'content-type': type })).status).toBe(415);
      },
    );

    test('an unknown error behaviour with 400', async () => {
      const headers = { 'GS1-Capture-Error-Behaviour': 'ignore' };
      const { status, body } = await farm.post('/api/epcis/capture', epcisDocument([objectEvent('x')]), headers);
      expect([status, body.text('detail')]).toEqual([400, 'GS1-Capture-Error-Behaviour must be rollback or proceed.']);
    });

    test('more events than announced with 413 and the limit', async () => {
      const events = Array.from({ length: 5001 }, (_, i) => objectEvent(`limit${i}`));
      const { status, body, headers } = await farm.post('/api/epcis/capture', epcisDocument(events));
      expect([status, body.text('type')]).toEqual([413, 'epcisException:CaptureLimitExceededException']);
      expect(body.text('detail')).toContain('5000');
      expect(headers.get('GS1-EPCIS-Capture-Limit')).toBe('5000');
    });

    test('more bytes than announced with 413 and the limit', async () => {
      const { status, body } = await farm.post('/api/epcis/capture', epcisDocument([], 'x'.repeat(10 * 1024 * 1024)));
      expect(status).toBe(413);
      expect(body.text('detail')).toContain('10485760');
    });

    test('somebody unknown, or whose role does not capture', async () => {
      const document = epcisDocument([objectEvent('x')]);
      const unknown = await application.visitor().post('/api/epcis/capture', document);
      const insurer = await cast.people.insurer.post('/api/epcis/capture', document);
      expect([unknown.status, insurer.status]).toEqual([401, 403]);
      expect(insurer.body.text('type')).toBe('epcisException:SecurityException');
    });
  });

  test('JSON-LD is read like JSON', async () => {
    const body = JSON.stringify(epcisDocument([objectEvent('ld')]));
    const headers = { 'content-type': 'application/ld+json; charset=UTF-8' };
    expect((await farm.send('POST', '/api/epcis/capture', body, headers)).status).toBe(202);
  });

  test('a document of megabytes is taken', async () => {
    const events = Array.from({ length: 200 }, (_, i) => objectEvent(`large${i}`, { 'ex:note': 'x'.repeat(20_000) }));
    const context = ['https://ref.gs1.org/standards/epcis/epcis-context.jsonld', { ex: 'https://example.org/' }];
    const { status, body } = await farm.post('/api/epcis/capture', epcisDocument(events, context));
    expect([status, body.value]).toEqual([202, undefined]);
  });
});
