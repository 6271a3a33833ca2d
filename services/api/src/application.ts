import { createServer, type RequestListener, type ServerOptions } from 'node:http';
import fastifyCookie from '@fastify/cookie';
import fastifyHelmet from '@fastify/helmet';
import fastifyMultipart from '@fastify/multipart';
import fastifyStatic from '@fastify/static';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Logger } from 'nestjs-pino';
import { ActorsService } from './access/actors.service.ts';
import { AppModule } from './app.module.ts';
import { MOST_BYTES } from './batches/batches.schemas.ts';
import { STREAMED_TYPES } from './batches/upload.ts';
import type { Config } from './config.ts';
import { addEpcisHooks } from './epcis/hooks.ts';
import { CAPTURE_FILE_SIZE_LIMIT, EPCIS_PATH } from './epcis/protocol.ts';
import { EpcisResources } from './epcis/resources.ts';
import { openApiDocument } from './openapi.ts';
import { MAX_PHOTO_BYTES } from './photos/photos.schemas.ts';
import { addJsonBodies } from './platform/json-body.ts';
import { refuseMalformed, refusesWithoutHost } from './platform/malformed-requests.ts';
import { MAX_PATH_PART, refuseAddress } from './platform/router-refusals.ts';
import { validationPipe } from './platform/validation.ts';
import { resolverDocuments } from './resolver/description.ts';
import { FrontDoor } from './resolver/front-door.ts';
import { ResolverService } from './resolver/resolver.service.ts';
import { LogTiles } from './seals/log-tiles.service.ts';
import { addTileRoutes } from './seals/tile-routes.ts';
import { isLiveRequest } from './subscriptions/live-request.ts';

const MAX_JSON_BYTES = 1024 * 1024;
const MAX_CHECKING_INTERVAL_MS = 5000;
/** Longer than load balancers commonly keep idle connections, so that they do not reuse one that is just being closed. */
const KEEP_ALIVE_MS = 72_000;

/** Everything lies under /api but the resolver, which answers at the Digital Link itself, what is named below, and the web app. */
export const GLOBAL_PREFIX = 'api';

/** What signed documents name by an address of their own: status lists, DID documents, contexts, schemas, the seal log. */
export const OUTSIDE_PREFIX = [
  'status/:id',
  'organisations/:id/did.json',
  'contexts/certificates/v1',
  'schemas/certificates/v1/:file',
  'log/checkpoint',
  'log/key',
];

/** Where photographs are sent. */
const PHOTO_FORMS = [
  'POST /api/photos',
  'POST /api/items/:gtin/:serial/fingerprint',
  'POST /api/items/:gtin/:serial/checks',
];

/** Where tables are sent, to be read while they arrive. */
const BATCH_ROUTE = 'POST /api/batches';

/** Pages of the web app; anything else that is no file of it is answered by the API. */
const PAGES = ['/', '/login', '/farmer', '/scanner', '/factory', '/batches', '/history', '/regulator', '/insurer'];

/** The whole application, not listening yet. */
export async function createApplication(config: Config): Promise<NestFastifyApplication> {
  const front: { door?: FrontDoor } = {};
  const adapter = new FastifyAdapter({
    bodyLimit: MAX_JSON_BYTES,
    trustProxy: 'loopback',
    forceCloseConnections: true,
    routerOptions: { maxParamLength: MAX_PATH_PART, ignoreTrailingSlash: true },
    frameworkErrors: refuseAddress,
    clientErrorHandler: refuseMalformed,
    serverFactory: (application: RequestListener) =>
      createServer(serverOptions(config), (request, response) => {
        if (refusesWithoutHost(request, response)) return;
        if (front.door === undefined) application(request, response);
        else front.door.handle(request, response, application);
      }),
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(config), adapter, {
    bufferLogs: true,
    bodyParser: false,
  });
  app.useLogger(app.get(Logger));
  app.useGlobalPipes(validationPipe);
  app.setGlobalPrefix(GLOBAL_PREFIX, { exclude: OUTSIDE_PREFIX });
  const fastify = app.getHttpAdapter().getInstance();
  const actors = app.get(ActorsService);
  addJsonBodies(fastify, {
    limits: { [`POST ${EPCIS_PATH}/capture`]: CAPTURE_FILE_SIZE_LIMIT, [BATCH_ROUTE]: MOST_BYTES },
    streams: { [BATCH_ROUTE]: STREAMED_TYPES },
    forms: PHOTO_FORMS,
    // Reading so much takes seconds, which strangers do not get.
    admit: async (request) => {
      await actors.identify(request);
    },
  });
  addEpcisHooks(fastify, app.get(EpcisResources));
  await app.register(fastifyCookie);
  const security = {
    contentSecurityPolicy: contentSecurityPolicy(config),
    strictTransportSecurity: config.publicUrl.startsWith('https:'),
  };
  await app.register(fastifyHelmet, security);
  front.door = new FrontDoor(app.get(ResolverService), resolverDocuments(config.publicUrl), security);
  await app.register(fastifyMultipart, {
    attachFieldsToBody: 'keyValues',
    limits: { fileSize: MAX_PHOTO_BYTES, files: 1, fields: 10, fieldSize: 10_000 },
  });
  const document = openApiDocument(app);
  fastify.get('/api/openapi.json', () => document);
  addTileRoutes(fastify, app.get(LogTiles));
  if (config.webDist !== undefined && config.servesApi) {
    await app.register(fastifyStatic, { root: config.webDist, wildcard: false, index: false });
    for (const page of PAGES) fastify.get(page, (_request, reply) => reply.sendFile('index.html'));
    fastify.get('/certificates/:id', (_request, reply) => reply.sendFile('certificate.html'));
  }
  app.enableShutdownHooks();
  return app;
}

function serverOptions({ requestTimeoutMs }: Config): ServerOptions {
  return {
    keepAliveTimeout: KEEP_ALIVE_MS,
    // A client that dribbles its request is cut off (408), so that no number of them holds the server.
    requestTimeout: requestTimeoutMs,
    headersTimeout: requestTimeoutMs,
    requireHostHeader: false,
    connectionsCheckingInterval: Math.min(requestTimeoutMs / 4, MAX_CHECKING_INTERVAL_MS),
    shouldUpgradeCallback: isLiveRequest,
  };
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
