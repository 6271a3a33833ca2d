import { DEFAULT_LINK, linkTypeUri } from '../links/link-types.ts';
import type { Identification } from '../links/identification.ts';
import type { Resolved, ResolvedLink } from '../links/resolved.ts';
import { bestLink, betterThanDefault } from './choice.ts';
import { askedFormat, type Format } from './formats.ts';
import type { ResolverRequest } from './request-target.ts';

/** What to do with a request for a known identifier. */
export type Decision =
  | { readonly kind: 'linkset'; readonly format: Format }
  | { readonly kind: 'redirect'; readonly link: ResolvedLink }
  | { readonly kind: 'own-page' }
  | { readonly kind: 'no-such-link'; readonly linkType: string };

const LINKSET_TYPES = new Set(['linkset', 'all']);

/** Decides between linkset, redirection and own page (GS1-Conformant Resolver 1.1, sections 2.5 to 2.11). */
export function decide(request: ResolverRequest, { path }: Identification, resolved: Resolved): Decision {
  const format = askedFormat(request.accept);
  const { linkType } = request;
  if (format === 'application/linkset+json') return { kind: 'linkset', format };
  if (linkType !== undefined && LINKSET_TYPES.has(linkType))
    return { kind: 'linkset', format: format ?? 'application/linkset+json' };
  if (linkType === undefined && format !== undefined && format !== 'text/html') return { kind: 'linkset', format };
  const link = linkType === undefined ? defaultLink(request, resolved) : linkOfType(linkType, request, resolved);
  if (link === undefined) return { kind: 'no-such-link', linkType: linkType ?? 'gs1:defaultLink' };
  const here = resolved.levels.find((level) => level.path === path);
  return link.isOwnPage && here?.links.includes(link) === true ? { kind: 'own-page' } : { kind: 'redirect', link };
}

/** The default of the finest level that has one, or a link of the same type that fits the request better. */
function defaultLink(request: ResolverRequest, { levels }: Resolved): ResolvedLink | undefined {
  const level = levels.find((one) => one.defaultLink !== undefined);
  return level?.defaultLink && betterThanDefault(level.defaultLink, level.links, request);
}

/** The best link of a type at the finest level that has any. */
function linkOfType(written: string, request: ResolverRequest, resolved: Resolved): ResolvedLink | undefined {
  const relation = linkTypeUri(written);
  if (relation === DEFAULT_LINK) return defaultLink(request, resolved);
  for (const { links } of resolved.levels) {
    const ofType = links.filter((link) => link.relation === relation);
    if (ofType.length > 0) return bestLink(ofType, request);
  }
  return undefined;
}
