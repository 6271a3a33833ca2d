import { certificateLinks, ownPage, pieceLinks, pieceOfWrapper } from './built-in-links.ts';
import { type Identification, pathOf } from './identification.ts';
import type { IdentifierRecord } from './identifier-records.service.ts';
import type { Link } from './link.entity.ts';
import { gs1 } from './link-types.ts';
import type { ResolvedLevel, ResolvedLink } from './resolved.ts';

/** Page of a key by what it stands for; that of a product where nothing fits better. */
const PAGE_TYPES: Readonly<Record<string, string>> = {
  '00': 'logisticsInfo',
  '414': 'locationInfo',
  '417': 'locationInfo',
};

/** Paths of the levels of an identifier, finest first: those of the address, and the lot that a piece belongs to. */
export function levelPaths(identification: Identification, record: IdentifierRecord | undefined): string[] {
  const { scheme, levels, lot, steps } = identification;
  const pieceLot = record?.pieceLot;
  if (lot !== undefined || typeof pieceLot !== 'string') return [...levels];
  return [...levels.slice(0, -1), pathOf(scheme, [steps[0], ['10', pieceLot]]), ...levels.slice(-1)];
}

/** Path of the piece, where the records know it. */
export function piecePath(
  { scheme, steps, serial }: Identification,
  record: IdentifierRecord | undefined,
): string | undefined {
  if (serial === undefined || typeof record?.pieceLot !== 'string') return undefined;
  return pathOf(scheme, [steps[0], ['21', serial]]);
}

/**
 * One level with its own links and those of the records.
 * @param root base of the resolver's addresses
 * @param registered by the owner, oldest first
 */
export function resolvedLevel(
  identification: Identification,
  path: string,
  record: IdentifierRecord | undefined,
  registered: readonly Link[],
  root: string,
): ResolvedLevel {
  const { key } = identification;
  const name = record?.name ?? registered.find(({ isDefault }) => isDefault)?.title ?? decodeURIComponent(key.slice(1));
  const description = path === key ? name : `${name} ${hri(path.slice(key.length))}`;
  const links = registered.map(asResolved);
  const builtIn = builtInLinks(identification, path, record, root, description);
  const defaultLink = links[registered.findIndex(({ isDefault }) => isDefault)] ?? builtIn[0];
  return { path, description, links: [...links, ...builtIn], defaultLink };
}

/** The first is the default where the owner names none. */
function builtInLinks(
  identification: Identification,
  path: string,
  record: IdentifierRecord | undefined,
  root: string,
  title: string,
): ResolvedLink[] {
  const { key, gtin = '', serial = '', steps } = identification;
  const page = ownPage(root + path, title, gs1(PAGE_TYPES[steps[0][0]] ?? 'pip'));
  if (path === piecePath(identification, record)) {
    const has = { photo: record?.photo === true, certificates: record?.certified === true };
    return [page, ...pieceLinks(`${root}/api/items/${gtin}/${serial}`, has)];
  }
  if (path === key) return record?.piece === undefined ? [page] : [pieceOfWrapper(record.piece), page];
  const isLot = path.startsWith(`${key}/10/`) && path.split('/').length === 5;
  if (!isLot || record?.lotKnown !== true) return [];
  return [page, ...certificateLinks(root, record.lotCertificates ?? [])];
}

function asResolved(link: Link): ResolvedLink {
  const { relation, href, title, hreflang, mediaType, context, forwardsQuery } = link;
  const optional = { hreflang, mediaType: mediaType ?? undefined, context };
  return { relation, href, title, ...optional, forwardsQuery, isOwnPage: false };
}

/** Human readable interpretation of qualifiers (GS1 General Specifications 4.14): `(10)A1 (21)S1`. */
function hri(qualifiers: string): string {
  const segments = qualifiers.split('/').slice(1).map(decodeURIComponent);
  return segments
    .map((segment, index) => (index % 2 === 0 ? `(${segment})` : `${segment} `))
    .join('')
    .trimEnd();
}
