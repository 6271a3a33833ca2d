import { Problem } from '../../platform/problems.ts';
import { parseJson } from '../../platform/json-body.ts';
import type { SentRow, Visit } from './sent-row.ts';
import { textOf } from './text.ts';

const LONGEST_LINE = 20_000;

/** Rows of a JSON array; their number in it counts as their line. @throws Problem invalid-input when it is none */
export function readJsonArray(body: unknown, visit: Visit): void {
  if (!Array.isArray(body)) throw new Problem('invalid-input', 'A JSON array of rows was expected.');
  for (const [i, value] of body.entries()) visit(rowOf(value, i + 1));
}

/** Rows of newline-delimited JSON while they arrive; empty lines are passed over. @throws Problem invalid-input */
export async function readJsonLines(body: AsyncIterable<Buffer>, visit: Visit): Promise<void> {
  let line = 0;
  let rest = '';
  const visitLine = (text: string): void => {
    line++;
    if (text.trim() === '') return;
    visit(
      text.length > LONGEST_LINE ? faulty(line, 'too-long', `at most ${LONGEST_LINE} characters`) : parsed(text, line),
    );
  };
  for await (const text of textOf(body)) {
    const [first = '', ...others] = text.split('\n');
    // Of a line that is too long no more is kept than shows it: to join it again and again would take ever longer.
    if (rest.length <= LONGEST_LINE) rest += first;
    for (const each of others) {
      visitLine(rest);
      rest = each;
    }
  }
  visitLine(rest);
}

function parsed(text: string, line: number): SentRow {
  try {
    return rowOf(parseJson(Buffer.from(text)), line);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return faulty(line, 'json', error.message);
  }
}

function rowOf(value: unknown, line: number): SentRow {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return faulty(line, 'json', 'a JSON object was expected');
  return { line, values: { ...value }, faults: [], headings: new Map() };
}

const faulty = (line: number, code: string, detail: string): SentRow => ({
  line,
  values: {},
  faults: [{ code, detail }],
  headings: new Map(),
});
