import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { day, hour, minute, second } from '../../../src/tmdb/duration.ts';
import { movieLists } from '../../../src/tmdb/api/titles/movie.ts';
import { person } from '../../../src/tmdb/api/people/person.ts';
import { searchMovies } from '../../../src/tmdb/api/discovery/search.ts';
import { clock, failing, failureOf, gate, operationOf, startWorld, wishOf, type Script, type World } from '../../support/engine-world.ts';

/** An age at which details are stale: no longer fresh, though still served. */
const STALE = 8 * hour + minute;
/** An age at which details are served only when TMDB fails. */
const OLD = 17 * hour;

/** A TMDB that fails between `down` and `up`. */
function moody(failure = failing(9, 503)): { script: Script; down(): void; up(): void } {
  let isDown = false;
  return { script: () => (isDown ? failure : undefined), down: () => void (isDown = true), up: () => void (isDown = false) };
}

/** Waits until no further request arrives. @returns All that arrived. */
async function allAsked({ asked }: Pick<World, 'asked'>, quiet = 60): Promise<string[]> {
  const all: string[] = [];
  for (;;) {
    await sleep(quiet);
    const more = asked();
    if (more.length === 0) return all;
    all.push(...more);
  }
}

describe('a stale part', () => {
  it('serves a stale part at once while one request refreshes it', async () => {
    const { pass } = clock();
    const { script, open } = gate();
    const world = await startWorld({ script: (url, nth) => (nth > 1 ? script(url, nth) : undefined) });
    const first = await world.want('details');
    world.asked();
    pass(STALE);
    const operation = operationOf('a client');
    expect(await world.want('details', {}, operation)).toBe(first);
    expect(operation.cost).toEqual({ requests: 0, retries: 0, appended: 0, hits: 0, stale: 1, joined: 0, waitedMs: 0 });
    await vi.waitFor(() => expect(world.asked()).toEqual(['603']));
    open();
    await vi.waitFor(async () => expect(await world.want('details')).not.toBe(first));
    const next = operationOf('a client');
    expect(await world.want('details', {}, next)).toEqual(first);
    expect(next.cost).toMatchObject({ hits: 1, stale: 0 });
    expect(await allAsked(world)).toEqual([]);
  });

  it('refreshes a stale part once, however many operations read it meanwhile', async () => {
    const { pass } = clock();
    const { script, open } = gate();
    const world = await startWorld({ script: (url, nth) => (nth > 1 ? script(url, nth) : undefined) });
    await world.want('details');
    world.asked();
    pass(STALE);
    await Promise.all(Array.from({ length: 20 }, () => world.want('details')));
    await sleep(30);
    await Promise.all(Array.from({ length: 20 }, () => world.want('details')));
    open();
    expect(await allAsked(world)).toEqual(['603']);
  });

  it('refreshes a stale part together with nearly stale parts that were read lately, and with no others', async () => {
    const { pass } = clock();
    const world = await startWorld();
    const { want, asked } = world;
    await Promise.all((['details', 'keywords', 'credits', 'videos'] as const).map((part) => want(part)));
    pass(9 * minute);
    await want('release_dates');
    pass(2 * hour);
    await want('translations');
    pass(5 * hour + 30 * minute);
    for (const part of ['keywords', 'credits', 'release_dates', 'translations'] as const) await want(part);
    asked();
    pass(22 * minute); // Now 8:01 after the first request: videos were not read since.
    await want('details');
    expect(await allAsked(world)).toEqual(['603?append_to_response=credits,keywords,release_dates']);
    const operation = operationOf('a client');
    for (const part of ['details', 'keywords', 'credits', 'release_dates'] as const) await want(part, {}, operation);
    expect(operation.cost).toMatchObject({ hits: 4, stale: 0, requests: 0 });
    expect(asked()).toEqual([]);
  });

  it('refreshes only the page that was read, with one request', async () => {
    const { pass } = clock();
    const world = await startWorld();
    for (const page of ['1', '2', '3']) await world.want('recommendations', { page });
    world.asked();
    pass(7 * hour + 30 * minute);
    for (const page of ['1', '2', '3']) await world.want('recommendations', { page });
    pass(35 * minute);
    await world.want('recommendations', { page: '1' });
    expect(await allAsked(world)).toEqual([expect.stringContaining('page=1')]);
  });

  it.each([
    { what: 'a search', wishFor: (n: string) => wishOf(searchMovies, 'details', { ref: '', query: `movie ${n}`, page: '1' }) },
    { what: 'a page of a list', wishFor: (n: string) => wishOf(movieLists, 'details', { ref: 'popular', page: n }) },
  ])('refreshes $what with one request, and none of the others', async ({ wishFor }) => {
    const { pass } = clock();
    const world = await startWorld({ script: () => ({ headers: { 'cache-control': 'max-age=900' } }) });
    const numbers = ['1', '2', '3', '4', '5', '6'];
    for (const n of numbers) await world.engine.want(wishFor(n), operationOf('a client'));
    world.asked();
    pass(16 * minute);
    await world.engine.want(wishFor('3'), operationOf('a client'));
    expect(await allAsked(world)).toEqual([expect.stringContaining('3')]);
  });

  it('keeps a stale part when its refresh fails, and tries again at the next read after some seconds', async () => {
    const { pass } = clock();
    const { script, down, up } = moody();
    const world = await startWorld({ script });
    const first = await world.want('details');
    world.asked();
    pass(STALE);
    down();
    for (const interval of [3, 6]) {
      expect(await world.want('details')).toBe(first);
      expect(await allAsked(world, 400)).toEqual(['603']);
      expect(await world.want('details')).toBe(first);
      expect(await allAsked(world, 400)).toEqual([]);
      pass(interval * second);
    }
    up();
    expect(await world.want('details')).toBe(first);
    expect(await allAsked(world)).toEqual(['603']);
    expect(await world.want('details')).not.toBe(first);
    expect(world.asked()).toEqual([]);
  });

  it('leaves the retry budget to requests that an operation waits for', async () => {
    const { pass } = clock();
    let down = false;
    const failed = new Set<string>();
    const world = await startWorld({
      script: (url) => {
        if (url === '/3/movie/604') return failed.has(url) ? undefined : (failed.add(url), failing(9, 503));
        return down && /[13579]$/.test(url) ? failing(9, 503) : undefined;
      },
    });
    const refs = Array.from({ length: 80 }, (_, n) => String(1000 + n));
    await Promise.all(refs.map((ref) => world.want('details', { ref })));
    pass(STALE);
    down = true;
    await Promise.all(refs.map((ref) => world.want('details', { ref })));
    await allAsked(world);
    expect(await world.want('details', { ref: '604' })).toMatchObject({ id: 604 });
    expect(world.asked()).toEqual(['604', '604']);
  });

  it('drops a stale part when its refresh is answered with “not found”', async () => {
    const { pass } = clock();
    const { script, down } = moody(failing(34, 404));
    const world = await startWorld({ script });
    const first = await world.want('details');
    world.asked();
    pass(STALE);
    down();
    expect(await world.want('details')).toBe(first);
    expect(await allAsked(world)).toEqual(['603']);
    expect(await failureOf(world.want('details'))).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('refreshes nothing for a personal wish', async () => {
    const { pass } = clock();
    const world = await startWorld();
    await world.want('details', { scope: 'ann' });
    world.asked();
    pass(STALE);
    await world.want('details', { scope: 'ann' });
    expect(await allAsked(world)).toEqual(['603?session_id=ann']);
  });
});

/** Whether a request is for nothing but the details of one of the stale movies. */
const isRefresh = (url: string): boolean => /^10\d\d$/.test(url);

describe('refreshes', () => {
  const refs = Array.from({ length: 16 }, (_, n) => String(1000 + n));

  /** A world with stale movies, in which a slot was just taken. */
  async function staleMovies(count: number, rate: number): Promise<World & { movies: string[] }> {
    const { pass } = clock();
    const world = await startWorld({ rate });
    const movies = refs.slice(0, count);
    await Promise.all(movies.map((ref) => world.want('details', { ref })));
    pass(STALE);
    await sleep(1200); // The limiter notices that its two clocks diverged, and starts a new window.
    await Promise.all(Array.from({ length: rate / 2 }, (_, n) => world.want('details', { ref: `90${n}` })));
    world.asked();
    return { ...world, movies };
  }

  it('sends refreshes after everything that an operation waits for', async () => {
    const world = await staleMovies(3, 4);
    const { want, movies } = world;
    await Promise.all(movies.map((ref) => want('details', { ref })));
    await sleep(10);
    await Promise.all(['604', '605', '606', '607'].map((ref) => want('details', { ref })));
    expect(world.asked().slice(0, 4).toSorted()).toEqual(['604', '605', '606', '607']);
    expect((await allAsked(world, 600)).toSorted()).toEqual(movies);
  });

  it('sends refreshes last also when they would fill the lane of their resource', async () => {
    const world = await staleMovies(16, 4);
    const { want, movies, engine } = world;
    await Promise.all(movies.map((ref) => want('details', { ref })));
    await sleep(10);
    const people = Array.from({ length: 8 }, (_, n) =>
      engine.want(wishOf(person, 'details', { ref: String(287 + n) }), operationOf('a client with many wishes')),
    );
    await sleep(10);
    await want('details', { ref: '604' }, operationOf('another client'));
    const before = world.asked();
    await Promise.all(people);
    expect(before.filter(isRefresh), 'refreshes that went before a movie that an operation waits for').toEqual([]);
    expect(before.length, 'requests up to the movie of the second client').toBeLessThanOrEqual(4);
  });

  it('sends a wish for a stale movie ahead of many refreshes', async () => {
    const world = await staleMovies(16, 4);
    const { want, movies, engine } = world;
    await Promise.all(movies.map((ref) => want('details', { ref })));
    await sleep(10);
    const people = Array.from({ length: 8 }, (_, n) =>
      engine.want(wishOf(person, 'details', { ref: String(287 + n) }), operationOf('a client with many wishes')),
    );
    await sleep(10);
    await want('videos', { ref: movies.at(-1) ?? '' }, operationOf('another client'));
    expect(world.asked().length, 'requests up to the movie of the second client').toBeLessThanOrEqual(4);
    await Promise.all(people);
  });

  it('adds a wish for the same movie to a waiting refresh', async () => {
    const world = await staleMovies(1, 2);
    const [ref = ''] = world.movies;
    await world.want('details', { ref });
    await sleep(10);
    await Promise.all([world.want('details', { ref: '604' }), world.want('videos', { ref })]);
    expect((await allAsked(world, 400)).toSorted()).toEqual(['604', `${ref}?append_to_response=videos`].toSorted());
    const operation = operationOf('a client');
    await world.want('details', { ref }, operation);
    expect(operation.cost.hits).toBe(1);
  });

  it('queues no refreshes while TMDB accepts no requests', async () => {
    const { pass } = clock();
    const { script, down, up } = moody(failing(25, 429, { 'retry-after': '1' }));
    const world = await startWorld({ script });
    const refs = ['1000', '1001', '1002'];
    for (const ref of refs) await world.want('details', { ref });
    pass(STALE);
    down();
    const refused = world.want('details', { ref: '604' });
    await vi.waitFor(() => expect(world.asked()).toContain('604'));
    await sleep(50);
    up();
    for (const ref of refs) await world.want('details', { ref });
    await refused;
    expect((await allAsked(world, 400)).filter(isRefresh)).toEqual([]);
  });

  it.each([
    { of: 'one process', size: { queueMax: 4 } },
    { of: 'this process in a fleet', size: { queueMax: 16, members: 4 } },
  ])('sends no refreshes while the queue of $of is full', async ({ size }) => {
    const { pass } = clock();
    const world = await startWorld({ rate: 4, ...size });
    await world.want('details', { ref: '1000' });
    world.asked();
    pass(STALE);
    await sleep(1200);
    const refs = ['604', '605', '606', '607', '608', '609', '610', '611'];
    const wanted = refs.map((ref) => world.want('details', { ref }, operationOf(`client of ${ref}`)));
    await sleep(10);
    await world.want('details', { ref: '1000' });
    await Promise.all(wanted);
    expect((await allAsked(world, 400)).filter(isRefresh)).toEqual([]);
  });
});

describe('a part that is older than stale', () => {
  it('serves no part that is older than stale while TMDB answers', async () => {
    const { pass } = clock();
    const world = await startWorld();
    const first = await world.want('details');
    pass(OLD);
    const operation = operationOf('a client');
    expect(await world.want('details', {}, operation)).not.toBe(first);
    expect(operation.cost).toMatchObject({ requests: 1, stale: 0, hits: 0 });
  });

  it.each([
    ['is down', failing(9, 503)],
    ['times out', failing(24, 504)],
    ['asks for a longer wait than operations have', failing(25, 429, { 'retry-after': '60' })],
    ['responds with something else', { status: 502, json: {} }],
  ])('serves an old part as stale when TMDB %s', async (_what, failure) => {
    const { pass } = clock();
    const { script, down, up } = moody(failure);
    const world = await startWorld({ script });
    const first = await world.want('details');
    pass(OLD);
    down();
    const operation = operationOf('a client');
    expect(await world.want('details', {}, operation)).toBe(first);
    expect(operation.cost).toMatchObject({ stale: 1, hits: 0 });
    world.asked();
    up();
    // TMDB gets no request before the time that it named; a path that failed gets none for some seconds.
    const isPaused = failure.status === 429;
    pass(4 * second);
    const next = operationOf('a client');
    expect((await world.want('details', {}, next)) === first).toBe(isPaused);
    expect(next.cost.stale).toBe(isPaused ? 1 : 0);
    expect(world.asked()).toEqual(isPaused ? [] : ['603']);
  });

  it('counts an old part as stale for each operation that waited', async () => {
    const { pass } = clock();
    const { script, down } = moody();
    const world = await startWorld({ script });
    await world.want('details');
    pass(OLD);
    down();
    const operations = [operationOf('ann'), operationOf('bob'), operationOf('bob')];
    await Promise.all(operations.map((operation) => world.want('details', {}, operation)));
    expect(operations.map(({ cost }) => cost.stale)).toEqual([1, 1, 1]);
  });

  it('serves no old part in place of “not found”, nor after it', async () => {
    const { pass } = clock();
    const { script, down } = moody(failing(34, 404));
    const world = await startWorld({ script });
    await world.want('details');
    pass(OLD);
    down();
    expect(await failureOf(world.want('details'))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await failureOf(world.want('details'))).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('serves no old part when TMDB rejects the gateway’s credential', async () => {
    const { pass } = clock();
    const { script, down } = moody(failing(7, 401));
    const world = await startWorld({ script });
    await world.want('details');
    pass(OLD);
    down();
    expect(await failureOf(world.want('details'))).toMatchObject({ code: 'UPSTREAM_AUTH' });
  });

  it('serves an old part for three days, and no longer', async () => {
    const { pass } = clock();
    const { script, down } = moody();
    const world = await startWorld({ script });
    const first = await world.want('details');
    down();
    pass(8 * hour + 3 * day - minute);
    expect(await world.want('details')).toBe(first);
    pass(2 * minute);
    expect(await failureOf(world.want('details'))).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  });
});

describe('an outage of TMDB', () => {
  it('sends hardly more requests than queries during an outage, and answers everything known', async () => {
    const { pass } = clock();
    const { script, down, up } = moody();
    const world = await startWorld({ script });
    const refs = Array.from({ length: 30 }, (_, n) => String(1000 + n));
    const movies = await Promise.all(refs.map((ref) => world.want('details', { ref })));
    pass(OLD);
    world.asked();
    down();
    for (const [index, ref] of refs.entries()) expect(await world.want('details', { ref })).toBe(movies[index]);
    for (let n = 0; n < 70; n += 1) {
      const since = performance.now();
      expect(await failureOf(world.want('details', { ref: String(2000 + n) }))).toMatchObject({
        code: 'UPSTREAM_UNAVAILABLE',
        retryAfter: expect.toSatisfy((wait: number) => wait >= 1 && wait <= 5),
      });
      expect(performance.now() - since).toBeLessThan(0.2 * second);
    }
    for (const [index, ref] of refs.entries()) expect(await world.want('details', { ref })).toBe(movies[index]);
    expect(world.asked().length).toBeLessThanOrEqual(30);
    up();
  });
});
