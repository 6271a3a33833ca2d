import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { archiveOf } from '../../services/provenance/test/support/archive.ts';
import { sealedSeason } from '../../services/provenance/test/support/bundle.ts';
import { check, parseContracts } from '../src/verifier/check.ts';
import { type Fixture, startFixture } from './fixture/server.ts';

const SEAL_LOG = `0x${'0'.repeat(38)}a1`;
const REGISTRY = `0x${'0'.repeat(38)}b2`;

describe('contracts that a person knows', () => {
  test.each([
    [
      `31337:${SEAL_LOG}:${REGISTRY.replace('b', 'B')}`,
      { chainId: 31337, sealLog: SEAL_LOG, issuerRegistry: REGISTRY },
    ],
    [`${SEAL_LOG}:${REGISTRY}`, undefined],
    [`31337:${SEAL_LOG}`, undefined],
    [`31337:${SEAL_LOG}:${REGISTRY}0`, undefined],
    ['', undefined],
  ])('%s', (text, contracts) => {
    expect(parseContracts(text)).toEqual(contracts);
  });
});

describe('the verifier page', () => {
  let fixture: Fixture;
  let node: string;

  beforeAll(async () => {
    fixture = await startFixture();
    node = `${fixture.origin}/api/rpc`;
  });

  afterAll(() => fixture.close());

  test('verifies an archive through one node or two, and answers with what it verified', async () => {
    const { bundle } = await sealedSeason();
    const archive = await archiveOf(bundle);
    const steps: string[] = [];
    const { report, bundle: read } = await check(archive, { nodes: [node, node], trust: undefined }, ({ code }) => {
      steps.push(code);
    });
    expect(report.failure).toBeUndefined();
    expect(steps).toEqual(report.steps.map(({ code }) => code));
    expect(steps.slice(0, 2)).toEqual(['archive-agrees', 'bundle-complete']);
    expect(read?.item).toBe(bundle.item);
  });

  test('refuses contracts that are not the known ones, and what is no evidence', async () => {
    const { bytes } = await sealedSeason();
    const trust = { chainId: 31337, sealLog: REGISTRY, issuerRegistry: SEAL_LOG };
    const ignore = (): void => undefined;
    expect((await check(bytes, { nodes: [node], trust }, ignore)).report.failure?.code).toBe('contracts-untrusted');
    const nonsense = await check(new TextEncoder().encode('no evidence'), { nodes: [node], trust: undefined }, ignore);
    expect(nonsense).toMatchObject({ bundle: undefined, report: { failure: { code: 'bundle-not-canonical' } } });
  });
});
