import fastifyCookie from '@fastify/cookie';
import fastifyHelmet from '@fastify/helmet';
import fastifyMultipart from '@fastify/multipart';
import fastifyStatic from '@fastify/static';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Logger } from 'nestjs-pino';
import { AppModule } from './app.module.ts';
import type { Config } from './config.ts';
import { openApiDocument } from './openapi.ts';
import { MAX_PHOTO_BYTES } from './photos/photos.schemas.ts';
import { validationPipe } from './platform/validation.ts';

const MAX_JSON_BYTES = 1024 * 1024;

/** Everything lies under /api but the resolver, which answers at the Digital Link itself. */
export const GLOBAL_PREFIX: [string, { exclude: string[] }] = ['api', { exclude: ['01/:gtin/21/:serial'] }];

/** Pages of the web app; anything else that is no file of it is answered by the API. */
const PAGES = ['/', '/login', '/farmer', '/scanner', '/insurer'];

/** The whole application, not listening yet. */
export async function createApplication(config: Config): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: MAX_JSON_BYTES,
    trustProxy: 'loopback',
    forceCloseConnections: true,
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(config), adapter, { bufferLogs: true });
  app.useLogger(app.get(Logger));
  app.useGlobalPipes(validationPipe);
  app.setGlobalPrefix(...GLOBAL_PREFIX);
  await app.register(fastifyCookie);
  await app.register(fastifyHelmet, {
    contentSecurityPolicy: contentSecurityPolicy(config),
    strictTransportSecurity: config.publicUrl.startsWith('https:'),
  });
  await app.register(fastifyMultipart, {
    attachFieldsToBody: 'keyValues',
    limits: { fileSize: MAX_PHOTO_BYTES, files: 1, fields: 10, fieldSize: 10_000 },
  });
  const fastify = app.getHttpAdapter().getInstance();
  const document = openApiDocument(app);
  fastify.get('/api/openapi.json', () => document);
  if (config.webDist !== undefined && config.servesApi) {
    await app.register(fastifyStatic, { root: config.webDist, wildcard: false, index: false });
    for (const page of PAGES) fastify.get(page, (_request, reply) => reply.sendFile('index.html'));
  }
  app.enableShutdownHooks();
  return app;
}

/** Scripts only from here; connections also to nodes of the shopper's own choice. */
function contentSecurityPolicy(config: Config) {
  return {
    directives: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      connectSrc: ["'self'", 'https:', 'http:'],
      workerSrc: ["'self'", 'blob:'],
      frameAncestors: ["'none'"],
      upgradeInsecureRequests: config.publicUrl.startsWith('https:') ? [] : null,
    },
  };
}
