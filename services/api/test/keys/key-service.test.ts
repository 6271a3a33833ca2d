import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { localSigner, verifySignature } from '@fieldseal/provenance';
import { keyService } from '../../examples/key-service/key-service.ts';
import { readConfig } from '../../src/config.ts';
import { HttpCustody } from '../../src/organisations/http-custody.ts';
import { TestApplication } from '../support/application.ts';
import { accepted } from '../support/client.ts';
import { harvest, identify, press } from '../support/custody.ts';
import { Phone } from '../support/phone.ts';
import { accredit, type Cast, createCast, LEAF_GTIN, prepareGarden, secondsAgo } from '../support/season.ts';
import { bundleOf, verify } from '../support/verifier.ts';

const TOKEN = randomBytes(24).toString('base64url');

async function listening(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}

describe('key service', () => {
  let folder: string;
  let service: Server;
  let url: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fieldseal-keys-'));
    service = keyService(join(folder, 'keys'), TOKEN);
    url = await listening(service);
    await writeFile(join(folder, 'token'), TOKEN);
  });

  afterAll(async () => {
    service.closeAllConnections();
    service.close();
    await rm(folder, { recursive: true });
  });

  test('a key is made there and signs there', async () => {
    const custody = new HttpCustody({ url, token: TOKEN });
    const key = await custody.create('owner');
    expect(key.issuerSecret).toBeNull();
    const message = randomBytes(64);
    const signature = await custody.signer('owner', key).sign(message);
    expect(verifySignature(key.issuerKey, message, signature)).toBe(true);
  });

  test('it signs for nobody without the token', async () => {
    const key = await new HttpCustody({ url, token: TOKEN }).create('owner');
    const stranger = new HttpCustody({ url, token: `${TOKEN}x` });
    await expect(stranger.create('owner')).rejects.toMatchObject({ code: 'unavailable', message: /answered 401/ });
    await expect(stranger.signer('owner', key).sign(randomBytes(64))).rejects.toThrow('answered 401');
  });

  describe('that is faulty', () => {
    const key = { issuerKey: randomBytes(32), issuerSecret: null, issuerHandle: 'k' };
    const asked = async (answer: RequestListener): Promise<unknown> => {
      const server = createServer(answer);
      const custody = new HttpCustody({ url: await listening(server), token: TOKEN });
      try {
        return await custody
          .signer('owner', key)
          .sign(randomBytes(64))
          .catch((error: unknown) => (error instanceof Error ? error.message : error));
      } finally {
        server.closeAllConnections();
        server.close();
      }
    };
    const json = (body: string): RequestListener => {
      return (_, response) => response.writeHead(200, { 'content-type': 'application/json' }).end(body);
    };

    test('a signature of another key is refused', async () => {
      const other = await localSigner(randomBytes(32)).sign(randomBytes(64));
      const body = JSON.stringify({ signature: Buffer.from(other).toString('base64url') });
      expect(await asked(json(body))).toMatch('gave a signature of another key');
    });

    test.each([
      ['no JSON', json('<html>')],
      ['a signature of the wrong length', json('{"signature":"AAAA"}')],
      ['an endless answer', json(`{"signature":"${'A'.repeat(100_000)}"}`)],
    ])('%s is not understood', async (_, answer) => {
      expect(await asked(answer)).toMatch('gave an answer that is not understood');
    });

    test('a redirect is not followed, and a dropped connection is told', async () => {
      const away: RequestListener = (_, response) => response.writeHead(307, { location: url }).end();
      expect(await asked(away)).toMatch('did not answer');
      expect(await asked((request) => request.socket.destroy())).toMatch('did not answer');
    });
  });

  describe('configuration', () => {
    const base = { DATABASE_URL: 'postgres://x', RPC_URL: 'http://x', STATE_DIR: '.' };

    test('address and token belong together', () => {
      expect(() => readConfig({ ...base, SIGNER_URL: 'https://kms.example' })).toThrow('belong together');
    });

    test('a token does not travel in the clear', () => {
      const settings = { ...base, SIGNER_URL: 'http://kms.example', SIGNER_TOKEN_FILE: join(folder, 'token') };
      expect(() => readConfig(settings)).toThrow('must be https');
    });

    test('an empty token file is refused', async () => {
      await writeFile(join(folder, 'empty'), '\n');
      const settings = { ...base, SIGNER_URL: 'https://kms.example', SIGNER_TOKEN_FILE: join(folder, 'empty') };
      expect(() => readConfig(settings)).toThrow('holds no bearer token');
    });
  });

  describe('behind the services', () => {
    let application: TestApplication;
    let cast: Cast;
    let plotId: string;

    beforeAll(async () => {
      application = await TestApplication.start({ SIGNER_URL: url, SIGNER_TOKEN_FILE: join(folder, 'token') });
      cast = await createCast(application);
      await accredit(cast);
      plotId = await prepareGarden(cast);
    });

    afterAll(async () => {
      await application.stop();
    });

    test('every certificate is signed there and verifies', async () => {
      const cake = await press(cast, await harvest(cast, plotId));
      await identify(cast, cake, 1);
      const report = await verify(application, await bundleOf(application, cake, 2));
      expect(report.failure).toBeUndefined();
      expect((await readdir(join(folder, 'keys'))).length).toBeGreaterThanOrEqual(8);
    });

    test('while it is away a phone signs in vain, and again when it is back', async () => {
      const phone = await new Phone(cast.people.farm).register();
      await phone.accredit(cast, cast.ids.farm, 'birth');
      const record = { plotId, gtin: LEAF_GTIN, quantityKg: 2, harvestedAt: secondsAgo(60), deviceKeyId: phone.id };
      await application.restart(undefined, { keyService: { url: 'http://127.0.0.1:9', token: TOKEN } });
      const { body } = await accepted(cast.people.farm.post('/api/harvests', record));
      const refused = await phone.sign(body.text('signing'));
      expect([refused.status, refused.body.text('code')]).toEqual([503, 'unavailable']);
      expect((await cast.people.farm.get('/api/signings')).body.list('signings')).toHaveLength(1);
      await application.restart(undefined, { keyService: { url, token: TOKEN } });
      expect((await accepted(phone.sign(body.text('signing')))).body.text('signedBy')).toBe('device');
    });

    test('while it is away nothing is recorded; keys made here go on beside it', async () => {
      const lots = (): Promise<number> =>
        cast.people.farm.get('/api/harvests').then(({ body }) => body.list('harvests').length);
      const count = await lots();
      await application.restart(undefined, { keyService: { url: 'http://127.0.0.1:9', token: TOKEN } });
      await expect(harvest(cast, plotId)).rejects.toThrow('503');
      expect(await lots()).toBe(count);
      await application.restart(undefined, { keyService: { url, token: TOKEN } });
      await harvest(cast, plotId);
      await application.restart(undefined, { keyService: undefined });
      const added = { kind: 'farm', name: { zh: '本地', en: 'Local' } };
      await accepted(cast.administrator.post('/api/organisations', added));
      await application.restart(undefined, { keyService: { url, token: TOKEN } });
      await harvest(cast, plotId);
      expect(await lots()).toBe(count + 2);
    });
  });
});
