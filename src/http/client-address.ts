import { isIP, isIPv6, SocketAddress } from 'node:net';
import proxyAddr from 'proxy-addr';
import { remembered } from '../remembered.ts';

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
export const clientOf = remembered((entry) => {
  const written = withoutPort(entry);
  if (!isIPv6(written)) return written;
  const { address } = new SocketAddress({ address: written.replace(/%.*/, ''), family: 'ipv6' }); // The shortest form, in lower case.
  return /^::ffff:([\d.]+)$/.exec(address)?.[1] ?? network(address);
});

/** The operator's own proxies: whether there is one, their number, or their addresses, ranges and names as `proxy-addr` knows them. */
export type TrustedProxies = boolean | number | readonly string[];

/** Tests whether an address is that of a trusted proxy. `hop` is 0 for the address that connects to the gateway. */
export type IsTrustedProxy = (address: string, hop: number) => boolean;

/** @throws TypeError for a text that is no address, range or name of ranges. */
export const trustedProxies = (proxies: TrustedProxies): IsTrustedProxy =>
  typeof proxies === 'object' ? proxyAddr.compile([...proxies]) : (_address, hop) => hop < Number(proxies);

/** Tests whether a text is an address, a range such as `10.0.0.0/8`, or the name of some ranges: `loopback`, `linklocal`, `uniquelocal`. */
export function isProxyAddress(text: string): boolean {
  try {
    proxyAddr.compile(text);
  } catch {
    return false;
  }
  // The package also reads `10` as an address, and `010.0.0.1` as another one than it looks.
  return /^[a-z]+$/.test(text) || isIP(text.replace(/\/.*/, '')) !== 0;
}

/**
 * Finds the address that counts as the caller. Each proxy appends to `X-Forwarded-For` the address that called it, so the
 * header is followed from its end for as long as the address so far is a trusted proxy: clients can forge all before that.
 * @param connected The address that connects to the gateway, when there is one.
 */
export function callerAddress(connected: string | undefined, forwardedFor: string | null, isTrusted: IsTrustedProxy): string {
  let address = connected ?? 'local';
  const entries = forwardedFor?.split(',').map((entry) => withoutPort(entry.trim())) ?? [];
  for (const [hop, entry] of entries.toReversed().entries()) {
    if (isIP(entry) === 0 || !isTrusted(address, hop)) break;
    address = entry;
  }
  return clientOf(address);
}
