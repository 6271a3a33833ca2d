import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../config.ts';

/** The page that shoppers see at the address of a piece; part of the web app. */
@Injectable()
export class ShopperPage {
  private readonly file: string | undefined;

  constructor(@Inject(CONFIG) config: Config) {
    this.file = config.webDist === undefined ? undefined : join(config.webDist, 'shopper.html');
  }

  /** Whether this server has the web pages. */
  get isServed(): boolean {
    return this.file !== undefined;
  }

  /** Read each time: the web app may be built anew while the server runs. */
  async html(): Promise<string> {
    return this.file === undefined ? '' : readFile(this.file, 'utf8');
  }
}
