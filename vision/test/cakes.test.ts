import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { compare } from '../src/compare.ts';
import { CALIBRATION } from '../src/constants.ts';
import { decide, likeness, type Evidence } from '../src/decision.ts';
import { close, enrol, verify } from '../src/index.ts';
import { prepare, type Prepared } from '../src/prepare.ts';
import { photographCake } from '../src/samples/cake.ts';
import { growRelief, type Relief } from '../src/samples/relief.ts';
import { readTemplate, type Template } from '../src/template.ts';

const CAKES = 10;
const enrolled: Uint8Array[] = [];
const reliefs: Relief[] = [];
const templates: Template[] = [];
const probes: Prepared[] = [];

beforeAll(async () => {
  for (let cake = 0; cake < CAKES; cake++) {
    reliefs.push(growRelief(cake));
    const { template } = await enrol([await shoot(cake, 0)]);
    enrolled.push(template);
    templates.push(readTemplate(template));
    probes.push(await prepare(await shoot(cake, 1)));
  }
});

afterAll(close);

const shoot = (cake: number, shot: number): Promise<Uint8Array> => {
  const relief = reliefs[cake];
  if (!relief) throw new Error(`cake ${String(cake)} was not grown`);
  return photographCake(relief, { cake, shot, size: 640 });
};

async function evidence(genuine: boolean): Promise<Evidence[]> {
  const all: Evidence[] = [];
  for (const [t, template] of templates.entries()) {
    for (const [p, probe] of probes.entries()) {
      if ((t === p) === genuine) all.push(await compare(template, probe));
    }
  }
  return all;
}

describe('ten rendered cakes of one material', () => {
  test('every second shot matches, with margin', async () => {
    const genuine = await evidence(true);
    expect(genuine.map(decide)).toEqual(genuine.map(() => 'match'));
    expect(Math.min(...genuine.map(likeness))).toBeGreaterThan(1.5 * CALIBRATION.threshold);
  });

  test('every other cake is refused, with margin', async () => {
    const impostors = await evidence(false);
    expect(impostors).toHaveLength(CAKES * (CAKES - 1));
    expect(impostors.map(decide)).toEqual(impostors.map(() => 'no-match'));
    expect(Math.max(...impostors.map(likeness))).toBeLessThan(0.5 * CALIBRATION.threshold);
  });

  test('a mirrored photo is another piece', async () => {
    const mirrored = await sharp(await shoot(0, 0))
      .flop()
      .jpeg()
      .toBuffer();
    expect(await verify(enrolled[0] ?? new Uint8Array(), [mirrored])).toMatchObject({ decision: 'no-match' });
  });

  test('a photo turned by its EXIF orientation matches', async () => {
    const turned = await sharp(await shoot(0, 2))
      .withMetadata({ orientation: 8 })
      .jpeg()
      .toBuffer();
    const answer = await verify(enrolled[0] ?? new Uint8Array(), [turned]);
    expect(answer).toMatchObject({ decision: 'match' });
    expect(answer.falseMatchProbability).toBeGreaterThanOrEqual(3 / CALIBRATION.impostorPairs);
  });

  test('several enrolment photos keep the stable bits and still match', async () => {
    const { template } = await enrol([await shoot(3, 0), await shoot(3, 2)]);
    const bits = (t: Template): number =>
      t.code.valid.reduce((n, w) => n + w.toString(2).replaceAll('0', '').length, 0);
    expect(bits(readTemplate(template))).toBeLessThan(bits(readTemplate(enrolled[3] ?? new Uint8Array())));
    expect(await verify(template, [await shoot(3, 1)])).toMatchObject({ decision: 'match' });
  });
});
