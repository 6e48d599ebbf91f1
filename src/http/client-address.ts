import { isIPv6, SocketAddress } from 'node:net';

/** Strips the port of `192.0.2.1:8080` and `[2001:db8::1]:8080`, and the brackets of `[2001:db8::1]`. */
const withoutPort = (entry: string): string => entry.replace(/^\[([^\]]*)\](:\d+)?$/, '$1').replace(/^([^:]*):\d+$/, '$1');

/** The /64 network of an IPv6 address, the first four of its eight groups: one host owns the whole network. */
function network(address: string): string {
  const [before = '', after] = address.split('::');
  const groups = before.split(':');
  if (after !== undefined) {
    const tail = after.split(':');
    while (groups.length + tail.length < 8) groups.push('0');
    groups.push(...tail);
  }
  return `${groups
    .slice(0, 4)
    .map((group) => group || '0')
    .join(':')}::/64`;
}

/**
 * Normalizes a client's address, so that one client has one name: without a port, IPv4-mapped IPv6 as IPv4, and IPv6 as its
 * /64 network. A text that is not an address is returned as it is.
 */
export function clientOf(entry: string): string {
  const written = withoutPort(entry);
  if (!isIPv6(written)) return written;
  const { address } = new SocketAddress({ address: written.replace(/%.*/, ''), family: 'ipv6' }); // The shortest form, in lower case.
  return /^::ffff:([\d.]+)$/.exec(address)?.[1] ?? network(address);
}
