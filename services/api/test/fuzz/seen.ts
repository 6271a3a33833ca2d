import { isRecord } from './document.ts';
import { beginningOf, namesIn } from './path-names.ts';

const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const MOST = 100;
const LONGEST_LIST = 40;

/** Part of an address that is sent as it stands, not encoded. */
export class Raw {
  constructor(readonly text: string) {}

  toString(): string {
    return this.text;
  }
}

/** Stands in a request for a value that the system itself gave out; chosen when the request is sent. */
export class SeenValue {
  constructor(
    /** In the order in which they are asked for. */
    readonly names: readonly string[],
    readonly index: number,
    readonly otherwise: unknown,
  ) {}

  toString(): string {
    return `seen ${this.names.join(' or ')} ${this.index}`;
  }
}

type Parameters = Readonly<Record<string, string>>;

interface Binding {
  readonly parameters: Parameters;
  /** Who was answered there; others may not see it. */
  readonly by: string | undefined;
}

/** What answers have shown so far, by the name of the field: requests made of it reach deeper than invented ones. */
export class Seen {
  private readonly values = new Map<string, Ring<unknown>>();
  private readonly bindings = new Map<string, Ring<Binding>>();
  private readonly together: readonly (readonly string[])[];

  /** @param paths templates, whose parameters are also known to belong together where an answer has them so */
  constructor(paths: readonly string[] = []) {
    this.together = paths.map(namesIn).filter(({ length }) => length > 1);
  }

  /** @param holder what the value is or is one of: an `id` in `plots` is also a `plotId` */
  note(value: unknown, name = '', holder = name): void {
    if (Array.isArray(value)) {
      for (const entry of value.slice(0, LONGEST_LIST)) this.note(entry, name, holder);
    } else if (isRecord(value)) {
      for (const [key, entry] of Object.entries(value)) this.note(entry, key, key);
      if (typeof value.id === 'string') this.add(idName(holder), value.id);
    } else if (typeof value === 'string' || typeof value === 'number') {
      this.add(name, value);
      if (typeof value === 'string' && UUID.test(value)) this.add('id', value);
      if (typeof value === 'string' && /^https?:/.test(value)) this.add('link', value);
    }
  }

  /** Notes an answer, also as what lies below its path: that is where the next part of a path comes from. */
  noteAnswer(path: string, value: unknown): void {
    this.note(
      value,
      '',
      path.split('/').findLast((part) => part !== '' && !part.startsWith('{')),
    );
    this.bindFields(value, {});
    const below = new Seen();
    below.note(value);
    for (const [name, known] of below.values)
      for (const one of known.all) {
        this.add(path, one);
        this.add(`${path}/{${name}}`, one);
      }
  }

  /** Notes the parameters of addresses that an answer points to in its `Link` header (RFC 8288). */
  noteLinks(header: string): void {
    for (const [, target = ''] of header.matchAll(/<([^>]*)>/g))
      if (URL.canParse(target, 'http://localhost'))
        for (const [name, value] of new URL(target, 'http://localhost').searchParams) this.add(name, value);
  }

  /** Notes that these parameters of a path belong together, and so do the first of them. */
  bind(path: string, parameters: Parameters, by?: string): void {
    let bound: Parameters = {};
    for (const name of namesIn(path)) {
      const value = parameters[name];
      if (value === undefined) return;
      bound = { ...bound, [name]: value };
      const key = Object.keys(bound).join();
      this.ringOf(this.bindings, beginningOf(path, name)).add({ parameters: bound, by });
      if (key.includes(',')) this.ringOf(this.bindings, key).add({ parameters: bound, by });
    }
  }

  /** Binds parameters that are fields of one object, or of it and those around it. */
  private bindFields(value: unknown, around: Parameters): void {
    if (Array.isArray(value)) {
      for (const entry of value.slice(0, LONGEST_LIST)) this.bindFields(entry, around);
      return;
    }
    if (!isRecord(value)) return;
    const texts = Object.entries(value).filter((field): field is [string, string] => typeof field[1] === 'string');
    const fields = { ...around, ...Object.fromEntries(texts) };
    for (const names of this.together) {
      const bound = names.map((name) => [name, fields[name]] as const);
      const parameters = Object.fromEntries(bound.filter((one): one is [string, string] => one[1] !== undefined));
      if (Object.keys(parameters).length === names.length)
        this.ringOf(this.bindings, names.join()).add({ parameters, by: undefined });
    }
    for (const entry of Object.values(value)) this.bindFields(entry, fields);
  }

  /** Parameters known to belong together, as many of the path's as possible. */
  bound(path: string, index: number): Binding | undefined {
    const names = namesIn(path);
    for (const [i, name] of [...names.entries()].reverse()) {
      const kinds = [beginningOf(path, name), names.slice(0, i + 1).join()];
      const known = kinds.map((kind) => this.bindings.get(kind)).filter((ring) => ring !== undefined);
      const ring = known[index % Math.max(known.length, 1)];
      if (ring !== undefined) return ring.at(Math.floor(index / known.length));
    }
    return undefined;
  }

  /** The value with every placeholder replaced. */
  fill(value: unknown): unknown {
    if (value instanceof SeenValue) return this.choose(value);
    if (Array.isArray(value)) return value.map((entry) => this.fill(entry));
    if (!isRecord(value) || value instanceof Raw) return value;
    // Own properties only, whatever their name: `__proto__` is one of the names that are sent.
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, this.fill(entry)]));
  }

  private choose({ names, index, otherwise }: SeenValue): unknown {
    const isLink = typeof otherwise === 'string' && /^https?:/.test(otherwise);
    const kin = names.some((name) => name.endsWith('Id')) ? ['id'] : [];
    const known = (isLink ? ['link'] : [...names, ...kin]).map((name) => this.values.get(name));
    const ring = known.find((one) => one !== undefined);
    return ring === undefined ? this.fill(otherwise) : ring.at(index);
  }

  private add(name: string, value: unknown): void {
    this.ringOf(this.values, name).add(value);
  }

  private ringOf<T>(rings: Map<string, Ring<T>>, name: string): Ring<T> {
    const ring = rings.get(name) ?? new Ring<T>();
    rings.set(name, ring);
    return ring;
  }
}

/** The newest values, each once. */
class Ring<T> {
  private readonly entries = new Map<string, T>();

  get all(): T[] {
    return [...this.entries.values()];
  }

  at(index: number): T | undefined {
    return this.all[index % this.entries.size];
  }

  add(value: T): void {
    const key = JSON.stringify(value);
    if (this.entries.has(key)) return;
    this.entries.set(key, value);
    const [oldest] = this.entries.keys();
    if (this.entries.size > MOST && oldest !== undefined) this.entries.delete(oldest);
  }
}

/** What a field is called that names one of these: `deviceKeyId` for `device-keys`. */
export function idName(holder: string): string {
  const camel = holder.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const one = camel.endsWith('ies') ? `${camel.slice(0, -3)}y` : camel.replace(/(?<!serie)s$/, '');
  return one === '' ? 'id' : `${one}Id`;
}
