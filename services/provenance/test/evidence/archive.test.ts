import { describe, expect, test } from '@jest/globals';
import { zipSync } from 'fflate';
import { bytesToHex, openEvidence, sha256, verifyEvidence } from '../../src/index.ts';
import type { ArchiveFile } from '../../src/index.ts';
import { archiveOf, filesOf, packed, photoFile } from '../support/archive.ts';
import { contracts, now, sealedSeason } from '../support/bundle.ts';

/** One byte in so many is changed; `npm run test:every-byte` changes them all. */
const STEP = Number(process.env.FIELDSEAL_FLIP_STEP ?? '41');

const photo = photoFile('"photo"');
const files = async (): Promise<ArchiveFile[]> => [...filesOf((await sealedSeason()).bundle), photo];
const open = async (changed: readonly ArchiveFile[]) => openEvidence(await packed(changed));

describe('an archive of evidence', () => {
  test('has the same bytes whenever and wherever it is packed', async () => {
    const first = await packed(await files());
    const zone = process.env.TZ;
    process.env.TZ = 'Pacific/Kiritimati';
    const second = await packed(await files());
    process.env.TZ = zone;
    expect(bytesToHex(sha256(second))).toBe(bytesToHex(sha256(first)));
  });

  test('is opened with all its evidence, and the words for people are not called evidence', async () => {
    const opened = await open(await files());
    if (!opened.ok) throw new Error(opened.detail);
    expect(opened.files).toContain('certificates/001-BirthCertificate.json');
    expect(opened.files).toContain('events/002-TransformationEvent.json');
    expect(opened.files).toContain('status-lists/001-revocation.json');
    expect(opened.files).toContain('proofs.json');
    expect(opened.files).toContain(photo.name);
    expect(opened.files).not.toContain('verifier.html');
  });

  test('a file that is a certificate has the digest that the log holds', async () => {
    const all = await files();
    const proofs = all.find(({ name }) => name === 'proofs.json');
    const { leaves } = JSON.parse(new TextDecoder().decode(proofs?.bytes)) as {
      leaves: { file: string; digest: string }[];
    };
    expect(leaves).toHaveLength(12);
    for (const { file, digest } of leaves) {
      const bytes = all.find(({ name }) => name === file)?.bytes ?? new Uint8Array();
      expect(bytesToHex(sha256(bytes))).toBe(digest);
    }
  });

  test('packed anew by another program, without compression or with, it is the same evidence', async () => {
    const { bundle, chain } = await sealedSeason();
    const entries = Object.fromEntries(filesOf(bundle).map(({ name, bytes }) => [name, bytes]));
    for (const level of [0, 9] as const) {
      const report = await verifyEvidence(zipSync(entries, { level }), () => chain, { trust: contracts, now });
      expect(report.ok).toBe(true);
      expect(report.steps[0]?.code).toBe('archive-agrees');
    }
  });

  test('a bundle alone is opened as it is', async () => {
    const { bytes } = await sealedSeason();
    expect(openEvidence(bytes)).toEqual({ ok: true, bundle: bytes });
  });
});

describe('what is refused', () => {
  test.each([
    ['a photograph under another digest', { ...photo, bytes: new TextEncoder().encode('"other"') }],
    ['a photograph that no certificate speaks of', photoFile('another')],
    ['a file that is not of the evidence', { name: 'certificates/099-BirthCertificate.json', bytes: photo.bytes }],
    ['chain data of no form', { name: 'chain.json', bytes: photo.bytes }],
  ])('%s', async (_, extra) => {
    const others = (await files()).filter(({ name }) => name !== extra.name);
    expect(await open([...others, extra])).toMatchObject({
      ok: false,
      code: 'archive-file-differs',
      detail: extra.name,
    });
  });

  test('chain data of another head', async () => {
    const { bundle } = await sealedSeason();
    const hash = `0x${'1'.repeat(64)}`;
    const seals = [4, 9, 11, bundle.head.treeSize].map((treeSize) => ({
      ...{ treeSize, root: 'f'.repeat(64), transactionHash: hash, blockNumber: 1, blockHash: hash, header: {} },
    }));
    const bytes = new TextEncoder().encode(JSON.stringify({ chain: bundle.chain, seals }));
    const opened = await open([...filesOf(bundle), { name: 'chain.json', bytes }]);
    expect(opened).toMatchObject({ ok: false, code: 'archive-file-differs', detail: 'chain.json' });
  });

  test.each([
    ['../outside.json'],
    ['/etc/passwd'],
    ['C:\\windows.json'],
    ['photos/../../outside.json'],
    ['photos//a.jpg'],
    ['.hidden'],
    ['a\u0000b'],
    ['certificates/001-BirthCertificate.json\u202e'],
    [''],
  ])('a file called %j', async (name) => {
    expect(await open([...(await files()), { name, bytes: photo.bytes }])).toMatchObject({
      ok: false,
      code: 'archive-unsafe',
    });
  });

  test.each([['bundle.json'], ['BUNDLE.json']])('a second file called %s', async (name) => {
    const opened = await open([...(await files()), { name, bytes: photo.bytes }]);
    expect(opened).toMatchObject({ ok: false, code: 'archive-unsafe', detail: `${name} is there twice` });
  });

  test('a bomb: a megabyte that states to be a few bytes, and a hundred and fifty that state what they are', () => {
    const bomb = zipSync({ 'bundle.json': new Uint8Array(1_000_000) }, { level: 9 });
    const view = new DataView(bomb.buffer, bomb.byteOffset);
    const directory = view.getUint32(bomb.length - 6, true);
    view.setUint32(22, 10, true);
    view.setUint32(directory + 24, 10, true);
    expect(openEvidence(bomb)).toMatchObject({ ok: false, code: 'archive-damaged' });
    const large = zipSync({ 'bundle.json': new Uint8Array(150_000_000) }, { level: 1 });
    expect(large.length).toBeLessThan(1_000_000);
    expect(openEvidence(large)).toMatchObject({ ok: false, code: 'archive-too-large' });
  });

  test('files that share their data', () => {
    const two = zipSync({ 'a.json': photo.bytes, 'b.json': photo.bytes }, { level: 0 });
    const view = new DataView(two.buffer, two.byteOffset);
    const second = view.getUint32(two.length - 6, true) + 46 + 'a.json'.length;
    view.setUint32(second + 42, 0, true);
    expect(openEvidence(two)).toMatchObject({ ok: false, code: 'archive-damaged' });
  });

  test('bytes before, between and behind the files', async () => {
    const bytes = await packed(await files());
    const more = Uint8Array.of(1, 2, 3);
    expect(openEvidence(new Uint8Array([...bytes, ...more]))).toMatchObject({ code: 'archive-damaged' });
    const start = bytes.slice(0, 4);
    expect(openEvidence(new Uint8Array([...start, ...more, ...bytes.slice(4)]))).toMatchObject({ ok: false });
  });
});

describe('changed bytes', () => {
  const changedAt = (archive: Uint8Array, at: number, bits: number): Uint8Array => {
    const changed = Uint8Array.from(archive);
    changed[at] = (changed[at] ?? 0) ^ bits;
    return changed;
  };

  test(`an archive with one changed byte is refused (every ${String(STEP)}th byte, and all of the directory)`, async () => {
    const { bundle, chain } = await sealedSeason();
    const archive = await packed([...filesOf(bundle), photo]);
    const directory = new DataView(archive.buffer, archive.byteOffset).getUint32(archive.length - 6, true);
    const places = Array.from(archive.keys()).filter((at) => at >= directory || at % STEP === 0);
    const accepted: number[] = [];
    for (const at of places) {
      const report = await verifyEvidence(changedAt(archive, at, 1 << (at % 8)), () => chain, {
        trust: contracts,
        now,
      });
      if (report.ok) accepted.push(at);
    }
    expect(accepted).toEqual([]);
  }, 600_000);

  test('so is one with any bit changed in the header of a file, or in its last byte', async () => {
    const archive = await packed(await files());
    const view = new DataView(archive.buffer, archive.byteOffset);
    const directory = view.getUint32(archive.length - 6, true);
    const second = directory + 46 + view.getUint16(directory + 28, true);
    const start = view.getUint32(second + 42, true);
    const data = start + 30 + view.getUint16(start + 26, true);
    const lastByte = data + view.getUint32(second + 20, true) - 1;
    const header = Array.from({ length: data - start }, (_, index) => start + index);
    const bits = [0, 1, 2, 3, 4, 5, 6, 7].map((bit) => 1 << bit);
    const accepted = [...header, lastByte].flatMap((at) =>
      bits.filter((bit) => openEvidence(changedAt(archive, at, bit)).ok).map((bit) => [at - start, bit]),
    );
    expect(accepted).toEqual([]);
  });

  test('an archive cut short at any place is refused', async () => {
    const archive = await archiveOf((await sealedSeason()).bundle);
    for (let length = 4; length < archive.length; length += STEP * 5) {
      expect(openEvidence(archive.slice(0, length))).toMatchObject({ ok: false });
    }
  });
});
