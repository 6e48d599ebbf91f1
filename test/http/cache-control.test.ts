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

const FILM = '{ movie(id: 603) { title } }';

const get = (query: string, headers: Record<string, string> = {}, { url } = gateway): Promise<Response> =>
  fetch(`${url}?query=${encodeURIComponent(query)}`, { headers: { accept: 'application/json', ...headers } });

/** Seconds for which an answer may be kept. */
const maxAgeOf = ({ headers }: Response): number => Number(/^public, max-age=(\d+)$/.exec(headers.get('cache-control') ?? '')?.[1]);

describe('an answer to a query', () => {
  it('may be kept as long as what it was made of is fresh, read from TMDB or from the cache', async () => {
    const [first, second] = [await get(FILM), await get(FILM)];
    expect(maxAgeOf(first)).toBeGreaterThan(9 * 60);
    expect(maxAgeOf(first)).toBeLessThanOrEqual((8 * hour) / 1000);
    expect(Math.abs(maxAgeOf(second) - maxAgeOf(first))).toBeLessThanOrEqual(2);
  });

  it('may be kept as long as the part that is first to age', async () => {
    const trending = maxAgeOf(await get('{ trendingMovies(first: 1) { nodes { title } } }'));
    expect(trending).toBeLessThanOrEqual((20 * minute) / 1000);
    expect(maxAgeOf(await get('{ movie(id: 603) { title } trendingMovies(first: 1) { nodes { title } } }'))).toBeLessThanOrEqual(trending);
  });

  it('may be kept until midnight, since some of it may be about today', async () => {
    await using late = await startGateway({ now: () => EVENING });
    expect(maxAgeOf(await get('{ movie(id: 603) { title } movieGenres { name } }', {}, late))).toBeLessThanOrEqual(hour / 1000);
  });

  it('says what it varies by', async () => {
    const vary = (await get(FILM)).headers.get('vary')?.split(', ');
    expect(vary).toEqual(expect.arrayContaining(['Accept', 'Accept-Encoding', 'Accept-Language', 'TMDB-Region', 'TMDB-Watch-Region']));
  });

  it.each<[what: string, query: string, headers: Record<string, string>, expected: string]>([
    ['nothing of TMDB’s', '{ __typename }', {}, 'no-cache'],
    ['how much of the limit is left', '{ rateLimit { available } movie(id: 603) { title } }', {}, 'public, max-age=0'],
    ['what it cost', FILM, { 'tmdb-explain': '1' }, 'no-store'],
    ['an error', '{ movie(id: 603) { title } other: movie(id: 1) { title } }', {}, 'no-store'],
    ['a refusal', '{ nothing }', {}, 'no-store'],
    ['no document', '{', {}, 'no-store'],
  ])('with %s in it', async (_what, query, headers, expected) => {
    expect((await get(query, headers)).headers.get('cache-control')).toBe(expected);
  });
});

describe('an answer to GET', () => {
  it('is not sent again to who has it, and is when it changes', async () => {
    const tag = (await get(FILM)).headers.get('etag') ?? '';
    expect(tag).toMatch(/^W\/"[\w-]{43}"$/);
    for (const known of [tag, `"x", ${tag}`, tag.slice(2), '*']) {
      const again = await get(FILM, { 'if-none-match': known });
      expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', tag]);
      expect(maxAgeOf(again)).toBeGreaterThan(0);
    }
    const other = await get('{ movie(id: 603) { tmdbId } }', { 'if-none-match': `${tag}, W/"x"` });
    expect(other.status).toBe(200);
    expect(await other.json()).toEqual({ data: { movie: { tmdbId: 603 } } });
  });

  it.each(['{ movie(id: 1) { title } }', '{ nothing }'])('has no tag when it may not be kept: %s', async (query) => {
    const answer = await get(query, { 'if-none-match': '*' });
    expect(answer.status).not.toBe(304);
    expect(answer.headers.get('etag')).toBeNull();
  });
});

it('an answer to POST has no tag, and is always sent', async () => {
  const { status, headers } = await gateway.ask(FILM, {}, { 'if-none-match': '*' });
  expect([status, headers.get('etag')]).toEqual([200, null]);
});

it.each([
  { personal: true, changes: false, failed: false, expected: 'private, no-store' },
  { personal: true, changes: false, failed: true, expected: 'private, no-store' },
  { personal: false, changes: true, failed: false, expected: 'private, no-store' },
  { personal: false, changes: false, failed: true, expected: 'no-store' },
  { personal: false, changes: false, failed: false, expected: 'public, max-age=59' },
])('personal $personal, changes $changes, failed $failed: $expected', ({ personal, changes, failed, expected }) => {
  const now = performance.now();
  const operation = { personal, freshUntil: now + minute - 1 };
  expect(cacheControlOf({ operation, dayEnds: now + hour, explain: false }, changes, failed)).toBe(expected);
});
