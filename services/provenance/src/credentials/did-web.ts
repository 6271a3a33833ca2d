/** `did:web` DIDs of paths below a host (did:web method specification, section 3). */

const SEGMENT = /^[A-Za-z0-9._-]+$/;

/**
 * The DID whose document is served below an address.
 * @param publicUrl origin of the server, with or without a path
 * @param path further segments, each of letters, digits, `.`, `_` or `-`
 * @throws RangeError for an address a `did:web` cannot stand for
 */
export function didWeb(publicUrl: string, ...path: readonly string[]): string {
  const { host, hostname, pathname, search, hash } = new URL(publicUrl);
  const segments = [...pathname.split('/').filter((segment) => segment !== ''), ...path];
  if (search !== '' || hash !== '' || !segments.every((segment) => SEGMENT.test(segment))) {
    throw new RangeError(`${publicUrl} has parts that a did:web cannot hold: use plain path segments`);
  }
  if (hostname.startsWith('[')) throw new RangeError(`${publicUrl} is an IPv6 address: a did:web needs a host name`);
  return ['did:web', host.replace(':', '%3A'), ...segments].join(':');
}

/**
 * Where the document of a `did:web` is to be found; undefined when the DID is none. Always HTTPS, except on the machine
 * itself, where tests and trials run.
 */
export function didWebAddress(did: string): string | undefined {
  const [scheme, method, host = '', ...segments] = did.split(':');
  if (scheme !== 'did' || method !== 'web' || !/^[A-Za-z0-9.-]+(%3A\d{1,5})?$/.test(host)) return undefined;
  if (!segments.every((segment) => SEGMENT.test(segment))) return undefined;
  const authority = host.replace('%3A', ':');
  const protocol = /^(localhost|127\.0\.0\.1)(:|$)/.test(authority) ? 'http' : 'https';
  const path = segments.length === 0 ? '/.well-known' : `/${segments.join('/')}`;
  return `${protocol}://${authority}${path}/did.json`;
}
