import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { day, hour, minute, second } from '../../../src/tmdb/duration.ts';
import { movieLists } from '../../../src/tmdb/api/titles/movie.ts';
import { person } from '../../../src/tmdb/api/people/person.ts';
import { searchMovies } from '../../../src/tmdb/api/discovery/search.ts';
import { clock, failing, failureOf, gate, operationOf, startWorld, wishOf, type Script, type World } from '../../support/engine-world.ts';

/** A moment after which details are no longer fresh, though still served. */
const STALE = 8 * hour + minute;
/** A moment after which they are only served when TMDB fails. */
const OLD = 17 * hour;

/** A TMDB that fails from when it is told to until it is told to work. */
function moody(failure = failing(9, 503)): { script: Script; down(): void; up(): void } {
  let isDown = false;
  return { script: () => (isDown ? failure : undefined), down: () => void (isDown = true), up: () => void (isDown = false) };
}

/** Waits until nothing more is asked. @returns What was. */
async function allAsked({ asked }: Pick<World, 'asked'>, quiet = 60): Promise<string[]> {
  const all: string[] = [];
  for (;;) {
    await sleep(quiet);
    const more = asked();
    if (more.length === 0) return all;
    all.push(...more);
  }
}

describe('what is stale', () => {
  it('is served at once while one request refreshes it, and the next read is fresh', async () => {
    const { pass } = clock();
    const { script, open } = gate();
    const world = await startWorld({ script: (url, nth) => (nth > 1 ? script(url, nth) : undefined) });
    const first = await world.want('details');
    world.asked();
    pass(STALE);
    const operation = operationOf('a client');
    expect(await world.want('details', {}, operation)).toBe(first);
    expect(operation.cost).toEqual({ requests: 0, retries: 0, appended: 0, hits: 0, stale: 1, joined: 0, waited: 0 });
    await vi.waitFor(() => expect(world.asked()).toEqual(['603']));
    open();
    await vi.waitFor(async () => expect(await world.want('details')).not.toBe(first));
    const next = operationOf('a client');
    expect(await world.want('details', {}, next)).toEqual(first);
    expect(next.cost).toMatchObject({ hits: 1, stale: 0 });
    expect(await allAsked(world)).toEqual([]);
  });

  it('is refreshed once, however many read it meanwhile', async () => {
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

  it('is refreshed together with what is nearly stale and was read lately, and nothing else', async () => {
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

  it('is refreshed by one request, also where several pages were read lately', async () => {
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
    { what: 'a search', of: (n: string) => wishOf(searchMovies, 'details', { ref: '', query: `film ${n}`, page: '1' }) },
    { what: 'a page of a list', of: (n: string) => wishOf(movieLists, 'details', { ref: 'popular', page: n }) },
  ])('is refreshed by one request, also when it is $what: others are read when they are wanted', async ({ of }) => {
    const { pass } = clock();
    const world = await startWorld({ script: () => ({ headers: { 'cache-control': 'max-age=900' } }) });
    const numbers = ['1', '2', '3', '4', '5', '6'];
    for (const n of numbers) await world.engine.want(of(n), operationOf('a client'));
    world.asked();
    pass(16 * minute);
    await world.engine.want(of('3'), operationOf('a client'));
    expect(await allAsked(world)).toEqual([expect.stringContaining('3')]);
  });

  it('stays what it is when the refresh fails, without another attempt until it is read again', async () => {
    const { pass } = clock();
    const { script, down, up } = moody();
    const world = await startWorld({ script });
    const first = await world.want('details');
    world.asked();
    pass(STALE);
    down();
    for (let read = 0; read < 3; read += 1) {
      expect(await world.want('details')).toBe(first);
      expect(await allAsked(world, 400)).toEqual(['603']);
    }
    up();
    expect(await world.want('details')).toBe(first);
    expect(await allAsked(world)).toEqual(['603']);
    expect(await world.want('details')).not.toBe(first);
    expect(world.asked()).toEqual([]);
  });

  it('leaves the budget of retries to those who wait', async () => {
    const { pass } = clock();
    let down = false;
    const failed = new Set<string>();
    const world = await startWorld({
      script: (url) => {
        if (url === '/3/movie/604') return failed.has(url) ? undefined : (failed.add(url), failing(9, 503));
        return down ? failing(9, 503) : undefined;
      },
    });
    const refs = Array.from({ length: 40 }, (_, n) => String(1000 + n));
    await Promise.all(refs.map((ref) => world.want('details', { ref })));
    pass(STALE);
    down = true;
    await Promise.all(refs.map((ref) => world.want('details', { ref })));
    await allAsked(world);
    expect(await world.want('details', { ref: '604' })).toMatchObject({ id: 604 });
    expect(world.asked()).toEqual(['604', '604']);
  });

  it('is gone when the refresh learns that there is no such thing any more', async () => {
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

  it('is not refreshed for a session', async () => {
    const { pass } = clock();
    const world = await startWorld();
    await world.want('details', { scope: 'ann' });
    world.asked();
    pass(STALE);
    await world.want('details', { scope: 'ann' });
    expect(await allAsked(world)).toEqual(['603?session_id=ann']);
  });
});

/** A request for nothing but the details of a film that is stale in these tests. */
const isRefresh = (url: string): boolean => /^10\d\d$/.test(url);

describe('refreshes', () => {
  const refs = Array.from({ length: 16 }, (_, n) => String(1000 + n));

  /** 16 films that are stale, and a slot that was just taken. */
  async function staleFilms(count: number, rate: number): Promise<World & { films: string[] }> {
    const { pass } = clock();
    const world = await startWorld({ rate });
    const films = refs.slice(0, count);
    await Promise.all(films.map((ref) => world.want('details', { ref })));
    pass(STALE);
    await sleep(1200); // The limiter notices that its two clocks went apart, and has a new window after that.
    await Promise.all(Array.from({ length: Math.floor(rate / 4) }, (_, n) => world.want('details', { ref: `90${n}` })));
    world.asked();
    return { ...world, films };
  }

  it('come after everything else that waits', async () => {
    const world = await staleFilms(3, 8);
    const { want, films } = world;
    await Promise.all(films.map((ref) => want('details', { ref })));
    await sleep(10);
    await Promise.all(['604', '605', '606', '607'].map((ref) => want('details', { ref })));
    expect(world.asked().slice(0, 4).toSorted()).toEqual(['604', '605', '606', '607']);
    expect((await allAsked(world, 600)).toSorted()).toEqual(films);
  });

  it('come last also when there are so many that they fill what their kind may hold of the connections', async () => {
    const world = await staleFilms(16, 8);
    const { want, films, engine } = world;
    await Promise.all(films.map((ref) => want('details', { ref })));
    await sleep(10);
    const people = Array.from({ length: 8 }, (_, n) =>
      engine.want(wishOf(person, 'details', { ref: String(287 + n) }), operationOf('a client with many wishes')),
    );
    await sleep(10);
    await want('details', { ref: '604' }, operationOf('another client'));
    const before = world.asked();
    await Promise.all(people);
    expect(before.filter(isRefresh), 'refreshes that went before a film that somebody waits for').toEqual([]);
    expect(before.length, 'requests up to the film of the second client').toBeLessThanOrEqual(4);
  });

  it('do not hold up what somebody wishes for of one of so many things', async () => {
    const world = await staleFilms(16, 8);
    const { want, films, engine } = world;
    await Promise.all(films.map((ref) => want('details', { ref })));
    await sleep(10);
    const people = Array.from({ length: 8 }, (_, n) =>
      engine.want(wishOf(person, 'details', { ref: String(287 + n) }), operationOf('a client with many wishes')),
    );
    await sleep(10);
    await want('videos', { ref: films.at(-1) ?? '' }, operationOf('another client'));
    expect(world.asked().length, 'requests up to the film of the second client').toBeLessThanOrEqual(4);
    await Promise.all(people);
  });

  it('ride with what somebody wishes for of the same thing', async () => {
    const world = await staleFilms(1, 4);
    const [ref = ''] = world.films;
    await world.want('details', { ref });
    await sleep(10);
    await Promise.all([world.want('details', { ref: '604' }), world.want('videos', { ref })]);
    expect((await allAsked(world, 400)).toSorted()).toEqual(['604', `${ref}?append_to_response=videos`].toSorted());
    const operation = operationOf('a client');
    await world.want('details', { ref }, operation);
    expect(operation.cost.hits).toBe(1);
  });

  it('are not gathered up while TMDB takes no requests', async () => {
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

  it('are not sent while the queue is full', async () => {
    const { pass } = clock();
    const world = await startWorld({ rate: 8, queueMax: 4 });
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

describe('what is old', () => {
  it('is not served while TMDB answers', async () => {
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
    ['asks for more patience than there is', failing(25, 429, { 'retry-after': '60' })],
    ['answers with something else', { status: 502, json: {} }],
  ])('is served when TMDB %s, and is said to be stale', async (_what, failure) => {
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
    // TMDB is not asked before the time that it said.
    const isPaused = failure.status === 429;
    const next = operationOf('a client');
    expect((await world.want('details', {}, next)) === first).toBe(isPaused);
    expect(next.cost.stale).toBe(isPaused ? 1 : 0);
    expect(world.asked()).toEqual(isPaused ? [] : ['603']);
  });

  it('is said to be stale to each operation that waited', async () => {
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

  it('is not served in place of “not found”, nor after that', async () => {
    const { pass } = clock();
    const { script, down } = moody(failing(34, 404));
    const world = await startWorld({ script });
    await world.want('details');
    pass(OLD);
    down();
    expect(await failureOf(world.want('details'))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await failureOf(world.want('details'))).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is not served when it is the gateway that TMDB refuses', async () => {
    const { pass } = clock();
    const { script, down } = moody(failing(7, 401));
    const world = await startWorld({ script });
    await world.want('details');
    pass(OLD);
    down();
    expect(await failureOf(world.want('details'))).toMatchObject({ code: 'UPSTREAM_AUTH' });
  });

  it('is served for three days, and no longer', async () => {
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

describe('a TMDB that is down', () => {
  it('is asked hardly more often than there are queries, and everything known is still answered', async () => {
    const { pass } = clock();
    const { script, down, up } = moody();
    const world = await startWorld({ script, breaker: true });
    const refs = Array.from({ length: 30 }, (_, n) => String(1000 + n));
    const films = await Promise.all(refs.map((ref) => world.want('details', { ref })));
    pass(OLD);
    world.asked();
    down();
    for (const [index, ref] of refs.entries()) expect(await world.want('details', { ref })).toBe(films[index]);
    for (let n = 0; n < 70; n += 1) {
      const since = performance.now();
      expect(await failureOf(world.want('details', { ref: String(2000 + n) }))).toMatchObject({
        code: 'UPSTREAM_UNAVAILABLE',
        retryAfter: 5,
      });
      expect(performance.now() - since).toBeLessThan(0.2 * second);
    }
    for (const [index, ref] of refs.entries()) expect(await world.want('details', { ref })).toBe(films[index]);
    expect(world.asked().length).toBeLessThanOrEqual(20);
    up();
  });
});
