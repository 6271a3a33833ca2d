import { describe, expect, test } from '@jest/globals';
import { digest, parseBundle, serialiseBundle } from '../../src/index.ts';
import { contracts, sealedSeason } from '../support/bundle.ts';
import { MemoryLog } from '../support/memory-log.ts';
import { assembleBundle } from '../../src/index.ts';
import { cake, playSeason } from '../support/season.ts';

describe('bundle', () => {
  test('comes back from its bytes as it was, and always has the same bytes', async () => {
    const { bundle, bytes } = await sealedSeason();
    expect(parseBundle(bytes)).toEqual({ ok: true, bundle });
    expect(serialiseBundle(bundle)).toEqual(bytes);
    expect(serialiseBundle({ ...(await sealedSeason()).bundle })).toEqual(bytes);
  });

  test('names the place of a fault', async () => {
    const { bundle } = await sealedSeason();
    const bytes = new TextEncoder().encode(
      new TextDecoder().decode(serialiseBundle(bundle)).replace('"treeSize":', '"treeSize":1.5,"x":'),
    );
    expect(parseBundle(bytes)).toMatchObject({ ok: false, code: 'bundle-shape-wrong' });
  });

  test('with more documents than allowed is refused', async () => {
    const { bundle } = await sealedSeason();
    const certificates = Array.from({ length: 51 }, () => bundle.certificates).flat();
    expect(() => serialiseBundle({ ...bundle, certificates })).toThrow();
  });

  test('cannot be assembled for a head that does not cover a document', async () => {
    const { certificates } = await playSeason();
    const log = new MemoryLog();
    const sealed = certificates.map((document) => ({ document, leafIndex: log.append(digest(document)) }));
    await expect(assembleBundle(cake, contracts, 3, log, sealed, [])).rejects.toThrow('no leaf 3 in a tree of 3');
  });
});
