import type { FastifyInstance } from 'fastify';
import { isConnectionLoss } from '../platform/problem.filter.ts';
import { Problem } from '../platform/problems.ts';
import type { LogTiles } from './log-tiles.service.ts';

/** A tile of a width never changes; auditors may read it in any web page. */
const KEPT_FOR_EVER = {
  'content-type': 'application/octet-stream',
  'cache-control': 'public, max-age=31536000, immutable',
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
};

/**
 * `/log/tile/<L>/<N>[.p/<W>]` and `/log/tile/entries/<N>[.p/<W>]` (C2SP tlog-tiles), whose paths have as many segments as
 * the index needs: what no route of the framework outside its prefix can say. HEAD comes with GET.
 */
export function addTileRoutes(fastify: FastifyInstance, tiles: LogTiles): void {
  fastify.get<{ Params: { '*': string } }>('/log/tile/*', async (request, reply) => {
    try {
      const bytes = await tiles.at(`tile/${request.params['*']}`);
      return await reply.headers(KEPT_FOR_EVER).send(Buffer.from(bytes));
    } catch (error) {
      const problem =
        error instanceof Problem ? error : new Problem(isConnectionLoss(error) ? 'unavailable' : 'internal');
      if (problem.level === 'error') request.log.error(error);
      return reply.status(problem.status).type('application/problem+json').send(problem.document(request.id));
    }
  });
}
