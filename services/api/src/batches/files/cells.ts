import type { RowFault } from '../batches.schemas.ts';
import type { Heading } from './columns.ts';

/** A cell as JSON would have it, nothing when it is empty, or what is wrong with it. */
export type Cell = { readonly value: string | number | undefined } | { readonly fault: RowFault };

const MOST_CHARACTERS = 2000;
const NUMBER = /^[+-]?\d+(\.\d+)?$/;
/** What spreadsheets make of long numbers: the digits are lost. */
const ROUNDED = /^\d(\.\d+)?e\+?\d+$/i;
/** Date and time as spreadsheets write them, without a zone. */
const LOCAL_TIME = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?)?$/;
const CHINA_TIME = '+08:00';

export function readCell(text: string, heading: Heading): Cell {
  const content = text.trim();
  const { column, text: name, position } = heading;
  const fault = (code: string, detail: string): Cell => ({ fault: { column: name, position, code, detail } });
  if (content === '') return { value: undefined };
  if (content.length > MOST_CHARACTERS) return fault('too-long', `at most ${MOST_CHARACTERS} characters`);
  if (column.type === 'time') return { value: timeOf(content) };
  if (column.type === 'number')
    return NUMBER.test(content)
      ? { value: Number(content) }
      : fault('not-a-number', 'a number such as 12.5, without unit');
  if (ROUNDED.test(content))
    return fault('rounded', 'the spreadsheet has rounded this number; format the column as text and enter it again');
  return { value: content };
}

/** Times without a zone are meant in China, where the files are written. */
function timeOf(text: string): string {
  const match = LOCAL_TIME.exec(text);
  if (match === null) return text;
  const [, year = '', month = '', day = '', hour = '0', minute = '00', second = '00'] = match;
  const two = (digits: string): string => digits.padStart(2, '0');
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${minute}:${second}${CHINA_TIME}`;
}
