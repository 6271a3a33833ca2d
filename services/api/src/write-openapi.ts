import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.ts';
import { readConfig } from './config.ts';
import { GLOBAL_PREFIX, OUTSIDE_PREFIX } from './application.ts';
import { openApiDocument } from './openapi.ts';

/** Writes `openapi.json`, or with `--check` fails when it is not up to date. Nothing is started or connected. */
const path = join(import.meta.dirname, '../openapi.json');
const config = readConfig({ DATABASE_URL: 'postgres://none', RPC_URL: 'http://none', STATE_DIR: '.' });
const app = await NestFactory.create(AppModule.with(config), new FastifyAdapter(), { preview: true, logger: false });
app.setGlobalPrefix(GLOBAL_PREFIX, { exclude: OUTSIDE_PREFIX });
const text = `${JSON.stringify(openApiDocument(app), null, 2)}\n`;
if (!process.argv.includes('--check')) {
  await writeFile(path, text);
} else if ((await readFile(path, 'utf8').catch(() => '')) !== text) {
  process.stderr.write('services/api/openapi.json is not up to date: run "npm run -w services/api openapi"\n');
  process.exitCode = 1;
}
