import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { chainReader } from '@fieldseal/contracts/reader';
import {
  agreeingReader,
  newStatusList,
  type Report,
  setStatus,
  signEvent,
  type SignedEvent,
  verifyBundle,
  type VerifyOptions,
} from '@fieldseal/provenance';
import { now, type Sealed, sealedSeason, sealSeason } from '../../provenance/test/support/bundle.ts';
import { appraiser, factory, farm, stranger, warehouse } from '../../provenance/test/support/keys.ts';
import { playSeason, signStatusList, STATUS_INDEX, type Tampering } from '../../provenance/test/support/season.ts';
import { type Lie, lyingRpc } from './support/lying-rpc.ts';
import { program } from './support/program.ts';
import { type Deed, type Grant, keyOf, SealedChain } from './support/sealed-chain.ts';

/** `rootAt` answers a root and its time: two words. */
const aboutTheRoot: Lie = ({ method }, result) =>
  method === 'eth_call' && typeof result === 'string' && result.length === 2 + 2 * 64
    ? `0x${'00'.repeat(32)}${result.slice(2 + 64)}`
    : result;

/** Verification by everything a shopper has: a bundle and a node, here a real one with the real contracts. */
describe('a bundle against a real chain', () => {
  let chain: SealedChain;
  const folder = mkdtempSync(join(tmpdir(), 'fieldseal-bundles-'));
  const stops: (() => Promise<void>)[] = [];

  const readerAt = (url: string) => chainReader(url, chain.contracts);
  const reportOn = (bytes: Uint8Array, options: VerifyOptions = {}): Promise<Report> =>
    verifyBundle(bytes, readerAt(chain.anvil.url), { trust: chain.contracts, now, ...options });
  const failureOf = async (
    sealed: Sealed,
    deeds: readonly Deed[] = [],
    grants?: Map<string, Grant>,
  ): Promise<string | undefined> => (await reportOn(await chain.play(sealed, deeds, grants))).failure?.code;
  const suspend = (on: string, did: string, stage: 0 | 1 | 2, at = on): Deed => ({
    on,
    by: ({ issuerRegistry }) => issuerRegistry.suspend(keyOf(did), stage, Date.parse(at) / 1000),
  });
  const codesOf = ({ steps }: Report): string[] => steps.map(({ code }) => code);
  const lying = async (lie: Lie): Promise<string> => {
    const { url, stop } = await lyingRpc(chain.anvil.url, lie);
    stops.push(stop);
    return url;
  };

  beforeAll(async () => {
    chain = await SealedChain.start();
  });

  afterAll(async () => {
    await Promise.all(stops.map((stop) => stop()));
    await chain.stop();
    rmSync(folder, { recursive: true });
  });

  test('verifies when everything is true', async () => {
    const report = await reportOn(await chain.play(await sealedSeason()));
    expect(report.failure).toBeUndefined();
    expect(report.issuers).toHaveLength(5);
    expect(report.sealedAt).toBe(Date.parse('2026-06-03T00:01:00Z') / 1000);
  });

  describe('issuers', () => {
    test('who only pretend to be the farm are refused', async () => {
      const isBirth = ([, kind]: readonly string[]) => kind === 'BirthCertificate';
      const forged: Tampering = {
        certificate: (c) => (isBirth(c.type) ? { ...c, issuer: { ...c.issuer, id: stranger.did } } : c),
        signers: (c, usual) => (isBirth(c.type) ? [stranger] : usual),
      };
      expect(await failureOf(await sealedSeason(forged))).toBe('issuer-unknown');
      const unsigned: Tampering = { signers: (c, usual) => (isBirth(c.type) ? [stranger] : usual) };
      expect(await failureOf(await sealedSeason(unsigned))).toBe('issuer-did-not-sign');
    });

    test.each<[string, string, Grant]>([
      ['not yet', 'issuer-not-yet-accredited', { from: '2026-04-03T00:00:01Z' }],
      ['no longer', 'issuer-no-longer-accredited', { until: '2026-04-03T00:00:00Z' }],
    ])('who were %s accredited are refused', async (_when, code, grant) => {
      expect(await failureOf(await sealedSeason(), [], new Map([[farm.did, grant]]))).toBe(code);
    });

    test('who are accredited at the very moment are not', async () => {
      const grant = { from: '2026-04-03T00:00:00Z', until: '2026-04-03T00:00:01Z' };
      // The first seal comes a minute after the certificate: the end of the window lies between, and does not count.
      expect(await failureOf(await sealedSeason(), [], new Map([[farm.did, grant]]))).toBeUndefined();
    });

    test('who were suspended when they issued are refused, also when that was said later', async () => {
      const sealed = await sealedSeason();
      expect(await failureOf(sealed, [suspend('2026-04-02T00:00:00Z', farm.did, 0)])).toBe('issuer-suspended');
      const late = suspend('2026-06-20T00:00:00Z', farm.did, 0, '2026-04-01T00:00:00Z');
      expect(await failureOf(sealed, [late])).toBe('issuer-suspended');
      const other = suspend('2026-04-10T00:00:00Z', appraiser.did, 1);
      expect(await failureOf(sealed, [other])).toBe('issuer-suspended');
    });

    test('whose suspension was withdrawn before they issued are not, and after it made nothing good', async () => {
      const sealed = await sealedSeason();
      const reinstate = (on: string): Deed => ({
        on,
        by: ({ issuerRegistry }) => issuerRegistry.reinstate(keyOf(farm.did), 0),
      });
      const before = [suspend('2026-03-01T00:00:00Z', farm.did, 0), reinstate('2026-03-20T00:00:00Z')];
      expect(await failureOf(sealed, before)).toBeUndefined();
      const after = [suspend('2026-04-02T00:00:00Z', farm.did, 0), reinstate('2026-05-20T00:00:00Z')];
      expect(await failureOf(sealed, after)).toBe('issuer-suspended');
    });

    test('who were suspended later leave good what the chain had sealed by then, and only that', async () => {
      const sealed = await sealedSeason();
      const deeds = [suspend('2026-05-20T00:00:00Z', farm.did, 0)];
      expect(await failureOf(sealed, deeds)).toBeUndefined();
      const certificates = sealed.bundle.certificates.map(({ document, leafIndex, proof }) => ({
        document,
        leafIndex,
        proof,
      }));
      const undated = { ...sealed, bundle: { ...sealed.bundle, certificates } };
      expect(await failureOf(undated, deeds)).toBe('issue-time-unproven');
    });
  });

  describe('the seal', () => {
    test('of another tree does not fit', async () => {
      const sealed = await sealedSeason();
      const other = await sealedSeason({
        certificate: (c) => ({ ...c, issuer: { ...c.issuer, name: `${c.issuer.name}.` } }),
      });
      expect(await failureOf({ ...sealed, chain: other.chain, log: other.log })).toBe('head-differs');
      const proofs = sealed.bundle.certificates.map((one, i) => ({
        ...one,
        proof: other.bundle.certificates[i]?.proof ?? [],
      }));
      const grafted = { ...sealed, bundle: { ...sealed.bundle, certificates: proofs } };
      expect(await failureOf(grafted)).toBe('document-not-sealed');
    });

    test('of a log that was cut off does not reach the documents', async () => {
      const sealed = await sealedSeason();
      const [shortest] = [...sealed.chain.sealed.keys()].sort((a, b) => a - b);
      if (shortest === undefined) throw new Error('nothing was sealed');
      const { root = new Uint8Array() } = sealed.chain.sealed.get(shortest) ?? {};
      const head = { ...sealed.bundle.head, treeSize: shortest, root: Buffer.from(root).toString('hex') };
      const cut = { ...sealed, bundle: { ...sealed.bundle, head } };
      expect(await failureOf(cut)).toBe('document-not-sealed');
    });

    test('that the chain does not have is not taken from the bundle', async () => {
      const sealed = await sealedSeason();
      const size = sealed.bundle.head.treeSize;
      const last = sealed.chain.sealed.get(size);
      sealed.chain.sealed.delete(size);
      expect(await failureOf(sealed)).toBe('head-unknown');
      if (last) sealed.chain.sealed.set(size, last);
    });

    test('of contracts that the verifier does not know is refused, whoever runs them', async () => {
      const bytes = await chain.play(await sealedSeason());
      const trust = { ...chain.contracts, sealLog: `0x${'ab'.repeat(20)}` };
      expect((await reportOn(bytes, { trust })).failure?.code).toBe('contracts-untrusted');
    });
  });

  describe('an endpoint that lies about one answer', () => {
    const deeds = [suspend('2026-04-02T00:00:00Z', farm.did, 0)];
    const onlyFirst = (logs: unknown): unknown => (Array.isArray(logs) ? Array.from<unknown>(logs).slice(0, 1) : logs);
    /** Neither the record of the suspension nor the present state of the registry shows it. */
    const hidesSuspension: Lie = ({ method }, result) => {
      if (method === 'eth_getLogs') return onlyFirst(result);
      if (method !== 'eth_call' || typeof result !== 'string' || result.length !== 2 + 3 * 64) return result;
      return `${result.slice(0, 2 + 2 * 64)}${'0'.repeat(64)}`;
    };

    test('is found out where its own answers do not agree', async () => {
      const bytes = await chain.play(await sealedSeason(), deeds);
      const url = await lying(({ method }, result) => (method === 'eth_getLogs' ? onlyFirst(result) : result));
      const { failure } = await verifyBundle(bytes, readerAt(url), { trust: chain.contracts, now });
      expect([failure?.code, failure?.subject]).toEqual([
        'chain-unreachable',
        expect.stringMatching(/leaves out records of the issuer registry/),
      ]);
    });

    test('consistently deceives whoever asks it alone, and is found out beside an honest one', async () => {
      const bytes = await chain.play(await sealedSeason(), deeds);
      const url = await lying(hidesSuspension);
      const alone = await verifyBundle(bytes, readerAt(url), { trust: chain.contracts, now });
      expect(alone.ok).toBe(true);
      const both = agreeingReader([readerAt(url), readerAt(chain.anvil.url)]);
      const { failure } = await verifyBundle(bytes, both, { trust: chain.contracts, now });
      expect(failure?.code).toBe('chains-disagree');
      expect(failure?.subject).toMatch(/^the endpoints disagree about the accreditation of [0-9a-f]{64} for stage 0: /);
    });

    test('about a root refuses what is true, and two say that they disagree', async () => {
      const bytes = await chain.play(await sealedSeason());
      const url = await lying(aboutTheRoot);
      const alone = await verifyBundle(bytes, readerAt(url), { trust: chain.contracts, now });
      expect(alone.failure?.code).toBe('head-differs');
      const both = agreeingReader([readerAt(chain.anvil.url), readerAt(url)]);
      const { failure } = await verifyBundle(bytes, both, { trust: chain.contracts, now });
      expect([failure?.code, failure?.subject]).toEqual([
        'chains-disagree',
        expect.stringMatching(/the seal of \d+: /),
      ]);
    });

    test('about which chain it is does not get far', async () => {
      const bytes = await chain.play(await sealedSeason());
      const url = await lying(({ method }, result) => (method === 'eth_chainId' ? '0x1' : result));
      const { failure } = await verifyBundle(bytes, readerAt(url), { trust: chain.contracts, now });
      expect(failure?.code).toBe('chain-different');
    });

    test('with nonsense, or not at all, says nothing against the bundle', async () => {
      const bytes = await chain.play(await sealedSeason());
      for (const nonsense of ['0x', 7, { a: [] }, `0x${'zz'.repeat(64)}`]) {
        const url = await lying(({ method }, result) => (method === 'eth_call' ? nonsense : result));
        const { failure } = await verifyBundle(bytes, readerAt(url), { trust: chain.contracts, now });
        expect(['chain-unreachable', 'chain-answer-invalid']).toContain(failure?.code);
      }
      const { failure } = await verifyBundle(bytes, readerAt('http://127.0.0.1:9/'), { trust: chain.contracts, now });
      expect(failure?.code).toBe('chain-unreachable');
    });
  });

  describe('clocks', () => {
    test('of the verifier that are wrong are noted, in both directions, and decide nothing', async () => {
      const bytes = await chain.play(await sealedSeason());
      const behind = await reportOn(bytes, { now: new Date('2020-01-01T00:00:00Z') });
      expect([behind.ok, codesOf(behind).includes('clock-differs')]).toEqual([true, true]);
      const ahead = await reportOn(bytes, { now: new Date('2040-01-01T00:00:00Z') });
      expect([ahead.ok, codesOf(ahead).includes('status-list-stale')]).toEqual([true, true]);
      expect(codesOf(ahead)).toContain('residence-lapsed');
    });

    test('of an issuer may be five minutes ahead of the chain, not more', async () => {
      const dated = (validFrom: string): Tampering => ({
        certificate: (c) => (c.type[1] === 'GraduationCertificate' ? { ...c, validFrom } : c),
      });
      expect(await failureOf(await sealedSeason(dated('2026-06-03T00:05:59.000Z')))).toBeUndefined();
      expect(await failureOf(await sealedSeason(dated('2026-06-03T00:06:01.000Z')))).toBe('time-after-seal');
    });
  });

  describe('what was said later', () => {
    test('in a status list of another issuer counts for nothing, and is refused', async () => {
      const season = await playSeason();
      const [own, ...others] = season.statusLists;
      if (own === undefined) throw new Error('the season has no status list');
      const { id: address, credentialSubject, validFrom, validUntil } = own;
      const content = {
        address,
        issuer: factory.did,
        purpose: credentialSubject.statusPurpose,
        list: newStatusList(),
        validFrom: new Date(validFrom),
        validUntil: new Date(validUntil),
      };
      const foreign = await signStatusList(content, factory);
      expect(await failureOf(await sealSeason({ ...season, statusLists: [foreign, ...others] }))).toBe(
        'status-list-foreign',
      );
    });

    test('in the own list, or in a newer one that the verifier fetched, withdraws the certificate', async () => {
      const withdrawn: Tampering = {
        statusList: (content) =>
          content.issuer === warehouse.did && content.purpose === 'revocation'
            ? { ...content, list: setStatus(content.list, STATUS_INDEX, true) }
            : content,
      };
      expect(await failureOf(await sealedSeason(withdrawn))).toBe('certificate-revoked');
      const bytes = await chain.play(await sealedSeason());
      const newer: Tampering = {
        statusList: (content) => ({
          ...content,
          validFrom: new Date('2026-06-30T22:00:00Z'),
          validUntil: new Date('2026-07-30T00:00:00Z'),
          list: setStatus(newStatusList(), STATUS_INDEX, content.purpose === 'suspension'),
        }),
      };
      const { statusLists } = await playSeason(newer);
      expect((await reportOn(bytes)).ok).toBe(true);
      expect((await reportOn(bytes, { statusLists })).failure?.code).toBe('certificate-suspended');
    });

    test('of an event is shown and does not hide the certificate', async () => {
      const season = await playSeason();
      const [harvest] = season.events;
      if (harvest === undefined) throw new Error('the season has no harvest');
      const errorDeclaration = { declarationTime: '2026-05-01T00:00:00Z', reason: 'incorrect_data' };
      const declaration: SignedEvent = await signEvent(
        { ...harvest, proof: undefined, eventID: undefined, errorDeclaration },
        farm,
        new Date('2026-05-01T00:00:00Z'),
      );
      const report = await reportOn(await chain.play(await sealSeason({ ...season, declarations: [declaration] })));
      expect(report.ok).toBe(true);
      expect(report.steps.find(({ code }) => code === 'event-declared-wrong')?.subject).toBe(harvest.eventID);
    });
  });

  describe('npm run verify', () => {
    const verify = async (bytes: Uint8Array, ...args: string[]) => {
      const file = join(folder, 'bundle.json');
      writeFileSync(file, bytes);
      const { chainId, sealLog, issuerRegistry } = chain.contracts;
      const trust = `${String(chainId)}:${sealLog}:${issuerRegistry}`;
      const run = program('src/verify.ts', [file, '--trust', trust, '--json', ...args]);
      const code = await run.ended;
      const { failure } = JSON.parse(run.said()) as Report;
      return [code, failure?.code];
    };

    test('says what holds, what does not, and what could not be asked', async () => {
      const bytes = await chain.play(await sealedSeason());
      const { url } = chain.anvil;
      expect(await verify(bytes, '--rpc', url)).toEqual([0, undefined]);
      expect(await verify(bytes.subarray(0, -1), '--rpc', url)).toEqual([1, 'bundle-not-canonical']);
      expect(await verify(bytes, '--rpc', 'http://127.0.0.1:9')).toEqual([2, 'chain-unreachable']);
      const suspended = await chain.play(await sealedSeason(), [suspend('2026-04-02T00:00:00Z', farm.did, 0)]);
      expect(await verify(suspended, '--rpc', url)).toEqual([1, 'issuer-suspended']);
    });

    test('says that two endpoints disagree, and decides nothing then', async () => {
      const bytes = await chain.play(await sealedSeason());
      const { url } = chain.anvil;
      const other = await lying(aboutTheRoot);
      expect(await verify(bytes, '--rpc', url, '--rpc', url)).toEqual([0, undefined]);
      expect(await verify(bytes, '--rpc', url, '--rpc', other)).toEqual([2, 'chains-disagree']);
    });
  });
});
