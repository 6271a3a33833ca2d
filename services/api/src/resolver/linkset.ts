import { DEFAULT_LINK } from '../links/link-types.ts';
import type { Resolved, ResolvedLevel, ResolvedLink } from '../links/resolved.ts';

/** A target of a linkset (RFC 9264 section 4.2.3, with the members of GS1's schema). */
interface Target {
  readonly href: string;
  readonly title: string;
  readonly type?: string;
  readonly hreflang?: readonly string[];
  readonly context?: readonly string[];
  readonly fwqs?: false;
}

interface LinkContext {
  readonly anchor: string;
  readonly itemDescription: string;
  readonly [relation: string]: string | readonly Target[];
}

export interface Linkset {
  readonly linkset: readonly LinkContext[];
}

/**
 * Every link of an identifier and of the levels above it, one link context each (RFC 9264; valid against GS1's schema).
 * @param root base of the resolver's addresses, without a slash at the end
 */
export function linkset({ levels }: Resolved, root: string): Linkset {
  return { linkset: levels.map((level) => linkContext(level, root)) };
}

function linkContext({ path, description, links, defaultLink }: ResolvedLevel, root: string): LinkContext {
  const relations = Map.groupBy(links, ({ relation }) => relation);
  return {
    anchor: root + path,
    itemDescription: description,
    ...Object.fromEntries([...relations].map(([relation, group]) => [relation, group.map(target)])),
    // The default carries no optional attributes; it is described by its own type above (section 2.7).
    ...(defaultLink ? { [DEFAULT_LINK]: [{ href: defaultLink.href, title: defaultLink.title }] } : {}),
  };
}

function target({ href, title, mediaType, hreflang, context, forwardsQuery }: ResolvedLink): Target {
  return {
    href,
    title,
    ...(mediaType === undefined ? {} : { type: mediaType }),
    ...(hreflang.length > 0 ? { hreflang } : {}),
    ...(context.length > 0 ? { context } : {}),
    ...(forwardsQuery ? {} : { fwqs: false }),
  };
}
