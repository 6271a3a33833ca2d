import { between, seeded, type Random } from '../random.ts';
import type { Rgb } from './leaf.ts';

const { cos, floor, imul, sin } = Math;

/** Colour of the support at a point of the table plane, linear RGB 0..1. */
export type Table = (x: number, y: number) => Rgb;

/** Value noise on a lattice, smooth between nodes, -1..1. */
function valueNoise(seed: number): (x: number, y: number) => number {
  const node = (i: number, j: number): number => {
    let h = imul(i, 374761393) ^ imul(j, 668265263) ^ seed;
    h = imul(h ^ (h >>> 13), 1274126177);
    return (((h ^ (h >>> 16)) >>> 0) / 4294967295) * 2 - 1;
  };
  return (x, y) => {
    const i = floor(x);
    const j = floor(y);
    const fx = x - i;
    const fy = y - j;
    const u = fx * fx * (3 - 2 * fx);
    const v = fy * fy * (3 - 2 * fy);
    const top = node(i, j) * (1 - u) + node(i + 1, j) * u;
    const bottom = node(i, j + 1) * (1 - u) + node(i + 1, j + 1) * u;
    return top * (1 - v) + bottom * v;
  };
}

const tone = (base: Rgb, factor: number): Rgb => [base[0] * factor, base[1] * factor, base[2] * factor];

function wood(random: Random, noise: (x: number, y: number) => number): Table {
  const base: Rgb = [0.5 * between(random, 0.8, 1.1), 0.33, 0.2];
  return (x, y) => {
    const bent = x + 24 * noise(x * 0.004, y * 0.0008);
    const grain = noise(bent * 0.11, y * 0.003) * 0.09 + noise(bent * 0.4, y * 0.008) * 0.05;
    return tone(base, 1 + grain + 0.05 * noise(bent * 0.015, y * 0.002));
  };
}

function linen(random: Random, noise: (x: number, y: number) => number): Table {
  const base: Rgb = [0.62, 0.57 * between(random, 0.96, 1.03), 0.48];
  return (x, y) => {
    const weave = 0.05 * sin(x * 0.9 + 1.5 * noise(x * 0.02, y * 0.3)) * cos(y * 0.9 + noise(x * 0.3, y * 0.02));
    return tone(base, 1 + weave + 0.05 * noise(x * 0.012, y * 0.012));
  };
}

function paper(random: Random, noise: (x: number, y: number) => number): Table {
  const base: Rgb = [0.7, 0.67 * between(random, 0.97, 1.02), 0.61];
  return (x, y) => tone(base, 1 + 0.025 * noise(x * 0.3, y * 0.3) + 0.035 * noise(x * 0.02, y * 0.02));
}

function slate(random: Random, noise: (x: number, y: number) => number): Table {
  const base: Rgb = [0.33, 0.34, 0.36 * between(random, 0.95, 1.08)];
  return (x, y) => tone(base, 1 + 0.05 * noise(x * 0.25, y * 0.25) + 0.09 * noise(x * 0.015, y * 0.02));
}

/** Wood, linen, cotton paper or stone, chosen and coloured by the seed. */
export function layTable(seed: number): Table {
  const random = seeded(seed);
  const kinds = [wood, linen, paper, slate];
  const kind = kinds[floor(random() * kinds.length)] ?? paper;
  return kind(random, valueNoise(seed));
}
