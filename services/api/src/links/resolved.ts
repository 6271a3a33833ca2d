/** A link as the resolver gives it out. */
export interface ResolvedLink {
  /** Link type as a full URI. */
  readonly relation: string;
  readonly href: string;
  readonly title: string;
  readonly hreflang: readonly string[];
  readonly mediaType: string | undefined;
  readonly context: readonly string[];
  readonly forwardsQuery: boolean;
  /** The resolver answers this link itself, with a page at the very address of the level. */
  readonly isOwnPage: boolean;
}

/** What is known of one anchor. */
export interface ResolvedLevel {
  /** Path of the anchor. */
  readonly path: string;
  readonly description: string;
  readonly links: readonly ResolvedLink[];
  /** Where to lead when the request asks for nothing in particular; one of `links`. */
  readonly defaultLink: ResolvedLink | undefined;
}

/** Everything known of an identifier: its own level first, the primary key last. */
export interface Resolved {
  readonly levels: readonly ResolvedLevel[];
  /** A piece that was made here has the shopper's page. */
  readonly isPiece: boolean;
}
