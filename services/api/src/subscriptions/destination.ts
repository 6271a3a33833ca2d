import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Where a message goes: the address is settled before the connection is made, and no other name is asked again. */
export interface Destination {
  readonly url: URL;
  readonly address: string;
  readonly family: 4 | 6;
}

/** Why a destination cannot be used; the sentence is for the subscriber. */
export class DestinationRefused extends Error {}

/** 2000::/3, the only part of IPv6 that is routed over the internet (RFC 4291 section 2.4). */
const GLOBAL_UNICAST: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse('2000::'), 3];

/** Whether an address lies in the open internet: not private, local, shared, mapped, translated, tunnelled, reserved. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed instanceof ipaddr.IPv4 || parsed.match(GLOBAL_UNICAST);
}

/** The host of a URL as it is looked up: IPv6 addresses without their brackets. */
const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '');

/**
 * A destination as written, judged without asking the network.
 * @throws DestinationRefused
 */
export function readDestination(text: string, allowPrivate: boolean): URL {
  const url = URL.parse(text);
  if (url === null || !['http:', 'https:'].includes(url.protocol))
    throw new DestinationRefused('give an absolute address that begins with https:// or http://');
  if (url.username !== '' || url.password !== '')
    throw new DestinationRefused('an address must not carry a user name or password; use the signature instead');
  const host = hostOf(url);
  if (!allowPrivate && isIP(host) !== 0 && !isPublicAddress(host)) throw refusal(host);
  return url;
}

/**
 * Resolves the name once. Of several addresses all must be public: a name that also points inwards is no honest one.
 * @throws DestinationRefused, or the resolver's error
 */
export async function resolveDestination(text: string, allowPrivate: boolean): Promise<Destination> {
  const url = readDestination(text, allowPrivate);
  const addresses = await lookup(hostOf(url), { all: true, order: 'verbatim' });
  const inward = addresses.find(({ address }) => !isPublicAddress(address));
  if (!allowPrivate && inward !== undefined) throw refusal(inward.address);
  const [first] = addresses;
  if (first === undefined) throw new DestinationRefused('the name has no address');
  return { url, address: first.address, family: first.family === 6 ? 6 : 4 };
}

function refusal(address: string): DestinationRefused {
  return new DestinationRefused(`${address} is not an address of the public internet`);
}
