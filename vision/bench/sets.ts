import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { captureFrom, renderCake } from '../src/samples/index.ts';

/** One photograph of a set, read when needed; `material` groups different pieces of the same stuff. */
export interface Shot {
  item: string;
  material: string;
  read: () => Promise<Uint8Array>;
}

export interface PhotoSet {
  /** Enrolment photos; several of one item are enrolled together. */
  gallery: Shot[];
  probes: Shot[];
}

const PHOTO = /\.(jpe?g|png|webp|avif|heic|heif)$/i;

async function photoFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((cause: unknown) => {
    throw new Error(`cannot read the folder ${folder}; give a folder of photographs`, { cause });
  });
  return names.filter((name) => PHOTO.test(name)).sort();
}

/** `<item>.jpg` or `<item>__k.jpg`; items that share the text before the last `-` are of one material. */
async function readFolder(folder: string): Promise<Shot[]> {
  return (await photoFiles(folder)).map((name) => {
    const item = name.replace(PHOTO, '').replace(/__[^_]*$/, '');
    const dash = item.lastIndexOf('-');
    return { item, material: dash < 0 ? item : item.slice(0, dash), read: () => readFile(join(folder, name)) };
  });
}

export async function folderSet(gallery: string, probes: string): Promise<PhotoSet> {
  return { gallery: await readFolder(gallery), probes: await readFolder(probes) };
}

/** Two simulated captures of the four quarters of every photograph of a folder. */
export async function captureSet(folder: string, limit: number): Promise<PhotoSet> {
  const files = (await photoFiles(folder)).slice(0, limit);
  const shots = (shot: number): Shot[] =>
    files.flatMap((name) =>
      [0, 1, 2, 3].map((item) => ({
        item: `${name}-${String(item)}`,
        material: name,
        read: async () => captureFrom(await readFile(join(folder, name)), { item, shot }),
      })),
    );
  return { gallery: shots(0), probes: shots(1) };
}

/** Two photographs each of rendered cakes. */
export function cakeSet(cakes: number): PhotoSet {
  const shots = (shot: number): Shot[] =>
    Array.from({ length: cakes }, (_, cake) => ({
      item: `cake-${String(cake)}`,
      material: 'cake',
      read: () => renderCake({ cake: 1000 + cake, shot }),
    }));
  return { gallery: shots(0), probes: shots(1) };
}
