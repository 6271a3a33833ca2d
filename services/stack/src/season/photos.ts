import { Worker } from 'node:worker_threads';
import type { PhotoJob } from './photo-worker.ts';

/** Photographs of the sample cakes: the same cake and shot always give the same photograph. */
export interface Photos {
  /** @param cake 0, 1, 2, ... @param shot 0 when enrolled, others from elsewhere */
  of(cake: number, shot: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

/**
 * Makes the photographs in a thread of its own, one after the other in the order they are asked for.
 * @param folder real photographs to cut the cakes from; rendered cakes when left out
 */
export function samplePhotos(folder: string | undefined): Photos {
  const worker = new Worker(new URL('photo-worker.ts', import.meta.url), { workerData: { folder } });
  const waiting = new Map<string, PromiseWithResolvers<Uint8Array>>();
  const fail = (error: Error): void => {
    for (const { reject } of waiting.values()) reject(error);
  };
  worker.on('message', ({ job, photo, reason }: { job: PhotoJob; photo?: Uint8Array; reason?: string }) => {
    const made = waiting.get(keyOf(job));
    if (photo !== undefined) made?.resolve(photo);
    else made?.reject(new Error(reason));
  });
  worker.on('error', fail);
  worker.unref();
  return {
    of(cake, shot) {
      const job = { cake, shot };
      const known = waiting.get(keyOf(job));
      if (known !== undefined) return known.promise;
      const made = Promise.withResolvers<Uint8Array>();
      // Asked for early and awaited late: a failure is reported to whoever awaits it.
      made.promise.catch(() => undefined);
      waiting.set(keyOf(job), made);
      worker.ref();
      worker.postMessage(job);
      return made.promise;
    },
    async close() {
      await worker.terminate();
      fail(new Error('No more photographs are made.'));
    },
  };
}

function keyOf({ cake, shot }: PhotoJob): string {
  return `${String(cake)}/${String(shot)}`;
}
