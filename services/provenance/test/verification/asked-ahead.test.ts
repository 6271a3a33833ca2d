import { describe, expect, test } from '@jest/globals';
import { bytesToHex, verifyBundle } from '../../src/index.ts';
import type { ChainReader } from '../../src/index.ts';
import { now, sealedSeason } from '../support/bundle.ts';

/** Notes every question, and gives no answer before `open`. */
function heldBack(chain: ChainReader) {
  const asked: string[] = [];
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const hold = async <Answer>(question: string, answer: () => Promise<Answer>): Promise<Answer> => {
    asked.push(question);
    await opened;
    return answer();
  };
  const reader: ChainReader = {
    chainId: () => hold('chain', () => chain.chainId()),
    sealedRoot: (size) => hold(`root ${String(size)}`, () => chain.sealedRoot(size)),
    accreditationHistory: (key, stage) =>
      hold(`${bytesToHex(key)} ${String(stage)}`, () => chain.accreditationHistory(key, stage)),
  };
  return { asked, open, reader };
}

describe('questions to the chain', () => {
  test('are asked before the first is answered, and each but once', async () => {
    const { bundle, bytes, chain } = await sealedSeason();
    const { asked, open, reader } = heldBack(chain);
    const verifying = verifyBundle(bytes, reader, { now });
    const sizes = [bundle.head.treeSize, ...bundle.certificates.map(({ firstSeal }) => firstSeal?.treeSize)];
    const wanted = sizes.flatMap((size) => (size === undefined ? [] : [`root ${String(size)}`]));
    expect(asked).toEqual(expect.arrayContaining(['chain', ...wanted]));
    const issuers = new Set(bundle.certificates.map(({ document }) => `${document.issuer.id} ${document.type[1]}`));
    expect(asked).toHaveLength(1 + new Set(wanted).size + issuers.size);
    open();
    expect((await verifying).ok).toBe(true);
    expect(new Set(asked).size).toBe(asked.length);
  });

  test('whose answers are not needed any more may fail', async () => {
    const { bytes, chain } = await sealedSeason();
    const offline = () => Promise.reject(new Error('offline'));
    const reader: ChainReader = {
      chainId: () => Promise.resolve(1),
      sealedRoot: offline,
      accreditationHistory: offline,
    };
    expect((await verifyBundle(bytes, reader, { now })).failure?.code).toBe('chain-different');
    const silent: ChainReader = { ...reader, chainId: () => chain.chainId() };
    expect((await verifyBundle(bytes, silent, { now })).failure?.code).toBe('chain-unreachable');
  });
});
