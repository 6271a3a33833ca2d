import type { Resolved, ResolvedLink } from '../links/resolved.ts';

/** Proxies commonly refuse header lines of 8 KiB together; the linkset itself is always linked, and holds the rest. */
const MOST_CHARACTERS = 3000;

/**
 * `Link` header (RFC 8288): the linkset, then the links themselves as far as they fit.
 * @param address of the identifier, uncompressed
 */
export function linkHeader({ levels }: Resolved, address: string): string {
  const entries = [`<${address}?linkType=linkset>; rel="linkset"; type="application/linkset+json"; title="All links"`];
  let characters = 0;
  for (const link of levels.flatMap(({ links }) => links)) {
    const entry = headerLink(link);
    characters += entry.length;
    if (characters > MOST_CHARACTERS) break;
    entries.push(entry);
  }
  return entries.join(', ');
}

function headerLink({ href, relation, title, mediaType, hreflang }: ResolvedLink): string {
  return [
    `<${href}>`,
    `rel="${relation}"`,
    titleParameter(title),
    ...(mediaType === undefined ? [] : [`type="${mediaType}"`]),
    ...hreflang.map((language) => `hreflang="${language}"`),
  ].join('; ');
}

/** Other than ASCII text needs the extended form (RFC 8187). */
function titleParameter(title: string): string {
  if (/^[ -~]*$/.test(title)) return `title="${title.replace(/["\\]/g, '\\$&')}"`;
  return `title*=UTF-8''${encodeURIComponent(title).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)}`;
}
