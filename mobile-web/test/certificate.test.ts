import { describe, expect, test } from '@jest/globals';
import { sheetOf } from '../../services/provenance/test/rendering/support.ts';
import { sealedSeason } from '../../services/provenance/test/support/bundle.ts';
import { check } from '../src/certificate/check.ts';
import { certificateIn } from '../src/certificate/context.ts';
import { startFixture } from './fixture/server.ts';

describe('certificateIn', () => {
  const id = '7efc688d-46cb-44e9-8c27-6149abf3f8ff';

  test.each([
    [`/certificates/${id}`, id],
    [`/certificates/${id}/`, id],
    [`/certificates/${id.toUpperCase()}`, id],
    [`/certificates/${id}/x`, undefined],
    ['/certificates/', undefined],
    ['/certificates/%2e%2e', undefined],
    ['/', undefined],
  ])('%s', (path, expected) => {
    expect(certificateIn(path)).toBe(expected);
  });
});

test('evidence proves the document that the page shows, and no other', async () => {
  const fixture = await startFixture();
  const { gtin, serial } = fixture.piece;
  const chain = { chainId: 31337, sealLog: `0x${'0'.repeat(38)}A1`, issuerRegistry: `0x${'0'.repeat(38)}B2` };
  const node = `${fixture.origin}/api/rpc`;
  const { bundle } = await sealedSeason();
  const [{ document }] = bundle.certificates as [(typeof bundle.certificates)[number]];
  const codes: string[] = [];
  try {
    const bytes = new Uint8Array(
      await (await fetch(`${fixture.origin}/api/items/${gtin}/${serial}/bundle`)).arrayBuffer(),
    );
    const checked = await check(bytes, sheetOf(document), chain, node, ({ code }) => codes.push(code));
    expect(checked).toMatchObject({ ofThisPiece: true, report: { ok: true } });
    expect(codes).toContain('signatures-valid');
    const embellished = { ...document, issuer: { ...document.issuer, name: '别人' } };
    expect(await check(bytes, sheetOf(embellished), chain, node, () => undefined)).toMatchObject({
      ofThisPiece: false,
      report: { ok: true },
    });
  } finally {
    await fixture.close();
  }
});
