import { StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

interface Publication {
  /** Media type. */
  readonly type: string;
  /** For how long a copy may be used without asking. */
  readonly seconds: number;
  /** Changes whenever the document does. */
  readonly tag: string;
  /** `If-None-Match` of the request. */
  readonly known: string | undefined;
}

/**
 * A document that anybody may read, from any web page, and keep for a while (RFC 9110 section 13, RFC 9111).
 * @returns the body as bytes, since JSON media types have no charset; empty where the copy at hand is current (304)
 */
export function publish(reply: FastifyReply, publication: Publication, document: unknown): Buffer {
  return Buffer.from(announce(reply, publication) ? JSON.stringify(document) : '');
}

/** The same for a file, which is only made where no current copy is at hand. @param name to save it under */
export async function publishFile(
  reply: FastifyReply,
  publication: Publication,
  name: string,
  make: () => Promise<Buffer>,
): Promise<StreamableFile | string> {
  if (!announce(reply, publication)) return '';
  return new StreamableFile(await make(), { type: publication.type, disposition: `inline; filename="${name}"` });
}

/** Sets the headers. @returns whether the body is wanted */
function announce(reply: FastifyReply, { type, seconds, tag, known }: Publication): boolean {
  void reply.headers({
    'content-type': type,
    'cache-control': `public, max-age=${seconds}`,
    etag: `"${tag}"`,
    'access-control-allow-origin': '*',
    'access-control-expose-headers': 'ETag',
  });
  if (!isKnown(known, tag)) return true;
  void reply.status(304);
  return false;
}

/** RFC 9110 section 13.1.2: weak comparison against each tag of the list. */
function isKnown(known: string | undefined, tag: string): boolean {
  if (known === undefined) return false;
  return known.trim() === '*' || known.split(',').some((one) => one.trim().replace(/^W\//, '') === `"${tag}"`);
}
