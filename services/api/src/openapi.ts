import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { z } from 'zod';
import { completeOperation } from './openapi/answers.ts';
import { isProblemStatus, problemAnswer, ProblemDocument, PROBLEMS } from './openapi/problems.ts';
import { operationId, routeFacts } from './openapi/routes.ts';
import { MAX_KEY_LENGTH } from './platform/idempotency.interceptor.ts';
import { SESSION_COOKIE } from './sessions/sessions.service.ts';

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch'] as const;

/** The OpenAPI description of the whole API, made from the schemas that also validate. */
export function openApiDocument(app: INestApplication): OpenAPIObject {
  const base = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('FieldSeal')
    .setDescription('Certificates from field to shop, sealed on a chain; crop cover that pays by itself.')
    .setVersion('1')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addCookieAuth(SESSION_COOKIE)
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'A token of POST /api/tokens' })
    .build();
  const document = SwaggerModule.createDocument(app, base, {
    operationIdFactory: operationId,
    standardSchemaConverter: (schema, { schemaType }) =>
      schema instanceof z.core.$ZodType ? { schema: jsonSchema(schema, schemaType) } : undefined,
  });
  const facts = routeFacts(app);
  for (const [path, item] of Object.entries(document.paths))
    for (const method of METHODS) {
      const operation = item[method];
      const known = facts.get(operation?.operationId ?? '');
      if (operation !== undefined && known !== undefined) completeOperation(path, method, operation, known);
    }
  return { ...document, components: { ...document.components, ...sharedComponents(document) } };
}

/** What operations refer to: the problem document, the answers that carry it, and the key for repeated requests. */
function sharedComponents({ components }: OpenAPIObject): OpenAPIObject['components'] {
  const schema = { $ref: '#/components/schemas/Problem' };
  const answers = Object.keys(PROBLEMS).map(Number).filter(isProblemStatus);
  return {
    schemas: { ...components?.schemas, Problem: jsonSchema(ProblemDocument, 'output') },
    responses: Object.fromEntries(answers.map((status) => [PROBLEMS[status].name, problemAnswer(status, schema)])),
    parameters: {
      IdempotencyKey: {
        name: 'Idempotency-Key',
        in: 'header',
        required: false,
        description: 'The answer to the first request with this key is kept and given again to the same request.',
        schema: { type: 'string', minLength: 1, maxLength: MAX_KEY_LENGTH },
      },
    },
  };
}

/** JSON Schema of a zod schema; uploaded bytes, which JSON cannot say, become a binary string. */
function jsonSchema(schema: z.core.$ZodType, io: 'input' | 'output'): Record<string, unknown> {
  const converted: Record<string, unknown> = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema: json }) => {
      if (zodSchema._zod.def.type === 'custom') Object.assign(json, { type: 'string', format: 'binary' });
      // Examples stand beside schemas as they are sent; zod leaves them out where a schema transforms.
      const examples = io === 'input' ? z.globalRegistry.get(zodSchema)?.examples : undefined;
      if (Array.isArray(examples)) json.examples = examples;
    },
  });
  delete converted.$schema;
  return converted;
}
