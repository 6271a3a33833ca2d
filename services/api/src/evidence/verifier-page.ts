import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../config.ts';
import { Problem } from '../platform/problems.ts';

/** Where the built page takes the evidence from, empty in the page that opens files. */
const PLACE = '<script type="text/plain" id="evidence"></script>';

/** The page of the web app that verifies without any server, in one file. */
@Injectable()
export class VerifierPage {
  private readonly file: string | undefined;
  private page: Promise<readonly [string, string]> | undefined;

  constructor(@Inject(CONFIG) { webDist }: Config) {
    this.file = webDist === undefined ? undefined : join(webDist, 'verifier.html');
  }

  /** The page with a bundle in it. @throws Problem unavailable where the web app was not built */
  async with(bundle: Uint8Array): Promise<string> {
    this.page ??= this.read();
    try {
      const [before, after] = await this.page;
      return `${before}${PLACE.replace('><', `>${Buffer.from(bundle).toString('base64')}<`)}${after}`;
    } catch {
      this.page = undefined;
      throw new Problem('unavailable', 'This instance has no verifier page to pack: its web app was not built.');
    }
  }

  private async read(): Promise<readonly [string, string]> {
    if (this.file === undefined) throw new Error('no web app is configured');
    const [before, after, ...more] = (await readFile(this.file, 'utf8')).split(PLACE);
    if (before === undefined || after === undefined || more.length > 0)
      throw new Error(`${this.file} does not have one place for evidence`);
    return [before, after];
  }
}
