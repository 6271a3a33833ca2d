/** The parts of a request that decide what a Digital Link answers. */
export interface ResolverRequest {
  /** Path as sent, still encoded. */
  readonly path: string;
  /** Query string as sent, without the question mark; empty where there is none. */
  readonly query: string;
  readonly linkType: string | undefined;
  /** Choices that the client names, such as a country. */
  readonly contexts: readonly string[];
  readonly accept: string | undefined;
  readonly acceptLanguage: string | undefined;
}

/** The headers that count. */
export interface RequestHeaders {
  readonly accept?: string | undefined;
  readonly 'accept-language'?: string | undefined;
}

const MOST_CONTEXTS = 10;

/** Reads request target and headers (GS1-Conformant Resolver 1.1, sections 2.6 to 2.9). */
export function readRequest(target: string, headers: RequestHeaders): ResolverRequest {
  const mark = target.indexOf('?');
  const path = mark === -1 ? target : target.slice(0, mark);
  const query = mark === -1 ? '' : target.slice(mark + 1);
  const common = { path, query, accept: headers.accept, acceptLanguage: headers['accept-language'] };
  if (query === '') return { ...common, linkType: undefined, contexts: [] };
  const parameters = new URLSearchParams(query);
  const linkType = parameters.get('linkType') ?? undefined;
  return { ...common, linkType, contexts: parameters.getAll('context').slice(0, MOST_CONTEXTS) };
}
