import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { ReporterSource } from './reporter/config.ts';
import type { Cell, CoverTerms } from './terms/schema.ts';

/** The cell of the weather station behind the sample's data, Seattle-Tacoma airport. */
export const SAMPLE_CELL: Cell = { grid: '0.1deg', lat: 47.4, lon: -122.3 };

/** Ids of the two files the sample reporters read. Both carry the same station's record: two files, not two measurements. */
export const SAMPLE_SOURCE_IDS = [
  'vega-datasets@3.2.1/seattle-weather',
  'vega-datasets@3.2.1/weather/Seattle',
] as const;

const DRY_YEAR = 2015;
const WET_YEAR = 2012;

/**
 * The cover of the sample season on two real years. May and June brought, with single days counted up to 30 mm, 127.3 mm in 2012,
 * 93.6 mm in 2013, 95.5 mm in 2014 and 20.7 mm in 2015; paying from 60 mm down to 5 mm, the dry year 2015 pays 71.4545 % of the
 * sum insured and the wet year 2012 nothing.
 */
export function sampleTerms(cell: Cell = SAMPLE_CELL): { dryYear: CoverTerms; wetYear: CoverTerms } {
  return { dryYear: springDrought(DRY_YEAR, cell), wetYear: springDrought(WET_YEAR, cell) };
}

function springDrought(year: number, cell: Cell): CoverTerms {
  return {
    schema: 'fieldseal/cover-terms/1',
    name: `Spring drought, tea, ${String(year)}`,
    description:
      'Sample cover. Rain measured at Seattle (public daily record, 2012 to 2015) stands in for the weather of the sample plot. ' +
      'The two sources, seattle-weather.csv and weather.csv (location Seattle) of vega-datasets, come from the same station. ' +
      'Trigger and exit were set from these four years.',
    crop: 'tea',
    season: { year },
    cell,
    dataset: { source: 'vega-datasets', version: '3.2.1', timeStandard: 'station local day' },
    phases: [
      {
        name: 'shoot growth',
        from: '05-01',
        to: '06-30',
        weight: 1,
        index: { kind: 'sum', variable: 'precipitation', dailyCap: 30 },
        payout: { kind: 'linear', side: 'below', trigger: 60, exit: 5 },
      },
    ],
    franchise: 0,
    deductible: 0,
    limit: 1,
    missing: { maxDays: 3, fallback: 'refund' },
    oracle: { quorum: 3, minSources: 2, tolerance: 5, disputeHours: 72 },
  };
}

/**
 * The sources of the four sample reporters, two on each file.
 *
 * @param dataFolder the folder `data` of the package vega-datasets; the installed one when left out
 */
export function sampleSources(dataFolder = installedData()): ReporterSource[] {
  const temperatures = { tmin: 'temp_min', tmax: 'temp_max' };
  const [single, several] = SAMPLE_SOURCE_IDS;
  const first = { id: single, file: join(dataFolder, 'seattle-weather.csv'), mapping: temperatures };
  const second = { id: several, file: join(dataFolder, 'weather.csv'), mapping: temperatures, location: 'Seattle' };
  return [first, second, first, second];
}

function installedData(): string {
  const require = createRequire(import.meta.url);
  return join(dirname(require.resolve('vega-datasets')), '..', 'data');
}
