import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Problem } from '../platform/problems.ts';
import { Secrets } from '../platform/secrets.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { LIMITS } from './limits.ts';
import type { NextPage } from './paging.ts';

const MAC_BYTES = 16;
const MAX_LENGTH = 4000;

/** `list` is a digest of what the token is for, `state` where to go on. */
const Content = z.object({ list: z.string(), expires: z.number(), state: z.unknown() });
type Content = z.infer<typeof Content>;

/**
 * Page tokens carry where to go on, so that nothing is kept for a reader who never comes back. Nobody can make one, change
 * one, or use one for another list.
 */
@Injectable()
export class PageTokens {
  private readonly key: Buffer;

  constructor(
    secrets: Secrets,
    private readonly unit: UnitOfWork,
  ) {
    this.key = Buffer.from(
      secrets.file('page-token.key', () => randomBytes(32).toString('hex')),
      'hex',
    );
  }

  /** @param list what the token is for: the reader's scope and the query, in any form that is always the same */
  make(list: unknown, state: unknown): NextPage {
    const expires = new Date(Date.now() + LIMITS.pageTokenMs);
    const content = Buffer.from(JSON.stringify({ list: digest(list), expires: expires.getTime(), state }));
    const text = content.toString('base64url');
    return { token: `${text}.${this.mac(text).toString('base64url')}`, expires };
  }

  /** @throws Problem when the token is not one of this list, has expired or was released */
  async read(list: unknown, token: string): Promise<unknown> {
    const content = this.open(token);
    if (content.list !== digest(list)) throw refused('it belongs to another list');
    if (content.expires <= Date.now()) throw refused('it has expired');
    const [released] = await this.unit.query('SELECT 1 FROM released_page_token WHERE digest = $1', [sha256(token)]);
    if (released !== undefined) throw refused('it was released');
    return content.state;
  }

  /** The token is refused from now on. */
  async release(token: string): Promise<void> {
    const { expires } = this.open(token);
    await this.unit.query('DELETE FROM released_page_token WHERE expires_at < now()');
    await this.unit.query(
      'INSERT INTO released_page_token (digest, expires_at) VALUES ($1, $2) ON CONFLICT DO NOTHING',
      [sha256(token), new Date(expires)],
    );
  }

  private open(token: string): Content {
    const [text, mac, ...rest] = token.length > MAX_LENGTH ? [] : token.split('.');
    if (text === undefined || mac === undefined || rest.length > 0) throw refused('this server did not give it');
    const wanted = this.mac(text);
    const given = Buffer.from(mac, 'base64url');
    if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) throw refused('this server did not give it');
    return Content.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
  }

  private mac(text: string): Buffer {
    return createHmac('sha256', this.key).update(text).digest().subarray(0, MAC_BYTES);
  }
}

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();
const digest = (list: unknown): string => sha256(JSON.stringify(list)).toString('base64url');

const refused = (why: string): Problem =>
  new Problem('query-parameter', `nextPageToken: ${why}; start again with the first page.`);
