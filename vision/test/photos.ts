import sharp from 'sharp';
import { renderCake } from '../src/samples/index.ts';

/** A cake photo small enough to keep the tests quick. */
export const cakePhoto = (cake: number, shot: number): Promise<Uint8Array> => renderCake({ cake, shot, size: 640 });

/** A plain picture of one colour. */
export const plain = (side: number, level: number): Promise<Uint8Array> =>
  sharp({ create: { width: side, height: side, channels: 3, background: { r: level, g: level, b: level } } })
    .jpeg()
    .toBuffer();

export const whiteNoise = (side: number): Promise<Uint8Array> =>
  sharp({
    create: {
      width: side,
      height: side,
      channels: 3,
      background: '#808080',
      noise: { type: 'gaussian', mean: 128, sigma: 40 },
    },
  })
    .png()
    .toBuffer();
