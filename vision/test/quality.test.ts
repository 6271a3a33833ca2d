import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { assess, close, enrol, PhotoRefused, verify } from '../src/index.ts';
import { seeded } from '../src/random.ts';
import { cakePhoto, plain, whiteNoise } from './photos.ts';

let cake: Uint8Array;

beforeAll(async () => {
  cake = await cakePhoto(1, 0);
});

afterAll(close);

const reasonOf = async (photo: Uint8Array): Promise<string> => {
  const answer = await assess(photo);
  return answer.ok ? 'ok' : answer.reason;
};

describe('a photo is refused with its reason', () => {
  test('empty bytes and text are no image', async () => {
    expect(await reasonOf(new Uint8Array())).toBe('not-an-image');
    expect(await reasonOf(new TextEncoder().encode('not a photograph at all'))).toBe('not-an-image');
  });

  test('vector and document formats never reach the decoder', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="400"></svg>';
    expect(await reasonOf(new TextEncoder().encode(svg))).toBe('not-an-image');
    expect(await reasonOf(new TextEncoder().encode('%PDF-1.7'))).toBe('not-an-image');
  });

  test('more than 20 MB', async () => {
    const padded = new Uint8Array(20 * 1024 * 1024 + 1);
    padded.set(cake);
    expect(await reasonOf(padded)).toBe('too-large');
  });

  test('a header that claims more than 60 megapixels', async () => {
    const png = Buffer.from(await sharp(cake).resize(64, 64).png().toBuffer());
    png.writeUInt32BE(30_000, 16);
    png.writeUInt32BE(30_000, 20);
    expect(['too-large', 'damaged']).toContain(await reasonOf(png));
  });

  test('a bomb of 100 megapixels in a few kilobytes', async () => {
    const bomb = await sharp({ create: { width: 10_000, height: 10_000, channels: 3, background: '#000' } })
      .png({ compressionLevel: 9 })
      .toBuffer();
    expect(await reasonOf(bomb)).toBe('too-large');
  });

  test('a truncated JPEG', async () => {
    expect(await reasonOf(cake.subarray(0, Math.floor(cake.length / 2)))).toBe('damaged');
    expect(await reasonOf(cake.subarray(0, 30))).toBe('damaged');
  });

  test('an animation', async () => {
    const frame = await sharp(cake).resize(300, 300).png().toBuffer();
    const animated = await sharp([frame, await sharp(frame).negate().png().toBuffer()], { join: { animated: true } })
      .webp()
      .toBuffer();
    expect(await reasonOf(animated)).toBe('animated');
  });

  test('1 x 1, all black, all white, flat gray, pure noise', async () => {
    expect(await reasonOf(await plain(1, 128))).toBe('too-small');
    expect(await reasonOf(await plain(600, 0))).toBe('too-dark');
    expect(await reasonOf(await plain(600, 255))).toBe('too-bright');
    expect(await reasonOf(await plain(600, 128))).toBe('no-surface');
    expect(await reasonOf(await whiteNoise(600))).toBe('no-surface');
  });

  test('out of focus', async () => {
    expect(await reasonOf(await sharp(cake).blur(9).jpeg().toBuffer())).toBe('blurred');
  });

  test('under-exposed', async () => {
    expect(await reasonOf(await sharp(cake).linear(0.08, 0).jpeg().toBuffer())).toBe('too-dark');
  });

  test('glare over a third of the surface', async () => {
    const spot = await sharp({ create: { width: 330, height: 330, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    expect(
      await reasonOf(
        await sharp(cake)
          .composite([{ input: spot }])
          .jpeg()
          .toBuffer(),
      ),
    ).toBe('glare');
  });
});

describe('unusual but usable photos', () => {
  test('16-bit PNG, gray, CMYK JPEG, WebP and alpha are read', async () => {
    const variants = [
      sharp(cake).toColourspace('rgb16').png(),
      sharp(cake).toColourspace('b-w').jpeg(),
      sharp(cake).toColourspace('cmyk').jpeg(),
      sharp(cake).webp(),
      sharp(cake).ensureAlpha(0.9).png(),
    ];
    for (const variant of variants) expect(await reasonOf(await variant.toBuffer())).toBe('ok');
  });

  test('width and height are those of the upright photo', async () => {
    const wide = await sharp(cake)
      .extend({ left: 80, right: 80, background: '#aaa' })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    expect(await assess(wide)).toMatchObject({ ok: true, width: 640, height: 800 });
  });
});

describe('the other entries treat bad photos alike', () => {
  test('enrol throws the reason and the advice', async () => {
    const refusal = await enrol([await plain(600, 0)]).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(PhotoRefused);
    expect(refusal).toMatchObject({ reason: 'too-dark', advice: expect.stringContaining('dark') });
  });

  test('enrol refuses photos of different pieces', async () => {
    await expect(enrol([cake, await cakePhoto(2, 0)])).rejects.toMatchObject({ reason: 'different-piece' });
  });

  test('no photos and too many photos are the caller’s mistake', async () => {
    await expect(enrol([])).rejects.toThrow(RangeError);
    await expect(enrol(Array.from({ length: 9 }, () => cake))).rejects.toThrow(RangeError);
  });

  test('verify asks for another photo and says why', async () => {
    const { template } = await enrol([cake]);
    expect(await verify(template, [await plain(600, 0)])).toMatchObject({
      decision: 'take-another',
      reason: 'too-dark',
    });
    expect(await verify(template, [await plain(600, 0), cake])).toMatchObject({ decision: 'match' });
  });

  test('200 random mutations of a photo never crash and never throw', async () => {
    const random = seeded(7);
    // Three of four only exercise the decoder: they are refused as too small before the slower steps.
    const sides = [200, 120, 130, 140];
    const originals = await Promise.all(
      sides.map((side) => sharp(cake).resize(side, side).jpeg({ quality: 60 }).toBuffer()),
    );
    for (let round = 0; round < 200; round++) {
      const mutated = Uint8Array.from(originals[round % originals.length] ?? []);
      for (let k = 0; k < 1 + (round % 8); k++) {
        mutated[Math.floor(random() * mutated.length)] = Math.floor(random() * 256);
      }
      const answer = await assess(mutated);
      expect(answer.ok || answer.advice.length > 0).toBe(true);
    }
  });
});
