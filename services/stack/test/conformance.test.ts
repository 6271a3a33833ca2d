import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  bytesToHex,
  eventHash,
  eventHashOf,
  eventPreHash,
  localSigner,
  namespacesOf,
  signDocument,
} from '@fieldseal/provenance';
import { z } from 'zod';
import { repository } from '../src/repository.ts';
import { program } from './support/program.ts';

const Reason = z.object({ case: z.string(), reason: z.string() });
const Report = z.object({
  ok: z.boolean(),
  data: z.string(),
  suites: z.array(
    z.object({
      name: z.string(),
      passed: z.number(),
      total: z.number(),
      failed: z.array(Reason),
      knownFaults: z.array(Reason),
      refused: z.array(Reason),
    }),
  ),
  absent: z.array(z.string()),
});

let data = '';

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'fieldseal-conformance-'));
});

afterEach(() => {
  rmSync(data, { recursive: true, force: true });
});

function keep(file: string, content: unknown): void {
  const path = join(data, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
}

async function conformance(...args: string[]): Promise<{ code: number | string; said: string }> {
  const run = program('src/conformance.ts', args);
  return { code: await run.ended, said: run.said() };
}

async function report(): Promise<{ code: number | string; report: z.infer<typeof Report> }> {
  const { code, said } = await conformance('--data', data, '--json');
  return { code, report: Report.parse(JSON.parse(said)) };
}

const BASE = 'https://www.w3.org/ns/credentials/v2';
const credential = { '@context': [BASE], type: ['VerifiableCredential'], credentialSubject: { id: 'did:example:s' } };
const EPCIS = 'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld';
const event = {
  type: 'ObjectEvent',
  eventTime: '2026-04-02T10:00:00.000+08:00',
  eventTimeZoneOffset: '+08:00',
  action: 'OBSERVE',
  epcList: ['urn:epc:id:sgtin:4012345.011111.1'],
};
const documentOf = (...eventList: object[]) => ({
  '@context': [EPCIS],
  type: 'EPCISDocument',
  schemaVersion: '2.0',
  creationDate: '2026-04-02T10:00:00.000+08:00',
  epcisBody: { eventList },
});
const link = { href: 'https://example.com/', title: 'Tea' };
const plot = (coordinates: unknown) =>
  `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"plot_id":"1"},"geometry":{"type":"Point","coordinates":${JSON.stringify(coordinates)}}}]}`;

/** For each suite one case that holds and one that does not. */
async function keepOneGoodAndOneBrokenCaseOfEach(): Promise<void> {
  keep('epcis/valid/good.json', documentOf(event));
  keep('epcis/invalid/broken.json', documentOf(event));

  const hash = eventHash(event, [EPCIS]);
  keep('event-hash/good.jsonld', documentOf(event));
  keep('event-hash/good.hashes', `${hash}\n`);
  keep('event-hash/good.prehashes', `${eventPreHash(event, namespacesOf([EPCIS]))}\n`);
  keep('event-hash/broken.jsonld', documentOf(event));
  keep('event-hash/broken.hashes', `${eventHashOf('something else')}\n`);
  keep('event-hash/broken.prehashes', 'something else\n');

  const uri = 'https://id.gs1.org/01/09506000134352';
  keep('digital-link/parse.json', {
    cases: [
      { valid: true, uri, expectedAiData: '^0109506000134352', encoderOptions: {} },
      { valid: false, uri, expectedAiData: null, encoderOptions: {} },
    ],
  });
  keep('digital-link/generate.json', {
    cases: [
      { valid: true, stem: null, aiData: '(01)09506000134352', expectedUri: uri, encoderOptions: {} },
      { valid: true, stem: null, aiData: '(01)09506000134352', expectedUri: `${uri}/`, encoderOptions: {} },
    ],
  });

  keep('linkset/valid-gs1-one.json', { linkset: [{ anchor: uri, itemDescription: 'Tea', next: [link] }] });
  keep('linkset/invalid-basic-one.json', { linkset: [{ anchor: uri, next: [link] }] });

  keep('vc/ok/credential-good.json', { ...credential, validFrom: 'PAST DATE', validUntil: 'FUTURE DATE' });
  keep('vc/fail/presentation-broken.json', {
    '@context': [BASE],
    type: 'VerifiablePresentation',
    verifiableCredential: credential,
  });

  keep('bitstring-status-list/tests/good.json', credential);
  keep('bitstring-status-list/tests/broken.json', { credentialSubject: { encodedList: 'uAAAA' } });

  const signer = localSigner(new Uint8Array(32).fill(7));
  const signed = await signDocument({ ...credential, issuer: signer.did }, signer, new Date('2026-01-01T00:00:00Z'));
  keep('data-integrity-eddsa/TestVectors/good/signedOne.json', signed);
  keep('data-integrity-eddsa/TestVectors/broken/signedOne.json', { ...signed, issuer: 'did:example:other' });

  keep('jcs/testdata/input/good.json', '{"b":1,"a":[1.0,"\\u20ac"]}');
  keep('jcs/testdata/output/good.json', '{"a":[1,"€"],"b":1}');
  keep('jcs/testdata/outhex/good.txt', bytesToHex(new TextEncoder().encode('{"a":[1,"€"],"b":1}')));
  keep('jcs/testdata/input/broken.json', '{"b":1}');
  keep('jcs/testdata/output/broken.json', '{"b":2}');

  keep('eudr-geojson/EXPECTED.md', '| `fixtures/invalid/broken.geojson` | x | Self-intersection |\n');
  keep('eudr-geojson/fixtures/valid/good.geojson', plot([118.035412, 27.728116]));
  keep('eudr-geojson/fixtures/invalid/broken.geojson', plot([118.035412, 127.728116]));
}

describe('npm run conformance', () => {
  test('reports each suite with what passed and what did not, and ends with 1', async () => {
    await keepOneGoodAndOneBrokenCaseOfEach();
    const { code, report: found } = await report();
    expect(code).toBe(1);
    expect(found).toMatchObject({ ok: false, data, absent: [] });
    const figures = found.suites.map(({ name, passed, total, failed }) => [
      name,
      passed,
      total,
      failed.map((item) => item.case),
    ]);
    expect(figures).toEqual([
      ['epcis', 1, 2, ['invalid/broken']],
      ['event-hash', 4, 6, ['broken event 1 hash', 'broken event 1 pre-hash']],
      ['digital-link', 2, 4, ['generate 2 (01)09506000134352', 'parse 2 https://id.gs1.org/01/09506000134352']],
      ['linkset', 1, 2, ['invalid-basic-one']],
      ['vc', 1, 2, ['fail/presentation-broken']],
      ['bitstring-status-list', 3, 4, ['tests/broken']],
      ['data-integrity-eddsa', 1, 2, ['TestVectors/broken/signedOne proof 1 verifies']],
      ['jcs', 1, 2, ['testdata/input/broken']],
      ['eudr-geojson', 1, 2, ['fixtures/invalid/broken.geojson']],
    ]);
    expect(found.suites.flatMap(({ failed }) => failed).every(({ reason }) => reason.length > 10)).toBe(true);
  });

  test('in words names the cases that failed and the suites that are absent', async () => {
    keep('vc/ok/credential-good.json', credential);
    keep('vc/ok/credential-broken.json', { ...credential, id: 'no url' });
    const { code, said } = await conformance('--data', data);
    expect(code).toBe(1);
    expect(said).toContain('FAILED vc: 1/2');
    expect(said).toContain('ok/credential-broken: refused: /id id must be one URL (id-not-url)');
    expect(said).toContain('absent jcs');
  });

  test('ends with 0 when every case found holds, and can say why what must be refused was', async () => {
    keep('vc/fail/credential-good.json', { ...credential, type: 'Nothing' });
    const { code, said } = await conformance('--data', data, '--verbose');
    expect(code).toBe(0);
    expect(said).toContain('refused fail/credential-good: /type one of the types must be VerifiableCredential');
  });

  test('a pre-hash that its own suite contradicts is a known fault, in neither figure, and never silent', async () => {
    keep('event-hash/one.jsonld', documentOf(event));
    keep('event-hash/one.hashes', eventHash(event, [EPCIS]));
    keep('event-hash/one.prehashes', 'damaged');
    const { code, report: found } = await report();
    expect(code).toBe(0);
    expect(found.suites).toMatchObject([{ name: 'event-hash', passed: 2, total: 2, failed: [] }]);
    expect(found.suites[0]?.knownFaults.map((fault) => fault.case)).toEqual(['one event 1 pre-hash']);
    expect((await conformance('--data', data)).said).toContain('but 1 that the suites themselves have wrong');
  });

  test('lines without their document, and fewer or more lines than events, are failing cases', async () => {
    const hash = eventHash(event, [EPCIS]);
    const text = eventPreHash(event, namespacesOf([EPCIS]));
    keep('event-hash/lost.hashes', hash);
    keep('event-hash/short.json', documentOf(event));
    keep('event-hash/short.hashes', hash);
    keep('event-hash/short.prehashes', `${text}\n${text}\n`);
    const { code, report: found } = await report();
    expect(code).toBe(1);
    expect(found.suites[0]?.failed.map((failure) => failure.case)).toEqual(['short count', 'lost.hashes']);
  });

  test('files that cannot be read are failing cases with the reason, and the others still count', async () => {
    keep('vc/ok/credential-cut.json', '{"@context":');
    keep('vc/ok/credential-good.json', credential);
    keep('event-hash/cut.jsonld', '{');
    keep('data-integrity-eddsa/TestVectors/signedCut.json', '[]');
    const { code, report: found } = await report();
    expect(code).toBe(1);
    const failed = found.suites.map(({ name, passed, failed: failures }) => [name, passed, failures[0]?.reason]);
    expect(failed).toEqual([
      ['event-hash', 0, expect.stringContaining('cut.jsonld is not JSON')],
      ['vc', 1, expect.stringContaining('credential-cut.json is not JSON')],
      ['data-integrity-eddsa', 0, expect.stringContaining('Invalid input')],
    ]);
  });

  test('a folder without any suite ends with 2', async () => {
    const { code, report: found } = await report();
    expect(code).toBe(2);
    expect(found).toMatchObject({ ok: false, suites: [] });
    expect((await conformance('--data', data)).said).toContain('NOTHING CHECKED');
  });

  test.each([[['--data', '/no/such/folder']], [['--date', 'x']], [['folder']]])(
    '%j is refused with the usage',
    async (args) => {
      const { code, said } = await conformance(...args);
      expect(code).toBe(2);
      expect(said).toContain('npm run conformance -- [--data DIR]');
    },
  );

  const published = join(process.env.FIELDSEAL_SHARED ?? join(repository, '../shared'), 'conformance');
  const isHere = existsSync(published);
  const name = isHere ? 'every public case holds' : `the public cases are skipped: no folder ${published}`;
  if (!isHere) process.stderr.write(`${name}\n`);
  (isHere ? test : test.skip)(name, async () => {
    const { code, said } = await conformance('--data', published);
    expect(said).not.toContain('FAILED');
    expect(code).toBe(0);
  });
});
