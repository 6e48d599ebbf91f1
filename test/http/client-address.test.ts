import { describe, expect, it } from 'vitest';
import { callerAddress, clientOf, trustedProxies, type TrustedProxies } from '../../src/http/client-address.ts';

it.each([
  ['192.0.2.1', '192.0.2.1'],
  ['192.0.2.1:8080', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['::FFFF:c000:201', '192.0.2.1'],
  ['[::ffff:192.0.2.1]:8080', '192.0.2.1'],
  ['2001:db8:0:1:2:3:4:5', '2001:db8:0:1::/64'],
  ['2001:db8:0:1::', '2001:db8:0:1::/64'],
  ['2001:0DB8:0:1::9', '2001:db8:0:1::/64'],
  ['[2001:db8:0:1::9]', '2001:db8:0:1::/64'],
  ['[2001:db8:0:1::9]:8080', '2001:db8:0:1::/64'],
  ['2001:db8:0:2::9', '2001:db8:0:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['unknown', 'unknown'],
  ['_hidden:8080', '_hidden'],
  ['here', 'here'],
])('reads the address %s as the client %s', (address, client) => {
  expect(clientOf(address)).toBe(client);
});

const BALANCER = '10.0.0.1';
const CDN = '203.0.113.9';
const CLIENT = '198.51.100.7';

/** Trusted proxies, the address that connects, `X-Forwarded-For`, and the caller. */
const CALLERS: readonly [
  why: string,
  proxies: TrustedProxies,
  connected: string | undefined,
  forwardedFor: string | null,
  caller: string,
][] = [
  ['the connection when no proxy is trusted', false, CLIENT, '192.0.2.1', CLIENT],
  ['the connection when the list of proxies is empty', [], CLIENT, '192.0.2.1', CLIENT],
  ['the last entry behind one proxy', true, BALANCER, `192.0.2.1, ${CLIENT}`, CLIENT],
  ['the last entry behind a number of proxies that is 1', 1, BALANCER, `192.0.2.1, ${CLIENT}`, CLIENT],
  ['the entry before the CDN behind two proxies', 2, BALANCER, `192.0.2.1, ${CLIENT}, ${CDN}`, CLIENT],
  ['the first entry behind more proxies than there are entries', 5, BALANCER, `${CLIENT}, ${CDN}`, CLIENT],
  ['the CDN when the balancer alone is trusted', ['10.0.0.0/8'], BALANCER, `${CLIENT}, ${CDN}`, CDN],
  ['the client when balancer and CDN are trusted', ['10.0.0.0/8', CDN], BALANCER, `192.0.2.1, ${CLIENT}, ${CDN}`, CLIENT],
  ['the connection when it is not a trusted proxy', ['10.0.0.0/8', CDN], '192.0.2.2', CLIENT, '192.0.2.2'],
  ['a forged entry never when it names a trusted proxy', ['uniquelocal'], BALANCER, `10.0.0.9, ${CLIENT}`, CLIENT],
  ['the first entry when every entry is a trusted proxy', ['uniquelocal'], BALANCER, '10.0.0.8, 10.0.0.9', '10.0.0.8'],
  ['the client behind a proxy on this machine', ['loopback'], '::1', CLIENT, CLIENT],
  ['the client behind an IPv4 proxy in the form of IPv6', ['loopback'], '::ffff:127.0.0.1', CLIENT, CLIENT],
  ['the client behind a proxy with a link-local address', ['linklocal'], 'fe80::1%eth0', CLIENT, CLIENT],
  ['the client behind an IPv6 range', ['2001:db8::/32'], '2001:db8::1', CLIENT, CLIENT],
  ['the network of an IPv6 client', true, BALANCER, '[2001:db8:0:1::9]:8080', '2001:db8:0:1::/64'],
  ['the client behind a CDN that is written with a port', ['10.0.0.0/8', CDN], BALANCER, `${CLIENT}:1024, ${CDN}:8080`, CLIENT],
  ['the last trusted address when the entry before it is no address', ['10.0.0.0/8', CDN], BALANCER, `${CLIENT}, unknown, ${CDN}`, CDN],
  ['the connection when the last entry is no address', true, BALANCER, `${CLIENT}, unknown`, BALANCER],
  ['the connection when the last of two hops is no address', 2, BALANCER, `${CLIENT}, <script>`, BALANCER],
  ['the connection when the last entry is empty', 1, BALANCER, `${CLIENT}, `, BALANCER],
  ['the connection when the last entry looks like a number', true, BALANCER, `${CLIENT}, 1`, BALANCER],
  ['the connection when the header is empty', true, BALANCER, '', BALANCER],
  ['the connection without a header', 3, BALANCER, null, BALANCER],
  ['the header of a request without a connection when proxies are counted', true, undefined, CLIENT, CLIENT],
  ['one name for requests without a connection', ['loopback'], undefined, CLIENT, 'local'],
];

describe('the caller', () => {
  it.each(CALLERS)('is %s', (_why, proxies, connected, forwardedFor, caller) => {
    expect(callerAddress(connected, forwardedFor, trustedProxies(proxies))).toBe(caller);
  });

  it('is found quickly in a very long header', () => {
    const started = performance.now();
    expect(callerAddress(BALANCER, `${'10.0.0.1,'.repeat(100_000)}${CLIENT}`, trustedProxies(['uniquelocal']))).toBe(CLIENT);
    expect(performance.now() - started).toBeLessThan(500);
  });
});
