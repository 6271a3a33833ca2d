import type { FastifyInstance } from 'fastify';
import { negotiate } from './negotiation.ts';
import { EPCIS_PATH, isEpcis, RESOURCE_HEADERS, VERSION_HEADERS } from './protocol.ts';
import type { EpcisResources } from './resources.ts';

/** Negotiation and version headers for every route of EPCIS, whoever declares it, before its body is read. */
export function addEpcisHooks(fastify: FastifyInstance, resources: EpcisResources): void {
  fastify.addHook('onRoute', ({ url, method }) => {
    resources.note(url, [method].flat().map(String));
  });
  fastify.addHook('onRequest', (request, reply, done) => {
    if (isEpcis(request.url)) {
      const resource = request.routeOptions.url?.slice(EPCIS_PATH.length) ?? '';
      void reply.headers({ ...VERSION_HEADERS, ...RESOURCE_HEADERS[resource], vary: 'accept' });
      if (request.method !== 'OPTIONS') negotiate(request.headers);
    }
    done();
  });
  fastify.addHook('preSerialization', (request, reply, _payload, done) => {
    const isPlain = String(reply.getHeader('content-type')).startsWith('application/json');
    if (isPlain && isEpcis(request.url)) void reply.type(negotiate(request.headers));
    done();
  });
}
