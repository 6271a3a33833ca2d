import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { assess } from '@fieldseal/vision';
import { captureFrom, renderCake } from '@fieldseal/vision/samples';

export interface PhotoJob {
  readonly cake: number;
  readonly shot: number;
}

const PIXELS = 900;
const PHOTO = /\.(jpe?g|png|webp)$/i;
/** How many cakes are cut from one real photograph, so that cakes of one material meet. */
const CAKES_PER_PHOTO = 2;

const { folder } = workerData as { folder: string | undefined };
const usable: Uint8Array[] = [];
let unread =
  folder === undefined
    ? []
    : readdirSync(folder)
        .filter((name) => PHOTO.test(name))
        .sort();

async function make({ cake, shot }: PhotoJob): Promise<Uint8Array> {
  if (folder === undefined) return renderCake({ cake, shot, size: PIXELS });
  const photo = await realPhoto(folder, Math.floor(cake / CAKES_PER_PHOTO));
  return captureFrom(photo, { item: cake % CAKES_PER_PHOTO, shot });
}

/** The n-th photograph of the folder that passes the quality check. */
async function realPhoto(from: string, n: number): Promise<Uint8Array> {
  while (usable.length <= n) {
    const [name, ...rest] = unread;
    if (name === undefined)
      throw new Error(`${from} has fewer than ${String(n + 1)} photographs good enough to be enrolled.`);
    unread = rest;
    const photo = readFileSync(join(from, name));
    const captures = [0, 1].map(async (shot) => (await assess(await captureFrom(photo, { item: 0, shot }))).ok);
    if ((await Promise.all(captures)).every(Boolean)) usable.push(photo);
  }
  const photo = usable[n];
  if (photo === undefined) throw new RangeError(`no photograph ${String(n)}`);
  return photo;
}

let queue = Promise.resolve();
parentPort?.on('message', (job: PhotoJob) => {
  queue = queue.then(async () => {
    try {
      parentPort?.postMessage({ job, photo: await make(job) });
    } catch (error) {
      parentPort?.postMessage({ job, reason: error instanceof Error ? error.message : String(error) });
    }
  });
});
