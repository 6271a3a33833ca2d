import { beforeAll, describe, expect, test } from '@jest/globals';
import { agreeingReader, verifyBundle } from '../../src/index.ts';
import { contracts, now, sealedSeason, seconds } from '../support/bundle.ts';
import type { MemoryChain, Sealed } from '../support/bundle.ts';
import { farm } from '../support/keys.ts';

describe('two endpoints that are asked the same', () => {
  let sealed: Sealed;
  let other: MemoryChain;

  beforeAll(async () => {
    sealed = await sealedSeason();
  });

  const failureWith = async (change: (chain: MemoryChain, size: number) => void) => {
    ({ chain: other } = await sealedSeason());
    change(other, sealed.bundle.head.treeSize);
    const reader = agreeingReader([sealed.chain, other]);
    const { failure } = await verifyBundle(sealed.bytes, reader, { trust: contracts, now });
    return failure;
  };

  test('verify a bundle when both say the same', async () => {
    expect(await failureWith(() => undefined)).toBeUndefined();
  });

  test.each<[string, (chain: MemoryChain, size: number) => void, RegExp]>([
    ['the chain', (chain) => (chain.id = 1), /the chain id: 31337 \| 1$/],
    [
      'a seal, one being behind',
      (chain, size) => chain.sealed.delete(size),
      /the seal of \d+: [0-9a-f]{64} at \d+ \| none$/,
    ],
    [
      'a root',
      (chain, size) => chain.sealed.set(size, { root: new Uint8Array(32), sealedAt: 1 }),
      /the seal of .* \| 0{64} at 1$/,
    ],
    [
      'an accreditation',
      (chain) => {
        const at = seconds('2026-05-01T00:00:00Z');
        chain.record(farm.did, 0, { kind: 'suspended', recordedAt: at, at });
      },
      /the accreditation of [0-9a-f]{64} for stage 0: /,
    ],
  ])('are found out to disagree about %s', async (_name, change, subject) => {
    const failure = await failureWith(change);
    expect(failure?.code).toBe('chains-disagree');
    expect(failure?.subject).toMatch(subject);
  });

  test('are of no use while one cannot be reached', async () => {
    const failure = await failureWith((chain) => {
      chain.chainId = () => Promise.reject(new Error('connection refused'));
    });
    expect(failure).toMatchObject({ code: 'chain-unreachable', subject: 'connection refused' });
  });
});
