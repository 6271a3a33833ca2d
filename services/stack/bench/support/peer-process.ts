import { once } from 'node:events';
import { fastify } from 'fastify';
import { z } from 'zod';

const Messages = z.tuple([z.object({ document: z.string() })], z.unknown());
const [message] = Messages.parse(await once(process, 'message'));
const document: unknown = JSON.parse(message.document);

const server = fastify();
server.get('/01/:gtin/21/:serial', () => document);
const address = new URL(await server.listen({ host: '127.0.0.1', port: 0 }));
process.send?.({ port: Number(address.port) });
process.once('disconnect', () => process.exit(0));
