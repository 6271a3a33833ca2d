import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { LIMITS } from './limits.ts';

/** How much of a list at once, and from where (EPCIS 2.0 section 12.5). */
export const Paging = z.object({
  perPage: z.coerce
    .number()
    .int()
    .min(1)
    .default(LIMITS.defaultPerPage)
    .transform((count) => Math.min(count, LIMITS.perPage))
    .describe(`entries of a page; more than ${LIMITS.perPage} are never answered at once`),
  nextPageToken: z.string().max(4000).optional().describe('of the Link header of the page before'),
});
export type Paging = z.infer<typeof Paging>;

export interface NextPage {
  readonly token: string;
  readonly expires: Date;
}

/** Tells in headers where the next page is and until when; the last page has none. */
export function announceNext(request: FastifyRequest, reply: FastifyReply, next: NextPage | undefined): void {
  if (next === undefined) return;
  const url = new URL(request.url, `${request.protocol}://${request.host}`);
  url.searchParams.set('nextPageToken', next.token);
  void reply.header('Link', `<${url.href}>; rel="next"`);
  void reply.header('GS1-Next-Page-Token-Expires', next.expires.toISOString());
}
