import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { isRecord, type OpenApi, type Route, Schema } from './document.ts';
import type { WireAnswer, WireRequest } from './wire.ts';

const DOCUMENT = 'https://fieldseal.org/openapi';

/** Judges answers by the OpenAPI document. */
export class AnswerRules {
  private readonly ajv: Ajv2020;
  private readonly compiled = new Map<Schema, ValidateFunction>();

  constructor(api: OpenApi) {
    this.ajv = new Ajv2020({ strict: false, allErrors: true });
    addFormats.default(this.ajv);
    this.ajv.addSchema({ $id: DOCUMENT, ...(isRecord(api.document) ? api.document : {}) });
  }

  /** What is wrong with an answer; empty when nothing is. */
  faultsOf(route: Route, request: WireRequest, { status, headers, body }: WireAnswer): string[] {
    const said = body.subarray(0, 500).toString();
    if (status >= 500 && !(status === 503 && headers['retry-after'] !== undefined))
      return [`answered ${status}: ${said}`];
    const answers = route.answers.get(status);
    if (answers === undefined) return [`status ${status} is not documented: ${said}`];
    const type = withoutParameters(headers['content-type'] ?? '');
    const documented = new Map([...answers].map(([name, schema]) => [withoutParameters(name), schema]));
    if (documented.size === 0)
      return body.length === 0 ? [] : [`status ${status} has a body that is not documented: ${said}`];
    if (!documented.has(type))
      return [`status ${status} has the media type "${type}", not ${[...documented.keys()].join(' or ')}: ${said}`];
    const faults = status >= 400 && type !== 'application/problem+json' ? [`an error as ${type}`] : [];
    if (!type.endsWith('json') || body.length === 0) return faults;
    const value: unknown = JSON.parse(body.toString());
    return [
      ...faults,
      ...this.schemaFaults(documented.get(type), value),
      ...(status >= 400 ? problemFaults(value, status, request) : []),
    ];
  }

  schemaFaults(schema: Schema | undefined, value: unknown): string[] {
    if (schema === undefined) return [];
    const validate = this.compiled.get(schema) ?? this.ajv.compile(absolute(schema));
    this.compiled.set(schema, validate);
    if (validate(value)) return [];
    return [`not as documented: ${this.ajv.errorsText(validate.errors)}: ${JSON.stringify(value).slice(0, 500)}`];
  }
}

const withoutParameters = (mediaType: string): string => mediaType.split(';')[0]?.trim() ?? '';

/** The schema by itself: references within the document name the document. */
function absolute(schema: Schema): Schema {
  const text = JSON.stringify(schema, (key, value: unknown) =>
    key === '$ref' && typeof value === 'string' && value.startsWith('#/components/') ? DOCUMENT + value : value,
  );
  return Schema.parse(JSON.parse(text));
}

/** The status in the document is the answer's, and pointers lead into what was sent. */
function problemFaults(value: unknown, status: number, { json }: WireRequest): string[] {
  if (!isRecord(value)) return ['a problem that is no object'];
  const wrongStatus = value.status === status ? [] : [`status ${status} with a problem of ${String(value.status)}`];
  const errors = Array.isArray(value.errors) ? value.errors.filter(isRecord) : [];
  const lost =
    json === undefined
      ? []
      : errors.map(({ pointer }) => String(pointer)).filter((pointer) => !leadsInto(json, pointer));
  return [...wrongStatus, ...lost.map((pointer) => `the pointer ${pointer} leads nowhere in the body`)];
}

/** Whether the value has the place, or lacks just its last step: something may be missing there. */
function leadsInto(value: unknown, pointer: string): boolean {
  if (pointer === '') return true;
  const steps = pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  let place = value;
  for (const step of steps.slice(0, -1)) {
    if (typeof place !== 'object' || place === null || !Object.hasOwn(place, step)) return false;
    place = Reflect.get(place, step);
  }
  return true;
}
