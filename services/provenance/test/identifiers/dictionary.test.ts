import { expect, test } from '@jest/globals';
import { allEntries, findEntry } from '../../src/index.ts';
import { readDictionaryLine } from '../../src/identifiers/dictionary/dictionary-line.ts';
import { linter } from '../../src/identifiers/linters/index.ts';
import { describeSuite, readText } from '../support/shared.ts';

describeSuite('gs1-syntax-dictionary', (files) => {
  test('the table says what the dictionary says', () => {
    const file = files.find((name) => name.endsWith('dictionary.txt')) ?? '';
    const entries = readText('gs1-syntax-dictionary', file).split('\n').flatMap(readDictionaryLine);
    expect(entries.length).toBeGreaterThan(500);
    expect(allEntries()).toEqual(entries);
  });
});

test('a line is read into flags, components, associations and title', () => {
  expect(
    readDictionaryLine('3910-3911   ?  N3,iso4217 [N..15]   req=8020+415,30 ex=391n  dlpkey=22,10|235  # AMOUNT'),
  ).toEqual(
    ['3910', '3911'].map((ai) => ({
      ai,
      title: 'AMOUNT',
      predefinedLength: false,
      attribute: true,
      components: [
        { set: 'N', min: 3, max: 3, optional: false, linters: ['iso4217'] },
        { set: 'N', min: 1, max: 15, optional: true, linters: [] },
      ],
      requires: [[['8020', '415'], ['30']]],
      excludes: ['391n'],
      qualifiers: [['22', '10'], ['235']],
    })),
  );
});

test('comments and empty lines hold no entry; a line of another form is refused', () => {
  expect(readDictionaryLine('')).toEqual([]);
  expect(readDictionaryLine('# AI    Flags  Specification')).toEqual([]);
  expect(() => readDictionaryLine('01 *? # GTIN')).toThrow('no format in dictionary line');
  expect(() => readDictionaryLine('1 X..20')).toThrow('"1" is no application identifier');
});

test('every content check that the dictionary names is there', () => {
  const names = new Set(allEntries().flatMap(({ components }) => components.flatMap(({ linters }) => linters)));
  expect([...names].map((name) => typeof linter(name))).toEqual([...names].map(() => 'function'));
  expect(() => linter('newer')).toThrow('no content check is named "newer"');
});

test('entries are found by their exact AI', () => {
  expect(findEntry('01')?.title).toBe('GTIN');
  expect(findEntry('3105')?.title).toBe('NET WEIGHT (kg)');
  expect([findEntry('1'), findEntry('011'), findEntry('3106'), findEntry('89')]).toEqual(Array(4).fill(undefined));
});
