import { lookup } from 'node:dns/promises';
import ipaddr from 'ipaddr.js';
import { OutgoingError } from './outgoing-error.ts';

/** An address that was checked, in the shape that Node's own look-up gives. */
export interface CheckedAddress {
  address: string;
  family: 4 | 6;
}

/** Addresses of a host name, as text. @throws where there are none */
export type Resolve = (host: string) => Promise<readonly string[]>;

type Range = [ipaddr.IPv4 | ipaddr.IPv6, number];

/** What the operator allows besides the public Internet: host names, addresses and CIDR ranges. */
export interface Allowed {
  hosts: ReadonlySet<string>;
  ranges: readonly Range[];
}

/** @throws RangeError for an entry that is none of the three */
export function parseAllowed(entries: readonly string[]): Allowed {
  const hosts = new Set<string>();
  const ranges: Range[] = [];
  for (const entry of entries) {
    if (ipaddr.isValidCIDR(entry)) ranges.push(ipaddr.parseCIDR(entry));
    else if (isAddress(entry)) ranges.push(singleAddress(entry));
    else if (/^[a-z0-9.-]+$/i.test(entry) && !/^[\d.]+$/.test(entry)) hosts.add(plainHost(entry));
    else throw new RangeError(`neither a host nor an address nor a range: ${entry}`);
  }
  return { hosts, ranges };
}

/** A dotted quad or IPv6: the shorthands that some resolvers accept (`127.1`, `0x7f000001`) are host names here. */
function isAddress(text: string): boolean {
  return ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text);
}

function singleAddress(text: string): Range {
  const address = ipaddr.process(text);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
}

/** Lower case, no brackets of IPv6 and no dot of the root. */
export function plainHost(host: string): string {
  return host
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '');
}

export interface Checked {
  addresses: readonly CheckedAddress[];
  /** Whether the operator named the host or every address of it. */
  isNamed: boolean;
}

/**
 * Resolves a host once and checks every address that it has. What is not global unicast (loopback, link-local with
 * 169.254.169.254, private, unique-local, multicast, unspecified, carrier-grade NAT, translated IPv6 …: the IANA
 * special-purpose registries, RFC 6890) is refused unless the operator allows it. One address that is refused refuses the
 * host: a name that leads inside now and then is not one to call.
 * @throws OutgoingError unresolved, address_refused
 */
export async function checkHost(host: string, allowed: Allowed, resolve: Resolve): Promise<Checked> {
  const name = plainHost(host);
  const found = isAddress(name) ? [name] : await resolveAll(name, resolve);
  const addresses = found.map((text) => ipaddr.process(text));
  const isListed = (address: ipaddr.IPv4 | ipaddr.IPv6) =>
    allowed.ranges.some(([range, bits]) => range.kind() === address.kind() && address.match(range, bits));
  const isNamed = allowed.hosts.has(name) || addresses.every(isListed);
  const mayPass = (address: ipaddr.IPv4 | ipaddr.IPv6) => address.range() === 'unicast' || isListed(address);
  if (!isNamed && !addresses.every(mayPass)) throw new OutgoingError('address_refused', name);
  return {
    isNamed,
    addresses: addresses.map((address) => ({
      address: address.toString(),
      family: address.kind() === 'ipv4' ? 4 : 6,
    })),
  };
}

async function resolveAll(name: string, resolve: Resolve): Promise<readonly string[]> {
  try {
    const found = await resolve(name);
    if (found.length > 0 && found.every(isAddress)) return found;
  } catch (cause) {
    throw new OutgoingError('unresolved', name, { cause });
  }
  throw new OutgoingError('unresolved', name);
}

/** The machine's own resolver. */
export async function resolveHost(host: string): Promise<readonly string[]> {
  const found = await lookup(host, { all: true, order: 'ipv4first' });
  return found.map(({ address }) => address);
}
