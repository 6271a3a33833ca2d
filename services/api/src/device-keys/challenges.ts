import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Problem } from '../platform/problems.ts';
import { Secrets } from '../platform/secrets.ts';

const MINUTES = 10;

/** Challenges that carry their own end and need no table: an HMAC over whose it is and until when. */
@Injectable()
export class Challenges {
  private readonly key: Buffer;

  constructor(secrets: Secrets) {
    this.key = Buffer.from(
      secrets.file('challenge.key', () => randomBytes(32).toString('hex')),
      'hex',
    );
  }

  issue(personId: string, now: Date): { challenge: string; until: Date } {
    const until = now.getTime() + MINUTES * 60_000;
    return { challenge: `${until}.${this.mark(personId, until)}`, until: new Date(until) };
  }

  /** @throws Problem conflict when it is another person's, over, or none of ours */
  require(challenge: string, personId: string, now: Date): void {
    const [until = '', mark = ''] = challenge.split('.');
    const expected = Buffer.from(this.mark(personId, Number(until)));
    const given = Buffer.from(mark);
    const genuine = given.length === expected.length && timingSafeEqual(given, expected);
    if (!genuine || now.getTime() > Number(until))
      throw new Problem('conflict', 'The challenge is over or was made for somebody else: ask for a new one.');
  }

  private mark(personId: string, until: number): string {
    return createHmac('sha256', this.key).update(`device key ${personId} ${until}`).digest('base64url');
  }
}
