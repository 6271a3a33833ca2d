import type { ResolvedLink } from '../links/resolved.ts';

/** Where a link leads: with all key=value pairs of the request, in front of the link's fragment. */
export function location({ href, forwardsQuery }: ResolvedLink, query: string): string {
  if (query === '' || !forwardsQuery) return href;
  const hash = href.indexOf('#');
  const address = hash === -1 ? href : href.slice(0, hash);
  const fragment = hash === -1 ? '' : href.slice(hash);
  const joint = !address.includes('?') ? '?' : /[?&]$/.test(address) ? '' : '&';
  return `${address}${joint}${query}${fragment}`;
}
