import { feature, isIn } from '@rapideditor/country-coder';
import { finding } from './finding.ts';
import type { PlotFinding } from './finding.ts';
import { positionsOf } from './plot.ts';
import type { Plot, Position } from './plot.ts';

const REQUIRED_DECIMALS = 6;

/** Range, order of the axes, country and precision of a plot's positions. Each kind is reported once, where first met. */
export function checkPositions(plot: Plot): PlotFinding[] {
  const positions = positionsOf(plot.shape);
  const outside = positions.find((place) => !isInRange(place));
  if (outside !== undefined) return outOfRange(outside);
  return [...checkCountry(plot, positions), ...checkPrecision(positions)];
}

function isInRange({ longitude, latitude }: Position): boolean {
  return Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90;
}

function swapped(place: Position): Position {
  return { ...place, longitude: place.latitude, latitude: place.longitude };
}

function outOfRange(place: Position): PlotFinding[] {
  const { longitude, latitude, pointer } = place;
  const found = finding(
    'out-of-range',
    pointer,
    `longitude ${String(longitude)}, latitude ${String(latitude)}: they must lie within ±180 and ±90`,
  );
  if (!isInRange(swapped(place))) return [found];
  return [found, finding('axis-order-ambiguity', pointer, 'the other way round the pair would be in range')];
}

/** The declared country decides: a place outside it that lies inside it the other way round is a swapped pair. */
function checkCountry({ country }: Plot, positions: readonly Position[]): PlotFinding[] {
  if (country === undefined || feature(country) === null) return [];
  const abroad = positions.find((place) => !isInCountry(place, country));
  if (abroad === undefined) return [];
  const other = swapped(abroad);
  const isSwapped = isInRange(other) && isInCountry(other, country);
  const mismatch = finding('country-mismatch', abroad.pointer, `the place is not in the declared country ${country}`);
  if (!isSwapped) return [mismatch];
  return [
    finding(
      'coordinate-order-conflict',
      abroad.pointer,
      `the place is in ${country} only with its two numbers swapped`,
    ),
    mismatch,
  ];
}

function isInCountry({ longitude, latitude }: Position, country: string): boolean {
  return isIn([longitude, latitude], country) === true;
}

function checkPrecision(positions: readonly Position[]): PlotFinding[] {
  const coarse = positions.find(({ decimals }) => decimals !== undefined && decimals < REQUIRED_DECIMALS);
  if (coarse === undefined) return [];
  return [finding('insufficient-precision', coarse.pointer, 'latitude and longitude need at least six decimals')];
}
