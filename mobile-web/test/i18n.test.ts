import { describe, expect, test } from '@jest/globals';
import { certificateEn } from '../src/certificate/words.en.ts';
import { certificateZh } from '../src/certificate/words.zh.ts';
import { en } from '../src/i18n/en.ts';
import { amount, milli, percent } from '../src/i18n/format.ts';
import { zh } from '../src/i18n/zh.ts';
import { shopperEn } from '../src/shopper/words.en.ts';
import { shopperZh } from '../src/shopper/words.zh.ts';

type Tree = { [key: string]: string | Tree };

function flatten(tree: Tree, prefix = ''): Map<string, string> {
  const flat = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') flat.set(prefix + key, value);
    else for (const entry of flatten(value, `${prefix}${key}.`)) flat.set(...entry);
  }
  return flat;
}

const placeholders = (text: string | undefined): string[] =>
  [...(text ?? '').matchAll(/\{\{?(\w+)\}?\}/g)].map((m) => m[1] ?? '').sort();

describe.each([
  ['app', zh, en],
  ['shopper', shopperZh, shopperEn],
  ['certificate', certificateZh, certificateEn],
])('%s translations', (_name, chinese, english) => {
  const left = flatten(chinese);
  const right = flatten(english);

  test('both languages have the same keys', () => {
    expect([...right.keys()].sort()).toEqual([...left.keys()].sort());
  });

  test('each pair fills the same blanks', () => {
    for (const [key, text] of left) expect([key, placeholders(right.get(key))]).toEqual([key, placeholders(text)]);
  });

  test('no text is empty, Chinese is Chinese and English is not', () => {
    const named = /^(common\.language|language|languageLabel)$/;
    for (const [key, text] of left) {
      expect(text.trim()).not.toBe('');
      if (!named.test(key)) expect([key, /[\p{Script=Han}]/u.test(right.get(key) ?? '')]).toEqual([key, false]);
    }
  });
});

describe('format', () => {
  test('an amount is exact beyond the range of a float', () => {
    const token = { symbol: 'tCNY', decimals: 6 };
    expect(amount('9007199254740993000000', token, 'en')).toBe('9,007,199,254,740,993 tCNY');
    expect(amount('1234560000', token, 'en')).toBe('1,234.56 tCNY');
    expect(amount('5', token, 'zh')).toBe('0 tCNY');
    expect(amount('-5', token, 'zh')).toBe('-5');
  });

  test('thousandths and basis points', () => {
    expect(milli(101_488, 'en')).toBe('101.5');
    expect(percent(4237, 'en')).toBe('42.4%');
  });
});
