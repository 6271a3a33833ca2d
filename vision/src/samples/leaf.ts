import { between, gaussian, type Random } from '../random.ts';

const { exp } = Math;

export type Rgb = readonly [number, number, number];

/** One pressed fragment: where it lies, how it bends and swells, and its colour. Lengths in surface pixels. */
export interface Leaf {
  x: number;
  y: number;
  angle: number;
  half: number;
  width: number;
  /** Sideways bow at the ends relative to the length. */
  bend: number;
  /** Sharpness of the taper: 2 is an ellipse, larger is a strip. */
  taper: number;
  thickness: number;
  /** 0 = flat blade with a midrib, 1 = tightly rolled. */
  roll: number;
  twist: number;
  phase: number;
  colour: Rgb;
  /** Colour of one end, for buds that fade from gold to brown. */
  tip: Rgb;
}

/** Aged sheng: browns with olive, russet, near-black strips and golden buds (linear-looking sRGB values). */
const PALETTE: readonly { share: number; colour: Rgb }[] = [
  { share: 0.3, colour: [74, 56, 39] },
  { share: 0.2, colour: [56, 45, 35] },
  { share: 0.16, colour: [88, 76, 48] },
  { share: 0.14, colour: [104, 70, 42] },
  { share: 0.1, colour: [44, 38, 33] },
  { share: 0.1, colour: [128, 100, 62] },
];

function pickColour(random: Random): Rgb {
  let left = random();
  for (const { share, colour } of PALETTE) {
    left -= share;
    if (left < 0) return vary(colour, random, 0.13);
  }
  return vary([74, 56, 39], random, 0.13);
}

function vary([r, g, b]: Rgb, random: Random, amount: number): Rgb {
  const light = exp(gaussian(random) * amount);
  const warm = gaussian(random) * 0.04;
  return [r * light * (1 + warm), g * light, b * light * (1 - warm)];
}

type Kind = 'strip' | 'bud' | 'blade' | 'stem' | 'crumb';

function pickKind(random: Random): Kind {
  const v = random();
  if (v < 0.56) return 'strip';
  if (v < 0.64) return 'bud';
  if (v < 0.78) return 'blade';
  if (v < 0.83) return 'stem';
  return 'crumb';
}

interface Shape {
  half: [number, number];
  width: [number, number];
  thickness: [number, number];
  roll: [number, number];
  taper: [number, number];
  bend: number;
}

/** Sizes for a surface of 1000 pixels across, a 357 g cake of about 200 mm. */
const SHAPES: Record<Kind, Shape> = {
  strip: { half: [26, 66], width: [4, 8.5], thickness: [5, 10], roll: [0.6, 1], taper: [2.5, 6], bend: 0.34 },
  bud: { half: [20, 38], width: [4.5, 7.5], thickness: [6, 10], roll: [0.8, 1], taper: [1.6, 2.4], bend: 0.16 },
  blade: { half: [24, 52], width: [11, 22], thickness: [3, 6], roll: [0, 0.25], taper: [1.8, 3], bend: 0.2 },
  stem: { half: [30, 62], width: [2.4, 3.8], thickness: [5, 8], roll: [1, 1], taper: [10, 20], bend: 0.1 },
  crumb: { half: [5, 15], width: [3, 8], thickness: [3, 7], roll: [0.2, 0.9], taper: [2, 4], bend: 0.2 },
};

function colours(kind: Kind, random: Random): { colour: Rgb; tip: Rgb } {
  if (kind === 'bud') {
    const colour = vary([158, 122, 72], random, 0.14);
    return { colour, tip: vary([112, 82, 50], random, 0.12) };
  }
  if (kind === 'stem') {
    const colour = vary([112, 80, 50], random, 0.14);
    return { colour, tip: colour };
  }
  const colour = pickColour(random);
  return { colour, tip: random() < 0.25 ? pickColour(random) : colour };
}

/** Draws a random fragment centred at (x, y); `lie` is the direction fragments prefer there, in radians. */
export function growLeaf(random: Random, x: number, y: number, lie: number): Leaf {
  const kind = pickKind(random);
  const shape = SHAPES[kind];
  return {
    x,
    y,
    angle: lie + gaussian(random) * 0.8,
    half: between(random, ...shape.half),
    width: between(random, ...shape.width),
    bend: gaussian(random) * shape.bend,
    taper: between(random, ...shape.taper),
    thickness: between(random, ...shape.thickness),
    roll: between(random, ...shape.roll),
    twist: gaussian(random) * 1.2,
    phase: random() * 6.28,
    ...colours(kind, random),
  };
}
