import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import {
  type ArchiveFile,
  type Bundle,
  bundleFiles,
  CHAIN_FILE,
  CHECKPOINT_FILE,
  citedPhotos,
  hexToBytes,
  LOG_KEY_FILE,
  parseBundle,
  signCheckpoint,
  writeArchive,
} from '@fieldseal/provenance';
import type { Item } from '../items/item.entity.ts';
import { EvidenceBundleService } from '../passport/evidence-bundle.service.ts';
import { LogKey } from '../seals/log-key.ts';
import { ChainDataService } from './chain-data.service.ts';
import { CitedPhotosService } from './cited-photos.service.ts';
import { readme } from './readme.ts';
import { statement } from './statement.ts';
import { VerifierPage } from './verifier-page.ts';

/** An archive that can be sent. */
export interface EvidenceArchive {
  /** Of its bytes: changes whenever they do. */
  readonly tag: string;
  stream(): Readable;
}

/** Packs the evidence about a piece into one deterministic ZIP archive. */
@Injectable()
export class EvidenceService {
  constructor(
    private readonly bundles: EvidenceBundleService,
    private readonly chainData: ChainDataService,
    private readonly photos: CitedPhotosService,
    private readonly verifier: VerifierPage,
    private readonly key: LogKey,
  ) {}

  /** @throws Problem not-sealed-yet, or unavailable while the chain cannot be asked or the web app was not built */
  async of(item: Item): Promise<EvidenceArchive> {
    const bytes = await this.bundles.of(item);
    const parsed = parseBundle(bytes);
    if (!parsed.ok) throw new Error(`our own bundle is refused: ${parsed.code}`);
    const { bundle } = parsed;
    const chainData = await this.chainData.of(bundle);
    const { present, missing } = await this.photos.of(citedPhotos(bundle));
    const files = [
      textFile('README.txt', readme(bundle, missing)),
      textFile('statement.zh.html', statement(bundle, chainData, 'zh')),
      textFile('statement.en.html', statement(bundle, chainData, 'en')),
      textFile('verifier.html', await this.verifier.with(bytes)),
      ...bundleFiles(bundle),
      textFile(CHAIN_FILE, `${JSON.stringify(chainData, null, 2)}\n`),
      textFile(CHECKPOINT_FILE, await this.checkpoint(bundle)),
      textFile(LOG_KEY_FILE, `${this.key.text}\n`),
    ];
    return { tag: tagOf(files), stream: () => Readable.from(writeArchive(this.all(files, present))) };
  }

  /** A photograph is read when its turn comes. */
  private async *all(files: readonly ArchiveFile[], photos: readonly string[]): AsyncGenerator<ArchiveFile> {
    yield* files;
    for (const name of photos) yield { name, bytes: await this.photos.read(name) };
  }

  private checkpoint({ head }: Bundle): Promise<string> {
    const { origin, signer } = this.key;
    return signCheckpoint({ origin, size: head.treeSize, root: hexToBytes(head.root) }, signer);
  }
}

function textFile(name: string, text: string): ArchiveFile {
  return { name, bytes: Buffer.from(text) };
}

/** Photographs are named by their digests in the files. */
function tagOf(files: readonly ArchiveFile[]): string {
  const hash = createHash('sha256');
  for (const { name, bytes } of files) hash.update(`${name}\0${bytes.length}\0`).update(bytes);
  return hash.digest('hex').slice(0, 32);
}
