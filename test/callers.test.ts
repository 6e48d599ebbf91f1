import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fieldOf, startGateway, type TestGateway } from './support/gateway.ts';
import { mutate, signIn } from './support/accounts.ts';

/** How many requests TMDB takes in a second. */
const RATE = 30;
const GREEDY = 200;
const MODEST = 10;

const ASK = 'query ($id: ID!) { movie(id: $id) { runtime } }';
const GREEDY_FILMS = 1_000_000;
const MODEST_FILMS = 1_500_000;

/** A well-formed credential that TMDB never gave. */
const madeUp = {
  session: (one: number) => ({ 'tmdb-session-id': one.toString(16).padStart(40, '0') }),
  guest: (one: number) => ({ 'tmdb-guest-session-id': one.toString(16).padStart(32, '0') }),
  user: (one: number) => ({ 'tmdb-user-token': `a${one}.b.c` }),
} as const;

let gateway: TestGateway;
beforeEach(async () => {
  gateway = await startGateway({ env: { TMDB_RATE_LIMIT: String(RATE), TRUST_PROXY: 'true', QUEUE_MAX: '1000' } });
});
afterEach(() => gateway.close());

type Headers = Readonly<Record<string, string>>;

/**
 * One caller asks for 200 films at once, then a modest one for ten.
 * @returns How many of the greedy caller's requests TMDB got from then to the last of the modest one's.
 */
async function before(greedy: (one: number) => Headers, modest: Headers): Promise<number> {
  const asking = Array.from({ length: GREEDY }, (_, one) =>
    gateway.ask(ASK, { id: GREEDY_FILMS + one }, { 'x-forwarded-for': '192.0.2.1', ...greedy(one) }).catch(() => undefined),
  );
  await vi.waitFor(async () => {
    expect(fieldOf<{ queued: number }>(await gateway.ask('{ rateLimit { queued } }'), 'rateLimit').queued).toBeGreaterThan(QUEUED);
  }, 5000);
  const earlier = gateway.sandbox.requests.length;
  await Promise.all(Array.from({ length: MODEST }, (_, one) => gateway.ask(ASK, { id: MODEST_FILMS + one }, { ...modest })));
  const greedyOnes = gateway.sandbox.requests.slice(earlier).filter(({ url }) => /^\/3\/movie\/1[0-4]/.test(url));
  await gateway.close();
  await Promise.all(asking);
  return greedyOnes.length;
}

/** So many of the greedy caller's wait when the modest one comes. */
const QUEUED = 120;
/** One for each of the modest caller's, a second's worth that was under way, and as much again for a slow machine; unfair is all that wait. */
const FAIR = 2 * MODEST + RATE;

describe('of the queue, a caller', () => {
  const modest = { 'x-forwarded-for': '198.51.100.1' };
  it.each(Object.entries(madeUp))('with 200 made-up credentials (%s) gets the share of their address', async (_kind, greedy) => {
    expect(await before(greedy, modest)).toBeLessThan(FAIR);
  });

  it.each([
    ['ports', (one: number) => `192.0.2.1:${1024 + one}`],
    ['addresses of one IPv6 network', (one: number) => `2001:db8::${one}`],
  ])('with 200 %s gets one share', async (_what, address) => {
    expect(await before((one) => ({ 'x-forwarded-for': address(one) }), modest)).toBeLessThan(FAIR);
  });

  it('with many guest sessions that TMDB gave and that rated gets the share of their address', async () => {
    const guests = await Promise.all(
      Array.from({ length: 12 }, async () => {
        const made = await mutate<{ guestSessionId: string }>(gateway, 'mutation { createGuestSession { guestSessionId } }');
        const headers = { 'tmdb-guest-session-id': made.guestSessionId };
        await mutate(gateway, 'mutation { rateMovie(id: 603, rating: 8) { movie { tmdbId } } }', { headers });
        return headers;
      }),
    );
    await sleep(1100);
    expect(await before((one) => guests[one % guests.length] ?? {}, modest)).toBeLessThan(FAIR);
  });

  it('who is signed in has a share of their own, whoever else is at their address, once TMDB answered them', async () => {
    const ada = await signIn(gateway, 'ada');
    const headers = { 'tmdb-session-id': ada.session, 'x-forwarded-for': '192.0.2.1' };
    await gateway.ask('{ viewer { username } }', {}, headers);
    await sleep(1100);
    expect(await before(() => ({}), headers)).toBeLessThan(FAIR);
  });

  it('has none of their own when nothing personal was asked for', async () => {
    const ada = await signIn(gateway, 'ada');
    const headers = { 'tmdb-session-id': ada.session, 'x-forwarded-for': '192.0.2.1' };
    await gateway.ask('{ movie(id: 603) { title } viewer { list(id: 1) { name } } }', {}, headers);
    await sleep(1100);
    expect(await before(() => ({}), headers)).toBeGreaterThanOrEqual(QUEUED);
  });
});
