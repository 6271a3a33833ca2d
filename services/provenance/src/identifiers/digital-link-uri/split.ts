import { LONGEST_CODE } from '../element.ts';
import { IdentifierError } from '../identifier-error.ts';

/** A web address cut into the parts in which a Digital Link has its data. */
export interface SplitUri {
  /** Scheme and host with port: `https://example.com:8443`. */
  readonly origin: string;
  /** Segments of the path, still percent-encoded, without the empty one in front. */
  readonly segments: readonly string[];
  /** Place of each segment in the URI. */
  readonly places: readonly number[];
  readonly query: string;
  /** Place of the query in the URI. */
  readonly queryAt: number;
}

/** Every character that RFC 3986 has. */
const URI_CHARACTERS = /^[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]*/;

/** Not of a host or port. Their form is left to the resolver of names, so that new ones need no new parser. */
const NOT_OF_A_HOST = /[_~?#@!$&'()*+,;=%]/;

/**
 * @param uri an absolute http or https URI with a path
 * @throws IdentifierError
 */
export function splitUri(uri: string): SplitUri {
  if (uri.length > LONGEST_CODE) throw new IdentifierError(`a code of ${uri.length} characters is too long`);
  const legal = URI_CHARACTERS.exec(uri)?.[0].length ?? 0;
  if (legal < uri.length) throw new IdentifierError(`"${uri.charAt(legal)}" may not stand in a URI`, legal);
  const scheme = /^(?:https?|HTTPS?):\/\//.exec(uri)?.[0];
  if (scheme === undefined) throw new IdentifierError('a Digital Link begins with http:// or https://', 0);
  const pathAt = uri.indexOf('/', scheme.length);
  if (pathAt <= scheme.length) throw new IdentifierError('a Digital Link needs a domain and a path', scheme.length);
  const bad = uri.slice(scheme.length, pathAt).search(NOT_OF_A_HOST);
  if (bad >= 0) throw new IdentifierError('the domain holds an illegal character', scheme.length + bad);
  const fragment = uri.indexOf('#', pathAt);
  const end = fragment < 0 ? uri.length : fragment;
  const mark = uri.slice(0, end).indexOf('?', pathAt);
  const pathEnd = mark < 0 ? end : mark;
  const segments = uri.slice(pathAt + 1, pathEnd).split('/');
  let at = pathAt + 1;
  const places = segments.map((segment) => (at += segment.length + 1) - segment.length - 1);
  const query = mark < 0 ? '' : uri.slice(mark + 1, end);
  return { origin: uri.slice(0, pathAt), segments, places, query, queryAt: pathEnd + 1 };
}
