import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { z } from 'zod';

/** The OpenAPI description of the whole API, made from the schemas that also validate. */
export function openApiDocument(app: INestApplication): OpenAPIObject {
  const base = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('FieldSeal')
    .setDescription('Certificates from field to shop, sealed on a chain; crop cover that pays by itself.')
    .setVersion('1')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addCookieAuth('fieldseal_session')
    .build();
  return SwaggerModule.createDocument(app, base, {
    operationIdFactory: (controller, method) => `${controller.replace('Controller', '')}_${method}`,
    standardSchemaConverter: (schema, { schemaType }) =>
      schema instanceof z.core.$ZodType ? { schema: jsonSchema(schema, schemaType) } : undefined,
  });
}

/** JSON Schema of a zod schema; uploaded bytes, which JSON cannot say, become a binary string. */
function jsonSchema(schema: z.core.$ZodType, io: 'input' | 'output'): Record<string, unknown> {
  const converted: Record<string, unknown> = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema: json }) => {
      if (zodSchema._zod.def.type === 'custom') Object.assign(json, { type: 'string', format: 'binary' });
    },
  });
  delete converted.$schema;
  return converted;
}
