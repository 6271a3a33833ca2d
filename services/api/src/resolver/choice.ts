import Negotiator from 'negotiator';
import type { ResolvedLink } from '../links/resolved.ts';
import type { ResolverRequest } from './request-target.ts';

const ANY = '*/*';

/** How well each link fits, as ranks of the choices that the headers allow: 1 is the best, 0 is no match. */
interface Fit {
  readonly context: number;
  readonly language: number;
  readonly mediaType: number;
}

/** A link that says nothing of a property fits everybody, but less than one that says the right thing. */
const UNSAID = 0.01;

/**
 * The link that fits the request best by context, then language, then media type; the earlier one where several do
 * (GS1-Conformant Resolver 1.1, section 2.9).
 */
export function bestLink(links: readonly ResolvedLink[], request: ResolverRequest): ResolvedLink | undefined {
  const [first, ...others] = links;
  if (first === undefined || others.length === 0) return first;
  const fit = fitting(links, request);
  return others.reduce((best, link) => (isBetter(fit(link), fit(best)) ? link : best), first);
}

/** The link in place of the default, when the request names something that it has and the default has not. */
export function betterThanDefault(
  standard: ResolvedLink,
  links: readonly ResolvedLink[],
  request: ResolverRequest,
): ResolvedLink {
  const alike = links.filter(({ relation }) => relation === standard.relation);
  return bestLink([standard, ...alike], request) ?? standard;
}

function isBetter(one: Fit, other: Fit): boolean {
  if (one.context !== other.context) return one.context > other.context;
  if (one.language !== other.language) return one.language > other.language;
  return one.mediaType > other.mediaType;
}

function fitting(links: readonly ResolvedLink[], request: ResolverRequest): (link: ResolvedLink) => Fit {
  const { accept = ANY, acceptLanguage = '*' } = request;
  const negotiator = new Negotiator({ headers: { accept, 'accept-language': acceptLanguage } });
  const offered = distinct(links.flatMap(({ mediaType }) => mediaType ?? []));
  const mediaTypes = accept === ANY ? undefined : negotiator.mediaTypes(offered);
  const languages =
    acceptLanguage === '*' ? undefined : negotiator.languages(distinct(links.flatMap(({ hreflang }) => hreflang)));
  const contexts = new Set(request.contexts);
  return ({ context, hreflang, mediaType }) => ({
    context: contextFit(context, contexts),
    language: rank(languages, hreflang),
    mediaType: rank(mediaTypes, mediaType === undefined ? [] : [mediaType]),
  });
}

/** A link for certain contexts is for them alone: behind a general one where none of them was asked for. */
function contextFit(offered: readonly string[], asked: ReadonlySet<string>): number {
  if (offered.length === 0) return UNSAID;
  return offered.some((context) => asked.has(context)) ? 1 : 0;
}

function rank(preferred: readonly string[] | undefined, offered: readonly string[]): number {
  if (preferred === undefined || offered.length === 0) return UNSAID;
  const places = offered.map((value) => preferred.indexOf(value)).filter((place) => place >= 0);
  return places.length === 0 ? 0 : 1 - Math.min(...places) / preferred.length;
}

const distinct = (values: readonly string[]): string[] => [...new Set(values)];
