import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Challenges } from '../../src/device-keys/challenges.ts';
import { Secrets } from '../../src/platform/secrets.ts';

describe('challenges', () => {
  const now = new Date('2026-11-22T08:00:00Z');
  let keysDir: string;
  let challenges: Challenges;

  beforeAll(async () => {
    keysDir = await mkdtemp(join(tmpdir(), 'fieldseal-challenges-'));
    challenges = new Challenges(new Secrets({ keysDir }));
  });

  afterAll(async () => {
    await rm(keysDir, { recursive: true });
  });

  const accepted = (challenge: string, person: string, at: Date): boolean => {
    try {
      new Challenges(new Secrets({ keysDir })).require(challenge, person, at);
      return true;
    } catch {
      return false;
    }
  };

  test('hold for the person and until the end that they say, in every process', () => {
    const { challenge, until } = challenges.issue('person', now);
    expect(until.getTime() - now.getTime()).toBe(600_000);
    expect([now, until, new Date(until.getTime() + 1)].map((at) => accepted(challenge, 'person', at))).toEqual([
      true,
      true,
      false,
    ]);
    expect(accepted(challenge, 'somebody', now)).toBe(false);
  });

  test('cannot be prolonged or made up', () => {
    const { challenge } = challenges.issue('person', now);
    const [until = '', mark = ''] = challenge.split('.');
    const offered = [
      `${String(Number(until) + 1)}.${mark}`,
      `${until}.`,
      until,
      '',
      '.',
      `NaN.${mark}`,
      `Infinity.${mark}`,
    ];
    expect(offered.filter((one) => accepted(one, 'person', now))).toEqual([]);
  });
});
