import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import {
  bytesToHex,
  hexToBytes,
  localSigner,
  openCheckpoint,
  openNote,
  parseVerifierKey,
  sha256,
  signCheckpoint,
  signNote,
  verifierKey,
} from '../../src/index.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const signer = localSigner(sha256(Uint8Array.of(1)));
const other = localSigner(sha256(Uint8Array.of(2)));
const NAME = 'log.example/tea';
const checkpoint = { origin: NAME, size: 20_852_163, root: sha256(Uint8Array.of(3)) };

function keyOf(text: string) {
  const key = parseVerifierKey(text);
  if (key === undefined) throw new Error(`${text} is no key`);
  return key;
}

const own = keyOf(verifierKey(NAME, signer.publicKey));

/** The published example of Go's golang.org/x/mod/sumdb/note, which C2SP's signed notes are. */
const PUBLISHED_KEY = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const PUBLISHED_TEXT =
  "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const PUBLISHED_NOTE = `${PUBLISHED_TEXT}
— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
`;

describe('signed notes', () => {
  test('the published one opens with the published key', () => {
    expect(openNote(bytes(PUBLISHED_NOTE), keyOf(PUBLISHED_KEY))).toEqual({ ok: true, text: PUBLISHED_TEXT });
    const { name, publicKey } = keyOf(PUBLISHED_KEY);
    expect(verifierKey(name, publicKey)).toBe(PUBLISHED_KEY);
  });

  test('no byte of one can be changed', () => {
    const note = bytes(PUBLISHED_NOTE);
    for (const at of note.keys()) {
      const changed = note.map((byte, index) => (index === at ? byte ^ 1 : byte));
      expect({ at, ok: openNote(changed, keyOf(PUBLISHED_KEY)).ok }).toEqual({ at, ok: false });
    }
  });

  test('signatures of others are passed over, wherever they stand', async () => {
    const note = await signNote('one\n\ntwo\n', NAME, signer);
    const foreign = (await signNote('one\n\ntwo\n', 'witness.example', other)).split('\n').at(-2) ?? '';
    expect(openNote(bytes(`${note}${foreign}\n`), own)).toEqual({ ok: true, text: 'one\n\ntwo\n' });
    const first = note.replace('\n— ', `\n${foreign}\n— `);
    expect(openNote(bytes(first), own).ok).toBe(true);
    expect(openNote(bytes(first), keyOf(verifierKey(NAME, other.publicKey)))).toEqual({
      ok: false,
      fault: 'signature-missing',
    });
  });

  test('a wrong signature beside a right one by the same key spoils the note', async () => {
    const note = await signNote('one\n', NAME, signer);
    const wrong = (await signNote('two\n', NAME, signer)).split('\n').at(-2) ?? '';
    expect(openNote(bytes(`${note}${wrong}\n`), own)).toEqual({ ok: false, fault: 'signature-wrong' });
  });

  test.each([
    ['without a signature', 'text\n'],
    ['without the blank line', 'text\n— a x08go/ZJkuBS\n'],
    ['with a line that is no signature', 'text\n\nsigned by me\n'],
    ['without a newline at the end', 'text\n\n— a x08go/ZJkuBS'],
    ['with a tab', 'te\txt\n\n— a x08go/ZJkuBS\n'],
    ['with another spelling of the same signature', 'text\n\n— a x08go/ZJkuBT=\n'],
  ])('one %s is malformed', (_, note) => {
    expect(openNote(bytes(note), own)).toEqual({ ok: false, fault: 'note-malformed' });
  });

  test('neither bytes that are no UTF-8 nor bytes without end are read', () => {
    expect(openNote(Uint8Array.of(0xff, 0x0a), own)).toEqual({ ok: false, fault: 'note-malformed' });
    expect(openNote(new Uint8Array(200_000).fill(0x0a), own)).toEqual({ ok: false, fault: 'note-malformed' });
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => !openNote(noise, own).ok));
  });

  test('what cannot be in a note is not signed', async () => {
    await expect(signNote('no end', NAME, signer)).rejects.toThrow('ends with a newline');
    await expect(signNote('text\n', 'two words', signer)).rejects.toThrow('cannot name a key');
    expect(() => verifierKey('a+b', signer.publicKey)).toThrow('cannot name a key');
  });

  test.each([
    'log.example',
    'log.example+00000000+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
    'PeterNeumann+c74f20a3+AhpcmQcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
    'PeterNeumann+c74f20a3+ARpc',
  ])('%s is no key', (text) => {
    expect(parseVerifierKey(text)).toBeUndefined();
  });
});

describe('checkpoints', () => {
  test('are three lines, signed', async () => {
    const note = await signCheckpoint(checkpoint, signer);
    expect(note.split('\n').slice(0, 3)).toEqual([NAME, '20852163', btoa(String.fromCharCode(...checkpoint.root))]);
    const opened = openCheckpoint(bytes(note), own);
    expect(opened.ok && { ...opened.checkpoint, root: bytesToHex(opened.checkpoint.root) }).toEqual({
      ...checkpoint,
      root: bytesToHex(checkpoint.root),
    });
  });

  test('lines that follow are passed over', async () => {
    const note = await signNote(`${NAME}\n0\n${btoa('\0'.repeat(32))}\nmore\n`, NAME, signer);
    expect(openCheckpoint(bytes(note), own)).toEqual({
      ok: true,
      checkpoint: { origin: NAME, size: 0, root: new Uint8Array(32) },
    });
  });

  test.each([
    ['a size with a leading zero', `${NAME}\n01\n${btoa('\0'.repeat(32))}\n`],
    ['a size that is none', `${NAME}\n-1\n${btoa('\0'.repeat(32))}\n`],
    ['a size beyond what is counted', `${NAME}\n9007199254740993\n${btoa('\0'.repeat(32))}\n`],
    ['a root of 31 bytes', `${NAME}\n1\n${btoa('\0'.repeat(31))}\n`],
    ['an empty line', `${NAME}\n1\n${btoa('\0'.repeat(32))}\n\n`],
    ['two lines', `${NAME}\n1\n`],
  ])('with %s are malformed', async (_, text) => {
    expect(openCheckpoint(bytes(await signNote(text, NAME, signer)), own)).toEqual({
      ok: false,
      fault: 'checkpoint-malformed',
    });
  });

  test('of another log are foreign, even under this key', async () => {
    const note = await signNote(`log.example/other\n1\n${btoa('\0'.repeat(32))}\n`, NAME, signer);
    expect(openCheckpoint(bytes(note), own)).toEqual({ ok: false, fault: 'origin-foreign' });
  });

  test('without a whole root are not signed', async () => {
    await expect(async () => signCheckpoint({ ...checkpoint, root: hexToBytes('00') }, signer)).rejects.toThrow(
      '32 bytes',
    );
  });
});
