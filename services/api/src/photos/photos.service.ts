import { Injectable } from '@nestjs/common';
import { inspect, PhotoRefused } from '@fieldseal/vision';
import { found, Problem } from '../platform/problems.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { FileStore } from './file-store.ts';
import { Photo } from './photo.entity.ts';

/** Turns the fingerprint library's refusal into a problem with its advice; passes anything else on. */
export function photoProblem(error: unknown): unknown {
  if (!(error instanceof PhotoRefused)) return error;
  return new Problem('photo-refused', error.advice, [{ pointer: '/photo', code: error.reason, detail: error.advice }]);
}

@Injectable()
export class PhotosService {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly files: FileStore,
  ) {}

  /** Stores a photograph once; what is no photograph is refused and leaves nothing behind. */
  async store(bytes: Buffer): Promise<Photo> {
    const { width, height, mediaType, rendered } = await inspect(bytes).catch((error: unknown) => {
      throw photoProblem(error);
    });
    const hash = await this.files.put(bytes);
    const photos = this.unit.repository(Photo);
    await photos
      .createQueryBuilder()
      .insert()
      .values({ hash, mediaType, width, height, bytes: bytes.length, rendered })
      .orIgnore()
      .execute();
    return photos.findOneByOrFail({ hash });
  }

  async get(hash: string): Promise<Photo> {
    return found(await this.unit.repository(Photo).findOneBy({ hash }), `Photograph ${hash}`);
  }
}
