import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { findEntry, readDigitalLinkUri } from '../../src/index.ts';
import { aiOfWord } from '../../src/identifiers/digital-link-uri/convenience-alphas.ts';
import { describeSuite, readJson, readText } from '../support/shared.ts';

const keyList = z.array(z.object({ code: z.string(), keyQualifiers: z.array(z.string()) }));

describeSuite('digital-link-grammar', () => {
  test.each(keyList.parse(readJson('digital-link-grammar', 'src', 'data', 'identifier-list.json')))(
    'key $code has the qualifiers $keyQualifiers in this order',
    ({ code, keyQualifiers }) => {
      const alternatives = findEntry(code)?.qualifiers;
      expect(alternatives).toBeDefined();
      if (keyQualifiers.length > 0) expect(alternatives).toContainEqual(keyQualifiers);
    },
  );

  test('every word of the grammar stands for its AI', () => {
    const grammar = readText('digital-link-grammar', 'grammar', 'GS1_Digital_Link_Grammar_1_2.abnf');
    const words = [...grammar.matchAll(/^\w+-code\s*=\s*"(\d+)"\s*\/\s*%s"([a-z]+)"/gm)];
    expect(words.length).toBeGreaterThan(20);
    expect(words.map(([, , word = '']) => aiOfWord(word))).toEqual(words.map(([, ai]) => ai));
  });
});

test('the word is no more than a spelling of the AI', () => {
  const options = { permitConvenienceAlphas: true };
  const { stem, ...said } = readDigitalLinkUri('https://example.com/a/gln/9520123456788/glnx/32a%2Fb', options);
  expect(said).toEqual({
    path: [
      { ai: '414', value: '9520123456788' },
      { ai: '254', value: '32a/b' },
    ],
    attributes: [],
    other: [],
  });
  expect(stem).toBe('https://example.com/a');
});
