import { createHash } from 'node:crypto';
import { Controller, Get, Headers, Param, Res } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { certificateContextDocument, certificateJsonSchema } from '@fieldseal/provenance';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Public } from '../access/access.decorators.ts';
import { publish } from '../platform/published.ts';

const SchemaFile = z.enum([
  'BirthCertificate.json',
  'IdentityCertificate.json',
  'ResidenceCertificate.json',
  'GraduationCertificate.json',
  'ConformityCertificate.json',
]);
type SchemaFile = z.infer<typeof SchemaFile>;

const TYPES = {
  'BirthCertificate.json': 'BirthCertificate',
  'IdentityCertificate.json': 'IdentityCertificate',
  'ResidenceCertificate.json': 'ResidenceCertificate',
  'GraduationCertificate.json': 'GraduationCertificate',
  'ConformityCertificate.json': 'ConformityCertificate',
} as const satisfies Record<SchemaFile, unknown>;

const MAX_AGE_SECONDS = 86_400;

/** What certificates name by its address: their JSON-LD context and their JSON Schemas. Verifiers here never fetch them. */
@ApiTags('credentials')
@Controller()
export class PublishedDocumentsController {
  @Get('contexts/certificates/v1')
  @Public()
  @ApiResponse({ status: 200, content: { 'application/ld+json': { schema: { type: 'object' } } } })
  @ApiResponse({ status: 304, description: 'The copy at hand is current.' })
  context(
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Buffer {
    return answer(reply, 'application/ld+json', known, certificateContextDocument);
  }

  /** The schema of one certificate type (W3C VC JSON Schema 1.0; JSON Schema draft 2020-12). */
  @Get('schemas/certificates/v1/:file')
  @Public()
  @ApiResponse({ status: 200, content: { 'application/schema+json': { schema: { type: 'object' } } } })
  @ApiResponse({ status: 304, description: 'The copy at hand is current.' })
  schema(
    @Param('file', { schema: SchemaFile }) file: SchemaFile,
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Buffer {
    return answer(reply, 'application/schema+json', known, certificateJsonSchema(TYPES[file]));
  }
}

function answer(reply: FastifyReply, type: string, known: string | undefined, document: unknown): Buffer {
  const tag = createHash('sha256').update(JSON.stringify(document)).digest('hex');
  return publish(reply, { type, seconds: MAX_AGE_SECONDS, tag, known }, document);
}
