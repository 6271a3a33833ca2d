import { basename, extname } from 'node:path';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { FileStore } from '../photos/file-store.ts';
import { Photo } from '../photos/photo.entity.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';

/** Of all photographs of an archive: what readers accept is larger. */
const MAX_PHOTO_BYTES = 100_000_000;

const EXTENSIONS: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/heif': 'heif',
};

export interface CitedPhotos {
  /** Names in the archive, by digest, in order. */
  readonly present: readonly string[];
  /** Digests of those that are not kept here, or no longer fitted. */
  readonly missing: readonly string[];
}

/** The very photographs, byte for byte, whose digests certificates state. */
@Injectable()
export class CitedPhotosService {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly files: FileStore,
  ) {}

  async of(digests: readonly string[]): Promise<CitedPhotos> {
    const stored = await this.unit.repository(Photo).findBy({ hash: In([...digests]) });
    const known = new Map(stored.map((photo) => [photo.hash, photo]));
    const present: string[] = [];
    const missing: string[] = [];
    let left = MAX_PHOTO_BYTES;
    for (const digest of digests) {
      const photo = known.get(digest);
      const extension = photo && EXTENSIONS[photo.mediaType];
      if (photo === undefined || extension === undefined || photo.bytes > left) {
        missing.push(digest);
        continue;
      }
      left -= photo.bytes;
      present.push(`photos/${digest}.${extension}`);
    }
    return { present, missing };
  }

  /** @param name as given by `of` */
  read(name: string): Promise<Buffer> {
    return this.files.get(basename(name, extname(name)));
  }
}
