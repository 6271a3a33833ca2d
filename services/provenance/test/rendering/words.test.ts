import { expect, test } from '@jest/globals';
import { en } from '../../src/rendering/words.en.ts';
import { zh } from '../../src/rendering/words.zh.ts';

type Tree = { readonly [key: string]: string | Tree };

function flat(tree: Tree, prefix = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value]] : flat(value, `${prefix}${key}.`),
  );
}

const blanks = (text: string | undefined): string[] =>
  [...(text ?? '').matchAll(/\{\w+\}/g)].map(([blank]) => blank).sort();

test('both languages say the same things with the same blanks, each in its own script', () => {
  const english = new Map(flat(en));
  expect([...english.keys()]).toEqual(flat(zh).map(([key]) => key));
  for (const [key, text] of flat(zh)) {
    expect([key, blanks(english.get(key))]).toEqual([key, blanks(text)]);
    expect([key, /\p{Script=Han}/u.test(english.get(key) ?? '')]).toEqual([key, false]);
    expect(text).not.toBe('');
  }
});
