import { dayNumber, isoDate } from '../calendar.ts';
import { fixedPoint } from '../decimal.ts';
import { DAY_SCALE, VARIABLES, VARIABLE_NAMES } from '../series.ts';
import type { DailySeries, Variable } from '../series.ts';

const MAX_LINES = 1_000_000;
const MAX_DAYS = 110_000;
const MAX_PROBLEMS = 20;

/** Which columns of a file hold what, where their names differ from `date,precipitation,tmin,tmax,et0,wind`. */
export interface CsvLayout {
  readonly mapping?: Readonly<Partial<Record<'date' | 'location' | Variable, string>>>;
  /** Only rows whose location column has this value; needed when one file holds several places. */
  readonly location?: string;
}

/** Weather that cannot be trusted, one line per problem: `line 3: ..`. */
export class WeatherDataError extends Error {
  override name = 'WeatherDataError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`the weather data cannot be used: ${problems.join('; ')}`);
    this.problems = problems;
  }
}

interface Row {
  readonly day: number;
  readonly place: string | undefined;
  readonly values: ReadonlyMap<Variable, number | null>;
}

interface Columns {
  readonly date: number;
  readonly location: number | undefined;
  readonly variables: readonly (readonly [Variable, number])[];
  readonly count: number;
}

/**
 * Reads daily weather: one header line, one row per day in ascending order, decimals with a point. An empty cell and a date that
 * is left out are missing days. Digits beyond a millionth are rounded half away from zero.
 *
 * @throws WeatherDataError with line numbers for a date that does not exist, a repeated or unsorted day, text that is no number,
 * a value outside its range (negative rain, more than 2,000 mm), an unknown column or location
 */
export function parseWeatherCsv(text: string, layout: CsvLayout = {}): DailySeries {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  if (lines.length > MAX_LINES) throw new WeatherDataError([`more than ${String(MAX_LINES)} lines`]);
  const columns = readHeader(lines[0] ?? '', layout);
  const problems: string[] = [];
  const rows: Row[] = [];
  for (const [i, line] of lines.entries()) {
    if (i === 0 || line.trim() === '') continue;
    try {
      const row = readRow(line, columns, layout.location, rows.at(-1));
      if (row !== undefined) rows.push(row);
    } catch (error) {
      problems.push(`line ${String(i + 1)}: ${error instanceof Error ? error.message : String(error)}`);
    }
    if (problems.length >= MAX_PROBLEMS) break;
  }
  if (problems.length > 0) throw new WeatherDataError(problems);
  return assemble(rows, columns, layout);
}

function readHeader(line: string, { mapping = {}, location }: CsvLayout): Columns {
  const names = line.split(',').map((name) => name.trim());
  const find = (field: 'date' | 'location' | Variable, needed: boolean): number | undefined => {
    const name = mapping[field] ?? field;
    const at = names.indexOf(name);
    if (at !== names.lastIndexOf(name)) throw new WeatherDataError([`line 1: column "${name}" appears twice`]);
    if (at >= 0) return at;
    if (needed) throw new WeatherDataError([`line 1: no column "${name}" for ${field}; found: ${names.join(', ')}`]);
    return undefined;
  };
  const variables = VARIABLE_NAMES.flatMap((name) => {
    const at = find(name, mapping[name] !== undefined);
    return at === undefined ? [] : [[name, at] as const];
  });
  return {
    date: find('date', true) ?? 0,
    location: find('location', location !== undefined),
    variables,
    count: names.length,
  };
}

function readRow(line: string, columns: Columns, location: string | undefined, previous?: Row): Row | undefined {
  const cells = line.split(',').map((cell) => cell.trim());
  if (cells.length !== columns.count) {
    throw new RangeError(`${String(cells.length)} cells where the header has ${String(columns.count)}`);
  }
  const place = columns.location === undefined ? undefined : cells[columns.location];
  if (location !== undefined && place !== location) return undefined;
  if (previous !== undefined && place !== previous.place) {
    throw new RangeError(`the location changes from "${previous.place ?? ''}" to "${place ?? ''}": choose one`);
  }
  const day = dayNumber(cells[columns.date] ?? '');
  if (day === previous?.day) throw new RangeError(`${isoDate(day)} appears twice`);
  if (previous !== undefined && day < previous.day) {
    throw new RangeError(`${isoDate(day)} comes after ${isoDate(previous.day)}: days must ascend`);
  }
  return {
    day,
    place,
    values: new Map(columns.variables.map(([name, at]) => [name, readValue(name, cells[at] ?? '')])),
  };
}

function readValue(variable: Variable, cell: string): number | null {
  if (cell === '') return null;
  const { unit, min, max } = VARIABLES[variable];
  const value = fixedPoint(cell, DAY_SCALE, 'round');
  if (value < min * 10 ** DAY_SCALE || value > max * 10 ** DAY_SCALE) {
    throw new RangeError(`${variable} ${cell} lies outside ${String(min)}..${String(max)} ${unit}`);
  }
  return value;
}

function assemble(rows: readonly Row[], { variables }: Columns, { location }: CsvLayout): DailySeries {
  const first = rows[0]?.day;
  const last = rows.at(-1)?.day;
  if (first === undefined || last === undefined) {
    throw new WeatherDataError([location === undefined ? 'no days in it' : `no days for location "${location}"`]);
  }
  const length = last - first + 1;
  if (length > MAX_DAYS) throw new WeatherDataError([`it spans ${String(length)} days, at most ${String(MAX_DAYS)}`]);
  const values: Partial<Record<Variable, (number | null)[]>> = {};
  for (const [name] of variables) {
    const daily = Array.from({ length }, (): number | null => null);
    for (const row of rows) daily[row.day - first] = row.values.get(name) ?? null;
    values[name] = daily;
  }
  return { from: isoDate(first), length, values };
}
