import { z } from 'zod';

export const Schema = z.record(z.string(), z.unknown());
export type Schema = z.infer<typeof Schema>;

const Parameter = z.object({
  name: z.string(),
  in: z.enum(['path', 'query', 'header', 'cookie']),
  required: z.boolean().default(false),
  schema: Schema.default({}),
});
export type Parameter = z.infer<typeof Parameter>;

const Contents = z.record(z.string(), z.object({ schema: Schema.optional() }));
const Answer = z.object({ content: Contents.default({}) });
const Operation = z.object({
  parameters: z.array(z.unknown()).default([]),
  requestBody: z.object({ content: Contents }).optional(),
  responses: z.record(z.string(), z.unknown()),
  security: z.array(z.record(z.string(), z.array(z.string()))).default([]),
});
const Paths = z.record(z.string(), z.record(z.string(), z.unknown()));

/** A route as the OpenAPI document describes it. */
export interface Route {
  /** Method and path template. */
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly isPublic: boolean;
  /** What a token needs among its scopes; routes for people only name none. */
  readonly scope: string | undefined;
  readonly parameters: readonly Parameter[];
  /** By media type. */
  readonly bodies: ReadonlyMap<string, Schema>;
  /** By status, then by media type. */
  readonly answers: ReadonlyMap<number, ReadonlyMap<string, Schema>>;
}

/** The parsed document; references stay within it. */
export class OpenApi {
  constructor(readonly document: unknown) {}

  /** What a JSON pointer (RFC 6901), as in `$ref`, names. */
  at(reference: string): unknown {
    const steps = reference.replace(/^#\/?/, '').split('/');
    return steps
      .filter((step) => step !== '')
      .map((step) => decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~'))
      .reduce<unknown>((value, step) => (isRecord(value) ? value[step] : undefined), this.document);
  }

  /** The object itself, or what it refers to. */
  private resolved(value: unknown): unknown {
    const reference = isRecord(value) ? value.$ref : undefined;
    return typeof reference === 'string' ? this.resolved(this.at(reference)) : value;
  }

  schema(schema: Schema): Schema {
    return Schema.parse(this.resolved(schema));
  }

  /** The generator writes one example, as OpenAPI 3.0 had it; JSON Schema has a list. */
  examples(schema: Schema): unknown[] {
    const { example, examples } = this.schema(schema);
    const list: unknown[] = Array.isArray(examples) ? examples : [];
    return example === undefined ? list : [example, ...list];
  }

  /** Every `$ref` in the document. */
  references(value: unknown = this.document): string[] {
    if (Array.isArray(value)) return value.flatMap((entry) => this.references(entry));
    if (!isRecord(value)) return [];
    const own = typeof value.$ref === 'string' ? [value.$ref] : [];
    return [...own, ...Object.values(value).flatMap((entry) => this.references(entry))];
  }

  routes(): Route[] {
    const paths = Paths.parse(this.at('#/paths'));
    return Object.entries(paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => this.route(path, method, operation)),
    );
  }

  private route(path: string, method: string, value: unknown): Route {
    const { parameters, requestBody, responses, security } = Operation.parse(value);
    const answers = Object.entries(responses).map(
      ([status, answer]) => [Number(status), schemasOf(Answer.parse(this.resolved(answer)).content)] as const,
    );
    return {
      name: `${method.toUpperCase()} ${path}`,
      method: method.toUpperCase(),
      path,
      isPublic: security.length === 0,
      scope: security.flatMap((one) => one.bearer ?? [])[0],
      parameters: parameters.map((parameter) => Parameter.parse(this.resolved(parameter))),
      bodies: schemasOf(requestBody?.content ?? {}),
      answers: new Map(answers),
    };
  }
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function schemasOf(contents: z.infer<typeof Contents>): ReadonlyMap<string, Schema> {
  return new Map(Object.entries(contents).map(([type, { schema = {} }]) => [type, schema]));
}
