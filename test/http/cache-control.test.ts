import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cacheControlOf } from '../../src/http/cache-control.ts';
import { hour, minute } from '../../src/tmdb/duration.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';

/** An hour before midnight. */
const EVENING = Date.parse('2026-08-06T23:00:00Z');
const NOON = Date.parse('2026-08-06T12:00:00Z');

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({ now: () => NOON });
});
afterAll(() => gateway.close());

const MOVIE = '{ movie(id: 603) { title } }';

const get = (query: string, headers: Record<string, string> = {}, { url } = gateway): Promise<Response> =>
  fetch(`${url}?query=${encodeURIComponent(query)}`, { headers: { accept: 'application/json', ...headers } });

/** Seconds for which an answer may be cached. */
const maxAgeOf = ({ headers }: Response): number => Number(/^public, max-age=(\d+)$/.exec(headers.get('cache-control') ?? '')?.[1]);

describe('an answer to a query', () => {
  it('allows an answer to be cached as long as its parts are fresh, read from TMDB or from the cache', async () => {
    const [first, second] = [await get(MOVIE), await get(MOVIE)];
    expect(maxAgeOf(first)).toBeGreaterThan(9 * 60);
    expect(maxAgeOf(first)).toBeLessThanOrEqual((8 * hour) / 1000);
    expect(Math.abs(maxAgeOf(second) - maxAgeOf(first))).toBeLessThanOrEqual(2);
  });

  it('allows an answer to be cached as long as its first part that expires', async () => {
    const trending = maxAgeOf(await get('{ trendingMovies(first: 1) { nodes { title } } }'));
    expect(trending).toBeLessThanOrEqual((20 * minute) / 1000);
    expect(maxAgeOf(await get('{ movie(id: 603) { title } trendingMovies(first: 1) { nodes { title } } }'))).toBeLessThanOrEqual(trending);
  });

  it('allows an answer to be cached until midnight, since it may depend on the date', async () => {
    await using late = await startGateway({ now: () => EVENING });
    expect(maxAgeOf(await get('{ movie(id: 603) { title } movieGenres { name } }', {}, late))).toBeLessThanOrEqual(hour / 1000);
  });

  it('lists the headers that an answer varies by', async () => {
    const vary = (await get(MOVIE)).headers.get('vary')?.split(', ');
    expect(vary).toEqual(expect.arrayContaining(['Accept', 'Accept-Encoding', 'Accept-Language', 'TMDB-Region', 'TMDB-Watch-Region']));
  });

  it.each<[what: string, query: string, headers: Record<string, string>, expected: string]>([
    ['nothing of TMDB’s', '{ __typename }', {}, 'no-cache'],
    ['the rest of the rate limit', '{ rateLimit { available } movie(id: 603) { title } }', {}, 'public, max-age=0'],
    ['its cost', MOVIE, { 'tmdb-explain': '1' }, 'no-store'],
    ['an error', '{ movie(id: 603) { title } other: movie(id: 1) { title } }', {}, 'no-store'],
    ['a refusal', '{ nothing }', {}, 'no-store'],
    ['a syntax error', '{', {}, 'no-store'],
  ])('sets Cache-Control of an answer with %s', async (_what, query, headers, expected) => {
    expect((await get(query, headers)).headers.get('cache-control')).toBe(expected);
  });
});

describe('an answer to GET', () => {
  it('answers 304 to a client that has the current answer, and 200 to one that has another', async () => {
    const tag = (await get(MOVIE)).headers.get('etag') ?? '';
    expect(tag).toMatch(/^W\/"[\w-]{43}"$/);
    for (const known of [tag, `"x", ${tag}`, tag.slice(2), '*']) {
      const again = await get(MOVIE, { 'if-none-match': known });
      expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', tag]);
      expect(maxAgeOf(again)).toBeGreaterThan(0);
    }
    const other = await get('{ movie(id: 603) { tmdbId } }', { 'if-none-match': `${tag}, W/"x"` });
    expect(other.status).toBe(200);
    expect(await other.json()).toEqual({ data: { movie: { tmdbId: 603 } } });
  });

  it.each(['{ movie(id: 1) { title } }', '{ nothing }'])('sends no ETag with an answer that may not be cached: %s', async (query) => {
    const answer = await get(query, { 'if-none-match': '*' });
    expect(answer.status).not.toBe(304);
    expect(answer.headers.get('etag')).toBeNull();
  });
});

it('sends no ETag with an answer to POST, and never 304', async () => {
  const { status, headers } = await gateway.ask(MOVIE, {}, { 'if-none-match': '*' });
  expect([status, headers.get('etag')]).toEqual([200, null]);
});

it.each([
  { personal: true, changes: false, failed: false, expected: 'private, no-store' },
  { personal: true, changes: false, failed: true, expected: 'private, no-store' },
  { personal: false, changes: true, failed: false, expected: 'private, no-store' },
  { personal: false, changes: false, failed: true, expected: 'no-store' },
  { personal: false, changes: false, failed: false, expected: 'public, max-age=59' },
])('sends $expected for personal $personal, changes $changes, failed $failed', ({ personal, changes, failed, expected }) => {
  const now = performance.now();
  const operation = { personal, freshUntil: now + minute - 1 };
  expect(cacheControlOf({ operation, dayEnds: now + hour, explain: undefined }, changes, failed)).toBe(expected);
});
