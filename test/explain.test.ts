import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { hour } from '../src/tmdb/duration.ts';
import type { Cost } from '../src/tmdb/engine/operation.ts';
import { fieldOf, startGateway, type Asked, type TestGateway, type TestGatewayOptions } from './support/gateway.ts';

const EXPLAIN = { 'tmdb-explain': '1' };
const PAGE = '{ movie(id: 603) { title runtime keywords { name } directors { name } } }';
const TITLE = '{ movie(id: 603) { title } }';

/** The report of an operation. */
interface Report extends Cost {
  byPath: { path: string; requests: number }[];
}

const costOf = ({ body }: Asked): Report => body.extensions?.['tmdb'] as Report;
const nothing: Omit<Cost, 'waitedMs'> = { requests: 0, retries: 0, appended: 0, hits: 0, stale: 0, joined: 0 };
/** The whole report: counts that are not given are 0, and there is nothing else in it. */
const cost = (of: Partial<Cost>): unknown => ({ ...nothing, waitedMs: expect.any(Number), byPath: expect.any(Array), ...of });

async function gatewayWith(options: TestGatewayOptions = {}): Promise<TestGateway> {
  const gateway = await startGateway(options);
  onTestFinished(() => gateway.close());
  return gateway;
}

describe('the cost of an operation', () => {
  it('reports the cost of an operation only when TMDB-Explain asks for it, and only in extensions', async () => {
    const { ask } = await gatewayWith();
    expect((await ask(PAGE)).body).not.toHaveProperty('extensions');
    expect((await ask(PAGE, {}, { 'tmdb-explain': '0' })).body).not.toHaveProperty('extensions');
    expect(Object.keys((await ask(PAGE, {}, EXPLAIN)).body.extensions ?? {})).toEqual(['tmdb']);
  });

  it.each<[query: string, byPath: unknown]>([
    [
      '{ trendingMovies(first: 3) { nodes { runtime keywords { name } } } movie(id: 603) { title } }',
      [
        ['trendingMovies.nodes.runtime', 3],
        ['trendingMovies', 1],
        ['movie', 1],
      ],
    ],
    ['{ tvEpisode(series: 1399, season: 1, number: 1) { changes { key } } }', [['tvEpisode', 2]]],
    [
      'query ($no: Boolean! = false) { rateLimit @include(if: $no) { limit } movie(id: 603) { title } tvEpisode(series: 1399, season: 1, number: 1) { changes { key } } }',
      [
        ['tvEpisode', 2],
        ['movie', 1],
      ],
    ],
    [
      '{ ...F } fragment F on Query { movie(id: 603) { title } person(imdbId: "nm0000206") { name } }',
      [
        ['movie', 1],
        ['person', 1],
        ['person.name', 1],
      ],
    ],
    [
      '{ movie(id: 603) { genres { movies(first: 1) { totalCount } } } }',
      [
        ['movie.genres.movies', 2],
        ['movie', 1],
      ],
    ],
    ['mutation { createGuestSession { guestSessionId } }', [['createGuestSession', 1]]],
    [
      'mutation { createGuestSession { guestSessionId } createRequestToken { requestToken } again: createGuestSession { guestSessionId } }',
      [
        ['createGuestSession', 2],
        ['createRequestToken', 1],
      ],
    ],
    ['{ rateLimit { limit } }', []],
  ])('says by field where the requests of %s went', async (query, byPath) => {
    const { ask, asked } = await gatewayWith();
    const spent = costOf(await ask(query, {}, EXPLAIN)).byPath;
    expect(spent.map(({ path, requests }) => [path, requests])).toEqual(byPath);
    expect(spent.reduce((sum, { requests }) => sum + requests, 0)).toBe(asked().length);
  });

  it('counts one request with its appended parts for a page, and none for the same page again', async () => {
    const { ask, asked } = await gatewayWith();
    const cold = await ask(PAGE, {}, EXPLAIN);
    expect(cold.body.errors).toBeUndefined();
    expect(costOf(cold)).toEqual(cost({ requests: 1, appended: 2 }));
    expect(asked()).toHaveLength(1);
    expect(costOf(await ask(PAGE, {}, EXPLAIN))).toEqual(cost({ hits: 3, waitedMs: 0 }));
    expect(asked()).toEqual([]);
  });

  it('counts only the uncached parts of a page', async () => {
    const { ask } = await gatewayWith();
    await ask(TITLE);
    expect(costOf(await ask(PAGE, {}, EXPLAIN))).toEqual(cost({ requests: 1, appended: 2, hits: 1 }));
  });

  it('counts one request for a list and one for each of its twenty movies with details', async () => {
    const { ask, asked } = await gatewayWith();
    expect(costOf(await ask('{ trendingMovies(first: 20) { nodes { title runtime } } }', {}, EXPLAIN))).toEqual(cost({ requests: 21 }));
    expect(asked()).toHaveLength(21);
  });

  it('counts no request for an operation that joins a request in flight', async () => {
    const { ask, asked, sandbox } = await gatewayWith({ sandbox: { latency: 200 } });
    const first = ask(TITLE, {}, EXPLAIN);
    await vi.waitFor(() => expect(sandbox.requests).toHaveLength(1));
    const second = ask(TITLE, {}, EXPLAIN);
    expect(costOf(await first)).toEqual(cost({ requests: 1 }));
    expect(costOf(await second), 'a request in flight costs nothing more').toEqual(cost({ joined: 1, waitedMs: 0 }));
    expect(asked()).toEqual(['/3/movie/603']);
  });

  it('counts the one request of a shared ticket for both operations', async () => {
    const { ask, asked, sandbox } = await gatewayWith({ env: { TMDB_RATE_LIMIT: '1' } });
    const before = ask('{ movie(id: 604) { title } }');
    await vi.waitFor(() => expect(sandbox.requests).toHaveLength(1));
    await before;
    const [first, second] = await Promise.all([
      ask('{ movie(id: 603) { title keywords { name } } }', {}, EXPLAIN),
      sleep(50).then(() => ask('{ movie(id: 603) { title directors { name } } }', {}, EXPLAIN)),
    ]);
    asked();
    expect(costOf(first)).toMatchObject({ requests: 1, joined: 0 });
    expect(costOf(second)).toMatchObject({ requests: 1, joined: 1, appended: costOf(first).appended });
    expect(costOf(first).appended).toBeGreaterThanOrEqual(2);
    expect(costOf(first).waitedMs).toBeGreaterThan(200);
    expect(costOf(first).waitedMs).toBeLessThan(1200);
    expect(sandbox.requests).toHaveLength(2);
  });

  it('counts retries', async () => {
    const { ask, asked, sandbox } = await gatewayWith();
    sandbox.program({ faults: [{ path: '/3/movie/603*', answer: { tmdb: 9 }, times: 2 }] });
    const answer = await ask(TITLE, {}, EXPLAIN);
    expect(answer.body.data).toEqual({ movie: { title: 'The Matrix' } });
    expect(costOf(answer)).toEqual(cost({ requests: 3, retries: 2 }));
    expect(asked()).toHaveLength(3);
  });

  it('reports the cost of failed operations', async () => {
    const { ask } = await gatewayWith();
    const answer = await ask('{ movie(id: 999999) { title } }', {}, EXPLAIN);
    expect(answer.body.errors).toMatchObject([{ path: ['movie'], extensions: { code: 'NOT_FOUND' } }]);
    expect(costOf(answer)).toEqual(cost({ requests: 1 }));
    expect(costOf(await ask('{ movie(id: 999999) { title } }', {}, EXPLAIN))).toEqual(cost({ hits: 1, waitedMs: 0 }));
  });

  it('counts stale parts that were served', async () => {
    const { ask, asked } = await gatewayWith();
    await ask(TITLE);
    asked();
    const now = performance.now.bind(performance);
    vi.spyOn(performance, 'now').mockImplementation(() => now() + 9 * hour);
    onTestFinished(() => void vi.restoreAllMocks());
    expect(costOf(await ask(TITLE, {}, EXPLAIN))).toEqual(cost({ stale: 1, waitedMs: 0 }));
    await vi.waitFor(() => expect(asked()).toEqual(['/3/movie/603']));
    await vi.waitFor(async () => expect(costOf(await ask(TITLE, {}, EXPLAIN))).toEqual(cost({ hits: 1, waitedMs: 0 })));
  });

  it('reports no cost for fields that need no TMDB request', async () => {
    const { ask, asked } = await gatewayWith();
    expect(costOf(await ask('{ tmdbStatuses { status } rateLimit { limit } }', {}, EXPLAIN))).toEqual(cost({ waitedMs: 0 }));
    expect(asked()).toEqual([]);
  });
});

interface RateLimit {
  limit: number;
  available: number;
  queued: number;
  estimatedWait: number;
}

describe('rateLimit', () => {
  const QUERY = '{ rateLimit { limit available queued estimatedWait } }';
  const rateLimit = async ({ ask }: TestGateway): Promise<RateLimit> => fieldOf<RateLimit>(await ask(QUERY), 'rateLimit');

  it('reports the whole limit as available when the gateway is idle', async () => {
    const gateway = await gatewayWith({ env: { TMDB_RATE_LIMIT: '12' } });
    expect(await rateLimit(gateway)).toEqual({ limit: 12, available: 12, queued: 0, estimatedWait: 0 });
    const wide = await gatewayWith({ env: { TMDB_RATE_LIMIT: '50', TMDB_MAX_CONNECTIONS: '7' } });
    expect(await rateLimit(wide), 'no more than the number of connections').toMatchObject({ limit: 50, available: 7 });
  });

  it('reports the length of the queue and the estimated wait', async () => {
    const gateway = await gatewayWith({ env: { TMDB_RATE_LIMIT: '4' } });
    const leave = new AbortController();
    const movies = Array.from({ length: 12 }, (_, n) => `m${n}: movie(id: ${1_000_000 + n}) { title }`).join(' ');
    const left = gateway.ask(`{ ${movies} }`, {}, {}, leave.signal).catch(() => 'left');
    await vi.waitFor(() => expect(gateway.sandbox.requests).toHaveLength(2));
    const { limit, available, queued, estimatedWait } = await rateLimit(gateway);
    expect(limit).toBe(4);
    expect(available).toBeLessThan(4);
    expect(queued).toBe(10);
    expect(estimatedWait).toBe(queued / 4);
    leave.abort();
    await left;
    await vi.waitFor(async () => expect(await rateLimit(gateway)).toMatchObject({ queued: 0, estimatedWait: 0 }));
  });
});

describe('a partial answer', () => {
  const TWENTY = '{ trendingMovies(first: 20) { nodes { tmdbId title runtime } } }';
  interface Movie {
    tmdbId: number;
    title: string;
    runtime: number | null;
  }
  const movies = (asked: Asked): Movie[] => fieldOf<{ nodes: Movie[] }>(asked, 'trendingMovies').nodes;

  it('answers the rest when one of twenty movies fails', async () => {
    const whole = await gatewayWith();
    const right = movies(await whole.ask(TWENTY));
    expect(right.filter(({ runtime }) => runtime !== null).length).toBeGreaterThan(15);

    const { ask, asked, sandbox } = await gatewayWith();
    sandbox.program({ faults: [{ path: `/3/movie/${right[7]?.tmdbId}`, answer: { tmdb: 34 } }] });
    const answer = await ask(TWENTY, {}, EXPLAIN);
    expect(answer.status).toBe(200);
    expect(movies(answer)).toEqual(right.map((movie, index) => (index === 7 ? { ...movie, runtime: null } : movie)));
    expect(answer.body.errors).toMatchObject([
      { path: ['trendingMovies', 'nodes', 7, 'runtime'], extensions: { code: 'NOT_FOUND', tmdb: { status: 34 } } },
    ]);
    expect(costOf(answer)).toEqual(cost({ requests: 21 }));
    expect(asked()).toHaveLength(21);
  });

  it('answers the fields that were loaded before the deadline', async () => {
    const { ask, sandbox } = await gatewayWith({ env: { OPERATION_DEADLINE_MS: '700' } });
    sandbox.program({ faults: [{ path: '/3/movie/604*', answer: { stall: true } }] });
    const since = performance.now();
    const { status, body } = await ask('{ a: movie(id: 603) { title } b: movie(id: 604) { title } }');
    expect(performance.now() - since).toBeLessThan(1200);
    expect(status).toBe(200);
    expect(body.data).toEqual({ a: { title: 'The Matrix' }, b: null });
    expect(body.errors).toMatchObject([{ path: ['b'], extensions: { code: 'UPSTREAM_TIMEOUT' } }]);
  });
});

const manyMovies = (from: number, count: number): string =>
  `{ ${Array.from({ length: count }, (_, n) => `m${n}: movie(id: ${1_000_000 + from + n}) { title }`).join(' ')} }`;

/** The codes of an operation's errors. */
const codesOf = ({ body }: Asked): Set<unknown> => new Set(body.errors?.map(({ extensions }) => extensions.code));

describe('an operation that runs out of time', () => {
  it('blames TMDB for what waited behind requests that it did not answer', async () => {
    const { ask, asked, sandbox } = await gatewayWith({ env: { OPERATION_DEADLINE_MS: '1400', TMDB_MAX_CONNECTIONS: '4' } });
    sandbox.program({ faults: [{ path: '/3/movie/*', answer: { stall: true } }] });
    const answer = await ask(manyMovies(0, 6));
    expect(codesOf(answer)).toEqual(new Set(['UPSTREAM_TIMEOUT']));
    expect(asked().length, 'some were first sent by then').toBeGreaterThan(2);
  });

  it('blames TMDB for a request that is not answered at the end, after it waited behind others', async () => {
    const { ask, sandbox } = await gatewayWith({ env: { OPERATION_DEADLINE_MS: '1400', TMDB_MAX_CONNECTIONS: '4' } });
    // Two connections are kept for other classes.
    sandbox.program({
      faults: [
        { path: '/3/movie/100000*', answer: { stall: true }, times: 2 },
        { path: '/3/movie/1000003', answer: { stall: true } },
      ],
    });
    const answer = await ask(manyMovies(0, 4));
    expect(codesOf(answer)).toEqual(new Set(['UPSTREAM_TIMEOUT']));
    expect(Object.values(answer.body.data ?? {}).some(Boolean), 'TMDB answers the others').toBe(true);
  });

  it('does not blame TMDB for what waited for the rate limit', async () => {
    const { ask } = await gatewayWith({ env: { OPERATION_DEADLINE_MS: '700', TMDB_RATE_LIMIT: '2' } });
    const answer = await ask(manyMovies(0, 6));
    expect(codesOf(answer)).toEqual(new Set(['DEADLINE_EXCEEDED']));
  });
});

const forwardedFor = (address: string): Record<string, string> => ({ 'x-forwarded-for': address });

/** Starts a gateway whose queue 10.0.0.1 fills. */
async function fullGateway(env: Record<string, string> = {}): Promise<TestGateway & { leave(): Promise<void> }> {
  const gateway = await gatewayWith({ env: { TMDB_RATE_LIMIT: '4', QUEUE_MAX: '10', ...env } });
  const leave = new AbortController();
  const greedy = gateway.ask(manyMovies(0, 14), {}, forwardedFor('10.0.0.1'), leave.signal).catch(() => 'left');
  await vi.waitFor(() => expect(gateway.sandbox.requests).toHaveLength(2));
  return Object.assign(gateway, {
    leave: async () => {
      leave.abort();
      await greedy;
    },
  });
}

describe('a caller that holds more than its share of a full queue', () => {
  it('refuses a caller over its share with HTTP 503 and Retry-After, and serves another address behind the same proxy', async () => {
    const { ask, leave } = await fullGateway({ TRUST_PROXY: 'true' });
    const refused = await ask(TITLE, {}, { ...forwardedFor('10.0.0.1'), ...EXPLAIN });
    expect(refused.status).toBe(503);
    expect(refused.body.errors).toMatchObject([{ path: ['movie'], extensions: { code: 'RATE_LIMITED' } }]);
    const retryAfter = refused.body.errors?.[0]?.extensions.retryAfter ?? 0;
    expect(retryAfter).toBeGreaterThanOrEqual(1);
    expect(refused.headers.get('retry-after')).toBe(String(retryAfter));
    expect(costOf(refused)).toEqual(cost({ waitedMs: 0 }));
    const nothing = await ask('{ viewer { username } }', {}, { ...forwardedFor('10.0.0.1'), 'tmdb-session-id': 'a'.repeat(40) });
    expect(nothing).toMatchObject({ status: 503, body: { data: { viewer: { username: null } } } });
    const served = await ask(TITLE, {}, forwardedFor('10.0.0.2'));
    expect(served.body).toEqual({ data: { movie: { title: 'The Matrix' } } });
    await leave();
  });

  it('takes the last forwarded address for the caller, since clients can forge those before it', async () => {
    const { ask, leave } = await fullGateway({ TRUST_PROXY: 'true' });
    expect((await ask(TITLE, {}, forwardedFor('10.0.0.2, 10.0.0.1'))).status).toBe(503);
    expect((await ask(TITLE, {}, forwardedFor('10.0.0.1, 10.0.0.2'))).status).toBe(200);
    await leave();
  });

  it.each(['2', 'loopback,203.0.113.0/24'])(
    'takes the client of a CDN for the caller, not the CDN, with TRUST_PROXY=%s',
    async (proxies) => {
      const { ask, leave } = await fullGateway({ TRUST_PROXY: proxies });
      expect((await ask(TITLE, {}, forwardedFor('10.0.0.1, 203.0.113.9'))).status).toBe(503);
      expect((await ask(TITLE, {}, forwardedFor('10.0.0.1, 10.0.0.2, 203.0.113.9'))).status).toBe(200);
      await leave();
    },
  );

  it('takes the address of the connection for the caller when no proxy is trusted', async () => {
    const { ask, leave } = await fullGateway();
    expect((await ask(TITLE, {}, forwardedFor('10.0.0.2'))).status).toBe(503);
    expect((await ask(TITLE)).status).toBe(503);
    await leave();
  });

  it('serves cached entries to a caller over its share', async () => {
    const gateway = await gatewayWith({ env: { TMDB_RATE_LIMIT: '4', QUEUE_MAX: '10' } });
    await gateway.ask(TITLE);
    const leave = new AbortController();
    const greedy = gateway.ask(manyMovies(0, 14), {}, {}, leave.signal).catch(() => 'left');
    await sleep(100);
    expect((await gateway.ask('{ movie(id: 604) { title } }')).status).toBe(503);
    expect((await gateway.ask(TITLE)).body).toEqual({ data: { movie: { title: 'The Matrix' } } });
    leave.abort();
    await greedy;
  });
});
