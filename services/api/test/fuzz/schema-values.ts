import * as fc from 'fast-check';
import { z } from 'zod';
import { isRecord, type OpenApi, type Schema } from './document.ts';
import { SeenValue } from './seen.ts';

const MOST_ITEMS = 4;
const MOST_TEXT = 120;
const DEEPEST = 6;

const Bounds = z.object({
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  exclusiveMinimum: z.number().optional(),
  exclusiveMaximum: z.number().optional(),
  minLength: z.number().default(0),
  maxLength: z.number().default(MOST_TEXT),
  minItems: z.number().default(0),
  maxItems: z.number().default(MOST_ITEMS),
});

const array = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const list = (value: unknown): Schema[] => array(value).filter(isRecord);

/** Values that a JSON Schema (2020-12, as far as the document uses it) allows, or nearly: refinements are not in it. */
export class SchemaValues {
  constructor(private readonly api: OpenApi) {}

  /** @param name of the field: values seen under it are likelier to be taken than invented ones */
  of(schema: Schema, name = '', depth = 0): fc.Arbitrary<unknown> {
    const resolved = this.api.schema(schema);
    const examples = this.api.examples(resolved);
    const invented = this.invented(resolved, name, depth);
    return examples.length === 0
      ? invented
      : fc.oneof(
          { weight: 3, arbitrary: fc.constantFrom(...examples).chain((example) => known(example, name)) },
          { weight: 1, arbitrary: invented },
        );
  }

  /** A value like the model: most of it as it is, some fields exchanged for seen or invented ones, optional ones left out. */
  near(schema: Schema, model: unknown, name = '', depth = 0): fc.Arbitrary<unknown> {
    const resolved = this.api.schema(schema);
    if (isGeometry(model)) return fc.double({ min: -5, max: 5, noNaN: true }).map((shift) => shifted(model, shift));
    if (Array.isArray(model)) {
      const items = isRecord(resolved.items) ? resolved.items : {};
      return fc.tuple(...model.map((entry) => this.near(items, entry, name, depth + 1)));
    }
    if (isRecord(model)) {
      const properties = isRecord(resolved.properties) ? resolved.properties : {};
      const fields = Object.entries(model).map(([key, entry]) => {
        const property = properties[key];
        return [key, this.near(isRecord(property) ? property : {}, entry, key, depth + 1)] as const;
      });
      const needed = Array.isArray(resolved.required) ? array(resolved.required) : Object.keys(model);
      return fc.record(Object.fromEntries(fields), {
        requiredKeys: Object.keys(model).filter((key) => needed.includes(key)),
      });
    }
    if (typeof model !== 'string') return fc.constant(model);
    const names = /^(https?:|[0-9a-f]{8}-[0-9a-f]{4}-)/.test(model);
    const changed = [
      { weight: 2, arbitrary: fc.constant(model) },
      { weight: names ? 4 : 1, arbitrary: fc.nat(1000).map((index) => new SeenValue([name], index, model)) },
      ...(DIGITS.test(model) ? [{ weight: 2, arbitrary: checkedDigits(model.length) }] : []),
      ...(resolved.format === 'email' ? [{ weight: 8, arbitrary: newAddress }] : []),
      ...('type' in resolved ? [{ weight: 1, arbitrary: this.of(resolved, name, depth) }] : []),
      ...(Number.isNaN(Date.parse(model)) ? [] : [{ weight: 2, arbitrary: aroundNow }]),
    ];
    return fc.oneof(...changed);
  }

  private invented(schema: Schema, name: string, depth: number): fc.Arbitrary<unknown> {
    if ('const' in schema) return fc.constant(schema.const);
    const members = array(schema.enum);
    if (members.length > 0) return fc.constantFrom(...members);
    const choices = [...list(schema.anyOf), ...list(schema.oneOf)];
    if (choices.length > 0) return fc.oneof(...choices.map((choice) => this.of(choice, name, depth)));
    const parts = list(schema.allOf);
    if (parts.length > 0)
      return fc
        .tuple(...parts.map((part) => this.of(part, name, depth)))
        .map((values) => Object.fromEntries(values.filter(isRecord).flatMap((value) => Object.entries(value))));
    const [type] = [schema.type].flat();
    const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, minItems, maxItems, ...text } = Bounds.parse(schema);
    const min = minimum ?? exclusiveMinimum;
    const max = maximum ?? exclusiveMaximum;
    if (type === 'string') return orSeen(textOf(schema, text), name);
    if (type === 'integer') return orSeen(fc.integer({ min: Math.ceil(min ?? -1000), max: clamp(max ?? 1000) }), name);
    if (type === 'number') return orSeen(numberOf(min ?? -1000, max ?? 1000), name);
    if (type === 'boolean') return fc.boolean();
    if (type === 'null') return fc.constant(null);
    if (depth >= DEEPEST) return fc.constant(type === 'array' ? [] : {});
    if (type === 'array') {
      const items = isRecord(schema.items) ? this.of(schema.items, name, depth + 1) : fc.jsonValue({ maxDepth: 1 });
      return fc.array(items, { minLength: minItems, maxLength: Math.max(minItems, Math.min(maxItems, MOST_ITEMS)) });
    }
    return type === 'object' ? this.object(schema, depth) : fc.jsonValue({ maxDepth: 2 });
  }

  private object(schema: Schema, depth: number): fc.Arbitrary<unknown> {
    const properties = isRecord(schema.properties) ? schema.properties : {};
    const fields = Object.entries(properties).map(
      ([name, property]) => [name, isRecord(property) ? this.of(property, name, depth + 1) : fc.jsonValue()] as const,
    );
    const named = Object.keys(properties);
    const required = Array.isArray(schema.required)
      ? named.filter((name) => [schema.required].flat().includes(name))
      : [];
    const known = fc.record(Object.fromEntries(fields), { requiredKeys: required });
    if (!isRecord(schema.additionalProperties)) return known;
    const others = fc.dictionary(fc.string({ maxLength: 8 }), this.of(schema.additionalProperties, '', depth + 1), {
      maxKeys: 3,
    });
    return fc.tuple(known, others).map(([one, other]) => ({ ...other, ...one }));
  }
}

const clamp = (bound: number): number => Math.min(Math.floor(bound), 2 ** 31 - 1);

/** Decimals as people write them, and any float in between. */
function numberOf(min: number, max: number): fc.Arbitrary<number> {
  const whole = fc.integer({ min: Math.ceil(min), max: Math.max(Math.ceil(min), clamp(max)) });
  return fc.oneof(
    whole,
    whole.map((value) => Math.min(max, value + 0.5)),
    fc.double({ min, max, noNaN: true }),
  );
}

function orSeen(invented: fc.Arbitrary<unknown>, name: string): fc.Arbitrary<unknown> {
  if (name === '') return invented;
  const seen = fc.tuple(fc.nat(1000), invented).map(([index, value]) => new SeenValue([name], index, value));
  return fc.oneof({ weight: 2, arbitrary: seen }, { weight: 1, arbitrary: invented });
}

/** Keys of GS1 that end in a check digit (GS1 General Specifications section 7.9.1), such as GTIN and SSCC. */
const DIGITS = /^\d{8,18}$/;

function checkedDigits(length: number): fc.Arbitrary<string> {
  return fc.array(fc.nat(9), { minLength: length - 1, maxLength: length - 1 }).map((digits) => {
    const sum = digits.reverse().reduce((total, digit, i) => total + digit * (i % 2 === 0 ? 3 : 1), 0);
    return `${digits.reverse().join('')}${(10 - (sum % 10)) % 10}`;
  });
}

const newAddress = fc.stringMatching(/^[a-z][a-z0-9]{7}@[a-z]{5}\.example$/);

const aroundNow = fc
  .integer({ min: -86_400, max: 10 * 86_400 })
  .map((seconds) => new Date(Date.now() + seconds * 1000).toISOString());

/** Lists of lists of numbers belong together, as the corners of a polygon do. */
type Geometry = number | Geometry[];
const isNumbers = (value: unknown): value is Geometry =>
  typeof value === 'number' || (Array.isArray(value) && value.every(isNumbers));
const isGeometry = (value: unknown): value is Geometry[] =>
  Array.isArray(value) && value.some(Array.isArray) && isNumbers(value);
const shifted = (value: Geometry, by: number): Geometry =>
  typeof value === 'number' ? value + by : value.map((entry) => shifted(entry, by));

/** An example whose identifiers are exchanged for ones that exist. */
function known(example: unknown, name: string): fc.Arbitrary<unknown> {
  if (Array.isArray(example)) return fc.tuple(...example.map((entry) => known(entry, name)));
  if (isRecord(example))
    return fc.record(Object.fromEntries(Object.entries(example).map(([key, value]) => [key, known(value, key)])));
  return typeof example === 'string' ? orSeen(fc.constant(example), name) : fc.constant(example);
}

function textOf(schema: Schema, bounds: { minLength: number; maxLength: number }): fc.Arbitrary<unknown> {
  const maxLength = Math.min(bounds.maxLength, MOST_TEXT);
  const time = fc.date({
    min: new Date('1990-01-01T00:00:00Z'),
    max: new Date('2040-01-01T00:00:00Z'),
    noInvalidDate: true,
  });
  switch (schema.format) {
    case 'uuid':
      return fc.uuid();
    case 'date-time':
      return fc
        .tuple(time, fc.constantFrom('Z', '+08:00', '-11:30'))
        .map(([at, zone]) => at.toISOString().replace('Z', zone));
    case 'date':
      return time.map((at) => at.toISOString().slice(0, 10));
    case 'email':
      return fc.emailAddress();
    case 'uri':
      return orSeen(fc.webUrl({ withQueryParameters: true }), 'link');
    default:
      return typeof schema.pattern === 'string'
        ? matching(schema.pattern)
        : fc.string({ unit: 'grapheme', minLength: Math.min(bounds.minLength, maxLength), maxLength });
  }
}

/** Patterns that look ahead cannot be turned into generators: any text then. */
function matching(pattern: string): fc.Arbitrary<string> {
  try {
    return fc.stringMatching(new RegExp(pattern, 'u'));
  } catch {
    return fc.string({ maxLength: 40 });
  }
}
