import { OUTCOMES, parseBundle } from '@fieldseal/provenance';
import { describe, expect, test } from '@jest/globals';
import { sealedSeason } from '../../services/provenance/test/support/bundle.ts';
import { farm, stranger } from '../../services/provenance/test/support/keys.ts';
import { pieceIn, say, wordsOf } from '../src/shopper/context.ts';
import { factsOf, phoneOf, stageOf } from '../src/shopper/facts.ts';
import { check } from '../src/shopper/verify.ts';
import { startFixture } from './fixture/server.ts';

describe('pieceIn', () => {
  test.each([
    ['/01/06901234000023/21/7K3M', { gtin: '06901234000023', serial: '7K3M' }],
    ['/01/6901234000023/21/7K3M/', { gtin: '06901234000023', serial: '7K3M' }],
    ['/01/06901234000023/10/L1/21/A%2FB', { gtin: '06901234000023', serial: 'A/B' }],
    ['/01/06901234000023', undefined],
    ['/01/06901234000023/21/%zz', undefined],
    ['/', undefined],
  ])('%s', (path, piece) => {
    expect(pieceIn(path)).toEqual(piece);
  });
});

test('say fills blanks and leaves unknown ones visible', () => {
  expect(say('{a} and {b}', { a: 1 })).toBe('1 and {b}');
});

describe('facts', () => {
  test('tell each stage of a real bundle in both languages', async () => {
    const { bytes } = await sealedSeason();
    const parsed = parseBundle(bytes);
    if (!parsed.ok) throw new Error(parsed.code);
    const { bundle } = parsed;
    const told = (language: 'zh' | 'en'): Record<string, string> =>
      Object.fromEntries(
        bundle.certificates.map(({ document }) => [
          stageOf(document),
          factsOf(document, bundle.item, { language, words: wordsOf(language), gtin: '', serial: '' })
            .map((fact) => fact.join(': '))
            .join('; '),
        ]),
      );
    const english = told('en');
    expect(Object.keys(english)).toEqual(['birth', 'identity', 'residence', 'graduation']);
    expect(english.birth).toContain('Fresh leaf: 120 kg');
    expect(english.birth).toContain('(fertiliser), 40 kg');
    expect(english.identity).toContain('100 kg of leaf became 35,700 g');
    expect(english.identity).toContain('two codes in one');
    expect(english.residence).toContain('21 to 26 °C, mean 23.5 °C (480 readings)');
    expect(english.graduation).toContain('5 of 5 on average, 1 in all');
    expect(told('zh').birth).toContain('鲜叶: 120 公斤');
    // A cake is kept for years.
    expect(english.residence).toMatch(/Certificate valid until: \d{1,2} [A-Z][a-z]+ \d{4}/);
    expect(english.graduation).toMatch(/Graded on: \d{1,2} [A-Z][a-z]+ \d{4}/);
  });

  test('say nothing about the fingerprint of a piece that the certificate does not name', async () => {
    const { bundle } = await sealedSeason();
    const context = { language: 'en', words: wordsOf('en'), gtin: '', serial: '' } as const;
    const [identity] = bundle.certificates.filter(({ document }) => stageOf(document) === 'identity');
    if (!identity) throw new Error('the season has no identity certificate');
    const namesIn = (item: string) => factsOf(identity.document, item, context).map(([name]) => name);
    expect(namesIn(bundle.item)).toContain('Fingerprint');
    expect(namesIn(identity.document.credentialSubject.id)).not.toContain('Fingerprint');
  });
});

describe('the phone that signed too', () => {
  const phonesIn = async (signers: Parameters<typeof sealedSeason>[0]) => {
    const { bundle } = await sealedSeason(signers);
    return bundle.certificates.map(({ document }) => phoneOf(document));
  };

  test('is told of the birth and the residence, and not where a body counter-signs', async () => {
    expect(await phonesIn({})).toEqual([undefined, undefined, undefined, undefined]);
    expect(await phonesIn({ signers: (_certificate, usual) => [stranger, ...usual] })).toEqual([
      'farmer',
      undefined,
      'keeper',
      undefined,
    ]);
  });

  test('is nobody where the issuer signed twice', async () => {
    const twice = await phonesIn({
      signers: (certificate, usual) => (certificate.issuer.id === farm.did ? [farm, farm] : usual),
    });
    expect(twice[0]).toBeUndefined();
  });
});

describe('check over http', () => {
  test('verifies a true bundle, refuses another piece and an altered one, and tells an absent chain from a forgery', async () => {
    const fixture = await startFixture();
    const { gtin, serial } = fixture.piece;
    const fetched = async (name: string): Promise<Uint8Array> =>
      new Uint8Array(await (await fetch(`${fixture.origin}/api/items/${gtin}/${name}/bundle`)).arrayBuffer());
    const chain = { chainId: 31337, sealLog: `0x${'0'.repeat(38)}A1`, issuerRegistry: `0x${'0'.repeat(38)}B2` };
    const node = `${fixture.origin}/api/rpc`;
    const steps: string[] = [];
    const run = (bytes: Uint8Array, piece = fixture.piece, at = node) =>
      check(bytes, piece, chain, at, (step) => {
        steps.push(step.code);
      });
    try {
      const bytes = await fetched(serial);
      const good = await run(bytes);
      expect(good).toMatchObject({ ofThisPiece: true, report: { ok: true } });
      expect(steps).toContain('signatures-valid');
      // The sample's lists are of one day: on any other, earlier or later, there is something to be said.
      expect(good.notes.map(({ code }) => OUTCOMES[code].kind)).toContain('note');
      expect(good.notes.every(({ code }) => OUTCOMES[code].kind === 'note')).toBe(true);
      expect(await run(bytes, { gtin, serial: 'OTHER' })).toMatchObject({ ofThisPiece: false, report: { ok: true } });
      expect((await run(await fetched('ALTERED'))).report.ok).toBe(false);
      const foreign = await check(
        bytes,
        fixture.piece,
        { ...chain, sealLog: `0x${'1'.repeat(40)}` },
        node,
        () => undefined,
      );
      expect(foreign.report.failure?.code).toBe('contracts-untrusted');
      expect(foreign.undecided).toBe(false);
      expect(await run(bytes, fixture.piece, 'http://127.0.0.1:9/')).toMatchObject({
        undecided: true,
        report: { failure: { code: 'chain-unreachable' } },
      });
    } finally {
      await fixture.close();
    }
  });
});
