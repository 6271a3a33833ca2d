import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { signEvent, verifyBundle } from '../../src/index.ts';
import { contracts, now, sealedSeason, sealSeason } from '../support/bundle.ts';
import type { Sealed } from '../support/bundle.ts';
import { farm } from '../support/keys.ts';
import { playSeason } from '../support/season.ts';

/** One byte in so many is changed; `npm run test:every-byte` changes them all. */
const STEP = Number(process.env.FIELDSEAL_FLIP_STEP ?? '23');

/** A bundle with every part a bundle can have. */
async function fullBundle(): Promise<Sealed> {
  const season = await playSeason();
  const errorDeclaration = { declarationTime: '2026-05-01T00:00:00Z' };
  const declarations = season.events
    .slice(0, 1)
    .map((event) => signEvent({ ...event, proof: undefined, eventID: undefined, errorDeclaration }, farm, now));
  return sealSeason({ ...season, declarations: await Promise.all(declarations) });
}

describe('changed bytes', () => {
  test(`a bundle with one changed byte is refused (every ${String(STEP)}th byte)`, async () => {
    const { bytes, chain } = await fullBundle();
    const accepted: number[] = [];
    for (let at = 0; at < bytes.length; at += STEP) {
      const changed = Uint8Array.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
      const report = await verifyBundle(changed, chain, { trust: contracts, now });
      if (report.ok || report.failure?.code === 'verifier-fault') accepted.push(at);
    }
    expect(accepted).toEqual([]);
  }, 600_000);

  test('a digit, letter or hex digit replaced by another of its kind is refused', async () => {
    const { bytes, chain } = await fullBundle();
    const replace = (byte: number) => (byte === 0x39 ? 0x38 : byte === 0x66 ? 0x65 : byte + 1);
    for (let at = 11; at < bytes.length; at += STEP * 2) {
      const byte = bytes[at] ?? 0;
      if (!/[0-9a-z]/.test(String.fromCharCode(byte))) continue;
      const changed = Uint8Array.from(bytes);
      changed[at] = replace(byte);
      expect(await verifyBundle(changed, chain, { trust: contracts, now })).toMatchObject({ ok: false });
    }
  }, 600_000);

  test('a bundle cut short at any place is refused', async () => {
    const { bytes, chain } = await sealedSeason();
    for (let length = 0; length < bytes.length; length += STEP * 4) {
      expect(await verifyBundle(bytes.slice(0, length), chain, { trust: contracts, now })).toMatchObject({ ok: false });
    }
  });

  test('bytes of any kind are refused without an exception', async () => {
    const { chain } = await sealedSeason();
    const json = fc.jsonValue().map((value) => new TextEncoder().encode(JSON.stringify(value)));
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 300 }), json), async (bytes) => {
        const report = await verifyBundle(bytes, chain, { trust: contracts, now });
        expect(report.ok).toBe(false);
        expect(report.failure?.code).not.toBe('verifier-fault');
      }),
    );
  });

  test('deep nesting and hidden field names are refused without an exception', async () => {
    const { bytes, chain } = await sealedSeason();
    const deep = new TextEncoder().encode('['.repeat(100_000) + ']'.repeat(100_000));
    expect((await verifyBundle(deep, chain, { now })).failure?.code).toMatch(/^bundle-/);
    const text = new TextDecoder().decode(bytes);
    const hidden = new TextEncoder().encode(text.replace('"ilmd":{', '"ilmd":{"__proto__":{"x":1},'));
    expect((await verifyBundle(hidden, chain, { now })).failure?.code).toBe('bundle-shape-wrong');
  });
});
