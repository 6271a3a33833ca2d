import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from '@jest/globals';
import { close, enrol, verify } from '../src/index.ts';
import { captureFrom } from '../src/samples/index.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(resolve(root, process.env.FIELDSEAL_SHARED ?? '../shared'), 'textures');
const present = existsSync(folder);
if (!present) process.stderr.write(`skipped: no photographs of surfaces in ${folder}; set FIELDSEAL_SHARED\n`);

/** Rock, bark, gravel and moss: every tenth or so of the folder. */
const photos = present
  ? readdirSync(folder)
      .filter((name) => name.endsWith('.jpg'))
      .sort()
      .filter((_, i) => i % 18 === 4)
  : [];

afterAll(close);

(present ? describe : describe.skip)('photographs of natural surfaces', () => {
  test.each(photos.map((name) => [name]))('%s: the piece matches, its neighbour does not', async (name) => {
    const photo = readFileSync(join(folder, name));
    const { template } = await enrol([await captureFrom(photo, { item: 0, shot: 0 })]);
    expect(await verify(template, [await captureFrom(photo, { item: 0, shot: 1 })])).toMatchObject({
      decision: 'match',
    });
    const neighbour = await verify(template, [await captureFrom(photo, { item: 1, shot: 1 })]);
    expect(neighbour).toMatchObject({ decision: 'no-match' });
  });

  test('items and photographs out of range are refused', async () => {
    const photo = readFileSync(join(folder, photos[0] ?? ''));
    await expect(captureFrom(photo, { item: 4, shot: 0 })).rejects.toThrow(RangeError);
  });
});
