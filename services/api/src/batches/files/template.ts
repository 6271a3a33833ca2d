import type { Column } from './columns.ts';
import { csvLine } from './csv-line.ts';

/** A file to fill in: headings and one row as an example, with the byte order mark by which spreadsheets know UTF-8. */
export function template(columns: readonly Column[], language: 'zh' | 'en'): string {
  const headings = columns.map((column) => `${column[language]}${column.isRequired ? '*' : ''}`);
  return `\ufeff${csvLine(headings)}${csvLine(columns.map(({ example }) => example))}`;
}
