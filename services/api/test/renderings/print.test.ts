import { describe, expect, test } from '@jest/globals';
import type { Certificate } from '@fieldseal/provenance';
import { renderCertificate, type Sheet } from '@fieldseal/provenance/rendering';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { sheetOf } from '../../../provenance/test/rendering/support.ts';
import { playSeason } from '../../../provenance/test/support/season.ts';
import { certificatePdf } from '../../src/renderings/print/certificate-pdf.ts';

const { certificates } = await playSeason();
const [birth, identity] = certificates;
if (birth === undefined || identity === undefined) throw new Error('the season has certificates');

/** Of each page, its texts with where they stand, in points from the lower left corner. */
async function pagesOf(sheet: Sheet, language: 'zh' | 'en' = 'zh') {
  const bytes = await certificatePdf(renderCertificate(sheet, language), sheet);
  const document = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const pages = [];
  for (let number = 1; number <= document.numPages; number++) {
    const { items } = await (await document.getPage(number)).getTextContent();
    const texts = items.flatMap((item) =>
      'str' in item
        ? [{ text: item.str, x: Number(item.transform[4]), y: Number(item.transform[5]), width: item.width }]
        : [],
    );
    pages.push(texts.filter(({ text }) => text.trim() !== ''));
  }
  return pages;
}

const wordsOf = (pages: Awaited<ReturnType<typeof pagesOf>>): string =>
  pages.map((texts) => texts.map(({ text }) => text).join('')).join('');

/** The certificate with other content, as somebody may have signed it. */
function withSubject(certificate: Certificate, change: object): Certificate {
  return { ...certificate, credentialSubject: { ...certificate.credentialSubject, ...change } } as Certificate;
}

const INPUT = {
  kind: 'fertiliser',
  name: '菜籽饼肥与发酵羊粪按三比一混合沤制九十天以上的自制有机肥',
  quantity: { value: 40, unit: 'KGM' },
  appliedAt: '2026-01-10T09:00:00+08:00',
};

describe('the print of a certificate', () => {
  test('keeps every text inside the frame, also over many pages', async () => {
    const sheet = sheetOf(withSubject(birth, { inputs: Array.from({ length: 100 }, () => INPUT) }), {
      events: Array.from({ length: 200 }, (_, number) => ({
        hash: `ni:///sha-256;${String(number).padStart(64, '0')}?ver=CBV2.0`,
        type: 'ObjectEvent',
        address: 'https://x.example',
      })),
    });
    const pages = await pagesOf(sheet);
    expect(pages.length).toBeGreaterThan(4);
    expect(pages.length).toBeLessThan(20);
    for (const texts of pages)
      for (const { x, y, width } of texts) {
        expect(x).toBeGreaterThan(50);
        expect(x + width).toBeLessThan(545);
        expect(y).toBeGreaterThan(38);
        expect(y).toBeLessThan(800);
      }
    const words = wordsOf(pages);
    for (let number = 0; number < 200; number++) expect(words).toContain(String(number).padStart(64, '0'));
    expect(words.split('自制有机肥')).toHaveLength(101);
  });

  test('numbers its pages and names its address on each', async () => {
    const pages = await pagesOf(sheetOf(identity));
    for (const [index, texts] of pages.entries()) {
      const words = wordsOf([texts]);
      expect(words).toContain(`${index + 1} / ${pages.length}`);
      expect(words).toContain(sheetOf(identity).address);
    }
  });

  test('marks every page of a withdrawn certificate', async () => {
    const standing = { state: 'revoked', since: '2026-07-01T00:00:00Z', reason: '复检不合格' } as const;
    const pages = await pagesOf(sheetOf(identity, { standing }));
    expect(pages.length).toBeGreaterThan(1);
    for (const texts of pages) expect(wordsOf([texts])).toContain('已撤销');
  });

  test.each([
    ['rare characters', '黟县岽顶㛃'],
    ['one word longer than the line', 'x'.repeat(200)],
    ['line breaks', '一\n\n二'],
    ['marks of another direction', 'abc \u202e def'],
  ])('bears %s', async (_, name) => {
    const plot = { id: 'https://x.example/414/1', name, geometryDigest: 'a'.repeat(64) };
    const words = wordsOf(await pagesOf(sheetOf(withSubject(birth, { plot }))));
    expect(words).toContain(name.slice(0, 1));
  });

  test('begins no line with a closing mark', async () => {
    const name = '（甲）、'.repeat(60);
    const plot = { id: 'https://x.example/414/1', name, geometryDigest: 'a'.repeat(64) };
    const [texts = []] = await pagesOf(sheetOf(withSubject(birth, { plot })));
    const lines = texts.filter(({ text }) => text.includes('甲'));
    expect(lines.length).toBeGreaterThan(3);
    for (const { text } of lines) expect(text).not.toMatch(/^[）、]|（$/);
  });
});
