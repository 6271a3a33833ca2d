import type { Resolved } from '../links/resolved.ts';
import type { Format } from './formats.ts';
import { linkHeader } from './link-header.ts';
import { linksPage } from './links-page.ts';
import { linkset } from './linkset.ts';

/** What the answers about one identifier are made of, worked out once as long as what is known stays the same. */
export interface Prepared {
  /** JSON in UTF-8. */
  readonly linkset: Buffer;
  /** `Link` header of answers that are not the linkset: points at it and lists the links. */
  readonly linkHeader: string;
}

const prepared = new WeakMap<Resolved, Prepared>();

/** @param root base of the resolver's addresses, without a slash at the end */
export function prepare(resolved: Resolved, root: string): Prepared {
  const present = prepared.get(resolved);
  if (present !== undefined) return present;
  const address = root + (resolved.levels[0]?.path ?? '');
  const json = Buffer.from(JSON.stringify(linkset(resolved, root)));
  const made = { linkset: json, linkHeader: linkHeader(resolved, address) };
  prepared.set(resolved, made);
  return made;
}

/** The linkset in the form asked for. @param contextUrl of the JSON-LD context */
export function rendered(
  resolved: Resolved,
  { linkset: json }: Prepared,
  format: Format,
  contextUrl: string,
): string | Buffer {
  if (format !== 'text/html' && format !== 'application/ld+json') return json;
  const jsonLd = `{"@context":${JSON.stringify(contextUrl)},${json.toString().slice(1)}`;
  return format === 'text/html' ? linksPage(resolved, jsonLd) : jsonLd;
}
