import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import { z } from 'zod';
import { Problem } from '../../platform/problems.ts';
import type { RowFault } from '../batches.schemas.ts';
import { readCell } from './cells.ts';
import { type Column, columnsByHeading, type Heading, plainHeading } from './columns.ts';
import type { SentRow, Visit } from './sent-row.ts';
import { textOf } from './text.ts';

const LONGEST_RECORD = 20_000;
const Parsed = z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) });

/** What the library says of a file that is no CSV, in words; each names the line after it. */
const MALFORMED: Readonly<Record<string, string | undefined>> = {
  CSV_QUOTE_NOT_CLOSED: 'a quotation mark is opened and never closed, from',
  INVALID_OPENING_QUOTE: 'a quotation mark stands inside a field that does not begin with one, on',
  CSV_INVALID_CLOSING_QUOTE: 'something follows a closing quotation mark; marks inside a field are doubled, on',
  CSV_MAX_RECORD_SIZE: `a row has more than ${LONGEST_RECORD} characters; is a quotation mark left open? It ends on`,
};

/**
 * Reads comma-separated values (RFC 4180) with a heading while they arrive; lines of nothing but line ends are passed over.
 * @throws Problem invalid-input when it is no CSV, or lacks columns or has unknown ones
 */
export async function readCsv(body: AsyncIterable<Buffer>, columns: readonly Column[], visit: Visit): Promise<void> {
  const parser = parse({
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_RECORD,
  });
  let headings: readonly Heading[] | undefined;
  try {
    await pipeline(Readable.from(textOf(body)), parser, async (records: AsyncIterable<unknown>) => {
      for await (const parsed of records) {
        const { record, info } = Parsed.parse(parsed);
        const line = info.lines - record.join('').split('\n').length + 1;
        if (headings === undefined) headings = readHeadings(record, columns, line);
        else if (record.some((cell) => cell.trim() !== '')) visit(readRecord(record, headings, line));
      }
    });
  } catch (error) {
    throw error instanceof CsvError ? malformed(error) : error;
  }
  if (headings === undefined)
    throw new Problem('invalid-input', 'The file is empty; a line with headings was expected.');
}

function readHeadings(record: readonly string[], columns: readonly Column[], line: number): Heading[] {
  const known = columnsByHeading(columns);
  const headings = record.map((text, i) => ({
    text: text.trim(),
    position: i + 1,
    column: known.get(plainHeading(text)),
  }));
  const named = headings.filter((heading): heading is Heading => heading.column !== undefined);
  const unknown = headings.filter(({ column, text }) => column === undefined && text !== '');
  const missing = columns.filter(
    ({ name, isRequired }) => isRequired && !named.some(({ column }) => column.name === name),
  );
  const twice = named.filter(({ column }, i) => named.findIndex((other) => other.column === column) !== i);
  const faults = [
    ...missing.map(({ zh, name }) => ({ code: 'column-missing', detail: `the column ${zh} (${name}) is missing` })),
    ...unknown.map(({ text, position }) => ({
      code: 'column-unknown',
      detail: `column ${position}, "${text.slice(0, 60)}", is not known; take it out or name it as in the template`,
    })),
    ...twice.map(({ text, position }) => ({
      code: 'column-twice',
      detail: `column ${position}, "${text}", stands there twice`,
    })),
  ].map((fault) => ({ pointer: `/${line}`, ...fault }));
  if (faults.length > 0)
    throw new Problem(
      'invalid-input',
      `Line ${line}: ${faults
        .map(({ detail }) => detail)
        .slice(0, 5)
        .join('; ')}. Columns are separated by commas.`,
      faults.slice(0, 50),
    );
  return named;
}

function readRecord(record: readonly string[], headings: readonly Heading[], line: number): SentRow {
  const byName = new Map(headings.map((heading) => [heading.column.name, heading]));
  const faults: RowFault[] = [];
  const values: Record<string, unknown> = {};
  const last = Math.max(...headings.map(({ position }) => position));
  if (record.length < last || record.slice(last).some((cell) => cell.trim() !== ''))
    return {
      line,
      values,
      headings: byName,
      faults: [
        {
          code: 'field-count',
          detail: `this row has ${record.length} fields, the heading ${last}; quote fields that contain commas`,
        },
      ],
    };
  for (const heading of headings) {
    const cell = readCell(record[heading.position - 1] ?? '', heading);
    if ('fault' in cell) faults.push(cell.fault);
    else if (cell.value !== undefined) values[heading.column.name] = cell.value;
  }
  return { line, values, faults, headings: byName };
}

function malformed({ code, message, ...error }: CsvError): Problem {
  const line = 'lines' in error && typeof error.lines === 'number' ? error.lines : undefined;
  const words = MALFORMED[code] ?? message;
  const detail = line === undefined ? words : `${words} line ${line}`;
  return new Problem('invalid-input', `The file is no CSV (RFC 4180): ${detail}.`, [
    { pointer: line === undefined ? '' : `/${line}`, code: 'csv', detail },
  ]);
}
