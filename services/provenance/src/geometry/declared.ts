import type { JsonObject } from '../json.ts';

/** What a file says of a plot, by the property names of the EUDR information system and of common exports. */

/** A text or number that is not empty, as text. */
export function textOf(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
  return text === '' ? undefined : text;
}

export function hectaresOf(properties: JsonObject): number | undefined {
  const text = textOf(properties.area_ha ?? properties.Area ?? properties.area);
  const hectares = text === undefined ? Number.NaN : Number(text);
  return Number.isFinite(hectares) ? hectares : undefined;
}

/** ISO 3166-1 alpha-2 code, as declared or as the plot identifier begins (`GH-AH-0121`). */
export function countryOf(properties: JsonObject, id: string | undefined): string | undefined {
  const declared = textOf(properties.country ?? properties.ProducerCountry)?.toUpperCase();
  return declared ?? /^([A-Z]{2})-/.exec(id ?? '')?.[1];
}
