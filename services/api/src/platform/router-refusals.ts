import type { FastifyReply, FastifyRequest } from 'fastify';
import { isEpcis } from '../epcis/protocol.ts';
import { Problem } from './problems.ts';

/** Characters of one part of a path: a Digital Link with its attributes, written as one part, fits. */
export const MAX_PATH_PART = 4000;

/** The router refuses an address before there is a route and its filter: the answer is a problem all the same. */
export function refuseAddress(error: Error & { code?: string }, request: FastifyRequest, reply: FastifyReply): void {
  const detail =
    error.code === 'FST_ERR_MAX_PARAM_LENGTH'
      ? `A part of the path may have ${MAX_PATH_PART} characters.`
      : 'The address is not well encoded (RFC 3986 section 2.1).';
  const problem = new Problem('invalid-input', detail);
  void reply
    .status(problem.status)
    .type('application/problem+json')
    .header('x-content-type-options', 'nosniff')
    .send(problem.document(request.id, isEpcis(request.url)));
}
