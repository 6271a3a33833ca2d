/** A spreadsheet takes what begins like this for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** One line of CSV (RFC 4180 section 2), quoted where needed; nothing in it is run by a spreadsheet. */
export function csvLine(cells: readonly (string | number)[]): string {
  return `${cells.map(cellOf).join()}\r\n`;
}

function cellOf(cell: string | number): string {
  const text = typeof cell === 'string' && FORMULA.test(cell) ? `'${cell}` : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
