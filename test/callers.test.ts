import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fieldOf, startGateway, type TestGateway } from './support/gateway.ts';
import { mutate, signIn } from './support/accounts.ts';

/** TMDB's limit, in requests a second. */
const RATE = 30;
const GREEDY = 200;
const MODEST = 10;

const ASK = 'query ($id: ID!) { movie(id: $id) { runtime } }';
const GREEDY_MOVIES = 1_000_000;
const MODEST_MOVIES = 1_500_000;

/** Well-formed credentials that TMDB never issued. */
const forged = {
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
 * Sends 200 operations of a greedy caller at once, then ten of a modest one.
 * @returns The number of the greedy caller's requests that TMDB received before the last of the modest one's.
 */
async function greedyRequestsAhead(greedy: (one: number) => Headers, modest: Headers): Promise<number> {
  const asking = Array.from({ length: GREEDY }, (_, one) =>
    gateway.ask(ASK, { id: GREEDY_MOVIES + one }, { 'x-forwarded-for': '192.0.2.1', ...greedy(one) }).catch(() => undefined),
  );
  await vi.waitFor(async () => {
    expect(fieldOf<{ queued: number }>(await gateway.ask('{ rateLimit { queued } }'), 'rateLimit').queued).toBeGreaterThan(QUEUED);
  }, 5000);
  const earlier = gateway.sandbox.requests.length;
  await Promise.all(Array.from({ length: MODEST }, (_, one) => gateway.ask(ASK, { id: MODEST_MOVIES + one }, { ...modest })));
  const greedyOnes = gateway.sandbox.requests.slice(earlier).filter(({ url }) => /^\/3\/movie\/1[0-4]/.test(url));
  await gateway.close();
  await Promise.all(asking);
  return greedyOnes.length;
}

/** More requests of the greedy caller than this wait when the modest one comes. */
const QUEUED = 70;
/**
 * One request for each of the modest caller's, a second's worth in flight, and some more for a slow machine. An unfair queue
 * would send all that wait.
 */
const FAIR = 2 * MODEST + RATE;

describe('the queue', () => {
  const modest = { 'x-forwarded-for': '198.51.100.1' };
  it.each(Object.entries(forged))('gives a client with 200 forged credentials (%s) the share of its address', async (_kind, greedy) => {
    expect(await greedyRequestsAhead(greedy, modest)).toBeLessThan(FAIR);
  });

  it.each([
    ['ports', (one: number) => `192.0.2.1:${1024 + one}`],
    ['addresses of one IPv6 network', (one: number) => `2001:db8::${one}`],
  ])('gives a client with 200 %s one share', async (_what, address) => {
    expect(await greedyRequestsAhead((one) => ({ 'x-forwarded-for': address(one) }), modest)).toBeLessThan(FAIR);
  });

  it('gives a client with many real guest sessions the share of its address', async () => {
    const guests = await Promise.all(
      Array.from({ length: 12 }, async () => {
        const made = await mutate<{ guestSessionId: string }>(gateway, 'mutation { createGuestSession { guestSessionId } }');
        const headers = { 'tmdb-guest-session-id': made.guestSessionId };
        await mutate(gateway, 'mutation { rateMovie(id: 603, rating: 8) { movie { tmdbId } } }', { headers });
        return headers;
      }),
    );
    await sleep(1100);
    expect(await greedyRequestsAhead((one) => guests[one % guests.length] ?? {}, modest)).toBeLessThan(FAIR);
  });

  it('gives a signed-in user a share apart from their address once TMDB answered them', async () => {
    const ada = await signIn(gateway, 'ada');
    const headers = { 'tmdb-session-id': ada.session, 'x-forwarded-for': '192.0.2.1' };
    await gateway.ask('{ viewer { username } }', {}, headers);
    await sleep(1100);
    expect(await greedyRequestsAhead(() => ({}), headers)).toBeLessThan(FAIR);
  });

  it('gives a session no share of its own when nothing personal was requested', async () => {
    const ada = await signIn(gateway, 'ada');
    const headers = { 'tmdb-session-id': ada.session, 'x-forwarded-for': '192.0.2.1' };
    await gateway.ask('{ movie(id: 603) { title } viewer { list(id: 1) { name } } }', {}, headers);
    await sleep(1100);
    expect(await greedyRequestsAhead(() => ({}), headers)).toBeGreaterThanOrEqual(QUEUED);
  });
});
