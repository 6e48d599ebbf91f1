import { isIPv6, SocketAddress } from 'node:net';

/** `192.0.2.1:8080`, `[2001:db8::1]:8080`, `[2001:db8::1]`. */
const withoutPort = (entry: string): string => entry.replace(/^\[([^\]]*)\](:\d+)?$/, '$1').replace(/^([^:]*):\d+$/, '$1');

/** The first four of an address's eight groups: one host has all addresses that begin with them. */
function network(address: string): string {
  const [before = '', after] = address.split('::');
  const groups = before.split(':');
  if (after !== undefined) {
    const behind = after.split(':');
    while (groups.length + behind.length < 8) groups.push('0');
    groups.push(...behind);
  }
  return `${groups
    .slice(0, 4)
    .map((group) => group || '0')
    .join(':')}::/64`;
}

/**
 * One name for one client, however its address is written: without a port, IPv4 as such where IPv6 carries it, and IPv6 by
 * its /64. What is no address stays what it is.
 */
export function clientOf(entry: string): string {
  const written = withoutPort(entry);
  if (!isIPv6(written)) return written;
  const { address } = new SocketAddress({ address: written.replace(/%.*/, ''), family: 'ipv6' }); // As short as it can be, in lower case.
  return /^::ffff:([\d.]+)$/.exec(address)?.[1] ?? network(address);
}
