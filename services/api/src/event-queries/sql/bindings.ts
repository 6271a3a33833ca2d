/** Values of a statement in the order of their placeholders: the only way a request's text gets to the database. */
export class Bindings {
  readonly values: unknown[] = [];

  /** The placeholder of a value, such as `$3`. */
  readonly bind = (value: unknown): string => `$${this.values.push(value)}`;
}
