/** A code that names nothing we know, with the reason for whoever made it. */
export class IdentifierError extends Error {
  override readonly name = 'IdentifierError';
  /** Where in the text the fault begins, counted from 0 in UTF-16 units; undefined when it lies in no one place. */
  readonly at: number | undefined;

  constructor(message: string, at?: number) {
    super(message);
    this.at = at;
  }
}
