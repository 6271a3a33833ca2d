import { beforeAll, describe, expect, test } from '@jest/globals';
import { bytesToHex, digest, inclusionProof, rootOf, serialiseBundle, verifyBundle } from '../../src/index.ts';
import type { Bundle } from '../../src/index.ts';
import { contracts, now, sealedSeason, seconds } from '../support/bundle.ts';
import type { Sealed } from '../support/bundle.ts';
import { MemoryLog } from '../support/memory-log.ts';

const sealedAt = seconds('2026-06-03T00:01:00Z');

describe('proofs that lead elsewhere', () => {
  let sealed: Sealed;
  /** Another log that holds the same documents, in another order. */
  let other: MemoryLog;
  let places: Map<string, number>;

  beforeAll(async () => {
    sealed = await sealedSeason();
    other = new MemoryLog();
    places = new Map();
    const { certificates, events } = sealed.bundle;
    for (const { document } of [...certificates, ...events]) {
      const data = digest(document);
      places.set(bytesToHex(data), other.append(data));
    }
    while (other.tree.size < sealed.bundle.head.treeSize) other.append(digest({ filler: other.tree.size }));
  });

  const codeOf = async (bundle: Bundle) =>
    (await verifyBundle(serialiseBundle(bundle), sealed.chain, { trust: contracts, now })).failure?.code;

  async function movedToOther(treeSize: number): Promise<Pick<Bundle, 'certificates' | 'events'>> {
    const place = async <Item extends { document: object }>(item: Item) => {
      const leafIndex = places.get(bytesToHex(digest(item.document))) ?? 0;
      const proof = (await inclusionProof(other, leafIndex, treeSize)).map((hash) => bytesToHex(hash));
      return { ...item, leafIndex, proof };
    };
    const certificates = sealed.bundle.certificates.map(({ document, leafIndex, proof }) => ({
      document,
      leafIndex,
      proof,
    }));
    return {
      certificates: await Promise.all(certificates.map(place)),
      events: await Promise.all(sealed.bundle.events.map(place)),
    };
  }

  test('to the tree of another log are refused', async () => {
    const moved = await movedToOther(sealed.bundle.head.treeSize);
    expect(await codeOf({ ...sealed.bundle, ...moved })).toBe('document-not-sealed');
  });

  test('to the head of another log are refused', async () => {
    const { treeSize } = sealed.bundle.head;
    const root = bytesToHex(await rootOf(other, treeSize));
    const moved = await movedToOther(treeSize);
    expect(await codeOf({ ...sealed.bundle, ...moved, head: { treeSize, root } })).toBe('head-differs');
  });

  test('to a log that was cut off before the documents are refused', async () => {
    const treeSize = 3;
    const root = bytesToHex(new Uint8Array(32).fill(1));
    const cut = { ...sealed.bundle, head: { treeSize, root } };
    expect(await codeOf(cut)).toBe('head-unknown');
    sealed.chain.sealed.set(treeSize, { root: new Uint8Array(32).fill(1), sealedAt });
    expect(await codeOf(cut)).toBe('document-not-sealed');
  });
});
