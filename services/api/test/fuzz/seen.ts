import { isRecord } from './document.ts';

const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const MOST = 40;

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
    readonly name: string,
    readonly index: number,
    readonly otherwise: unknown,
  ) {}

  toString(): string {
    return `seen ${this.name} ${this.index}`;
  }
}

/** What answers have shown so far, by the name of the field: requests made of it reach deeper than invented ones. */
export class Seen {
  private readonly values = new Map<string, unknown[]>();

  note(value: unknown, name = ''): void {
    if (Array.isArray(value)) {
      for (const entry of value.slice(0, MOST)) this.note(entry, name);
    } else if (isRecord(value)) {
      for (const [key, entry] of Object.entries(value)) this.note(entry, key);
    } else if (typeof value === 'string' || typeof value === 'number') {
      this.add(name, value);
      if (typeof value === 'string' && UUID.test(value)) this.add('id', value);
      if (typeof value === 'string' && /^https?:/.test(value)) this.add('link', value);
    }
  }

  /** Notes an answer, also as what lies below its path: that is where the next part of a path comes from. */
  noteAnswer(path: string, value: unknown): void {
    this.note(value);
    const below = new Seen();
    below.note(value);
    for (const known of below.values.values()) for (const one of known) this.add(path, one);
  }

  /** The value with every placeholder replaced. */
  fill(value: unknown): unknown {
    if (value instanceof SeenValue) return this.choose(value);
    if (Array.isArray(value)) return value.map((entry) => this.fill(entry));
    if (!isRecord(value) || value instanceof Raw) return value;
    // Own properties only, whatever their name: `__proto__` is one of the names that are sent.
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, this.fill(entry)]));
  }

  private choose({ name, index, otherwise }: SeenValue): unknown {
    const isLink = typeof otherwise === 'string' && /^https?:/.test(otherwise);
    const kin = isLink ? 'link' : name.endsWith('Id') ? 'id' : name;
    const known = this.values.get(isLink ? kin : name) ?? this.values.get(kin) ?? [];
    return known.length === 0 ? this.fill(otherwise) : known[index % known.length];
  }

  private add(name: string, value: unknown): void {
    const known = this.values.get(name) ?? [];
    if (known.length >= MOST || known.includes(value)) return;
    known.push(value);
    this.values.set(name, known);
  }
}
