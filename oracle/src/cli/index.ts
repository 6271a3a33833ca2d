import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { parseWeatherCsv } from '../sources/csv.ts';
import { parseIndexTerms } from '../terms/parse.ts';
import { indexReport, reportLines } from './report.ts';

const USAGE = 'usage: npm run index -- --terms FILE --weather FILE.csv [--location NAME] [--json]';

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      terms: { type: 'string' },
      weather: { type: 'string' },
      location: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  if (values.terms === undefined || values.weather === undefined) throw new Error(USAGE);
  const terms = parseIndexTerms(await readJson(values.terms));
  const series = parseWeatherCsv(await readFile(values.weather, 'utf8'), { location: values.location });
  const report = indexReport(terms, series);
  process.stdout.write(values.json ? `${JSON.stringify(report, null, 2)}\n` : reportLines(report));
}

async function readJson(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${file} is not JSON`, { cause: error });
  }
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
