import { readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ChainState } from '../src/engines/chain-state.ts';
import { temporaryState } from './support/state.ts';

const WHOLE = '{"block":2}';
let folder: ReturnType<typeof temporaryState>;
let file = '';
let said: string[] = [];
const say = (text: string): void => {
  said.push(text);
};

beforeEach(() => {
  folder = temporaryState('chain');
  file = join(folder.folder, 'state.json');
  said = [];
});

afterEach(() => {
  folder.remove();
});

describe('the state of the chain on disk', () => {
  test('needs no repair before the first start', () => {
    new ChainState(file).repair(say);
    expect(said).toEqual([]);
  });

  test('is left alone when it is whole', () => {
    writeFileSync(file, WHOLE);
    new ChainState(file).repair(say);
    expect(readFileSync(file, 'utf8')).toBe(WHOLE);
    expect(said).toEqual([]);
  });

  test('is replaced by the last whole copy when a kill left half of it', () => {
    const state = new ChainState(file);
    writeFileSync(file, WHOLE);
    state.keepCopy();
    writeFileSync(file, WHOLE.slice(0, 5));
    state.repair(say);
    expect(readFileSync(file, 'utf8')).toBe(WHOLE);
    expect(said).toEqual(['the last state of the chain is not whole; going on from the one before']);
  });

  test('is never copied when it is not whole', () => {
    const state = new ChainState(file);
    writeFileSync(file, WHOLE);
    state.keepCopy();
    writeFileSync(file, '{"block":');
    utimesSync(file, new Date(), new Date(Date.now() + 5_000));
    state.keepCopy();
    state.repair(say);
    expect(readFileSync(file, 'utf8')).toBe(WHOLE);
  });

  test('is given up in words when no whole copy exists', () => {
    writeFileSync(file, '');
    new ChainState(file).repair(say);
    expect(said).toEqual(['the state of the chain is lost; services will build it again from the database']);
  });
});
