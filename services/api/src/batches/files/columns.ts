/** A column of a kind of batch; its name is also that of the field in JSON. */
export interface Column {
  readonly name: string;
  /** How the heading may be written beside the name. */
  readonly zh: string;
  readonly en: string;
  readonly type: 'text' | 'number' | 'time';
  readonly isRequired: boolean;
  /** For the template. */
  readonly example: string;
}

/** Where a column stands in the file that was sent. */
export interface Heading {
  readonly column: Column;
  /** As it is written there. */
  readonly text: string;
  /** From 1. */
  readonly position: number;
}

/** Headings are compared without case, spaces, and the star that marks required columns. */
export const plainHeading = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/[\s*_-]/g, '')
    .toLowerCase();

/** The columns by every way in which their heading may be written. */
export function columnsByHeading(columns: readonly Column[]): ReadonlyMap<string, Column> {
  return new Map(
    columns.flatMap((column) => [column.name, column.zh, column.en].map((text) => [plainHeading(text), column])),
  );
}
