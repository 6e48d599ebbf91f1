import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { person } from '../../../src/tmdb/api/people/person.ts';
import { searchMovies } from '../../../src/tmdb/api/discovery/search.ts';
import { tvSeries } from '../../../src/tmdb/api/titles/tv.ts';
import { hour, minute, second } from '../../../src/tmdb/duration.ts';
import { clock, failing, failureOf, operationOf, startWorld, wishOf, type Script, type World } from '../../support/engine-world.ts';

const movies = (from: number, count: number): string[] => Array.from({ length: count }, (_, n) => String(from + n));

/** Fails the requests whose URL matches while it is `down`. */
function brokenWhere(pattern: RegExp, failure = failing(9, 503)) {
  const state = { down: true };
  const script: Script = (url) => (state.down && pattern.test(url) ? failure : undefined);
  return { script, up: () => void (state.down = false) };
}

const BAD_MOVIE = /movie\/13(\?|\/|$)/;

/** The answers to wishes for the details of these movies, of one operation each. */
const detailsOf = ({ want }: World, refs: readonly string[]): Promise<unknown[]> =>
  Promise.all(refs.map((ref) => failureOf(want('details', { ref }))));

/** An outage that has opened the circuit of movies. */
async function outage(options: Parameters<typeof startWorld>[0] = {}, pattern = /\/movie\//) {
  const { script, up } = brokenWhere(pattern);
  const world = await startWorld({ ...options, script });
  await detailsOf(world, movies(2000, 12));
  world.asked();
  return { ...world, up };
}

describe('one movie at which TMDB always fails', () => {
  it('is requested ever more rarely, and costs the others nothing', async () => {
    const { pass } = clock();
    const world = await startWorld({ script: brokenWhere(BAD_MOVIE).script });
    const failures = [];
    let others = 0;
    for (let query = 0; query < 200; query += 1) {
      failures.push(await failureOf(world.want('details', { ref: '13' })));
      if ((await failureOf(world.want('details', { ref: String(1000 + query) }))) === 'answered') others += 1;
      pass(100);
    }
    for (const failure of failures) expect(failure).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', status: 9, http: 503 });
    expect(others).toBe(200);
    // Three attempts, then one each after 2, 4 and 8 s, all longer by up to a half: 20 s have passed.
    const asked = world.asked().filter((url) => url === '13');
    expect(asked.length).toBeGreaterThanOrEqual(5);
    expect(asked.length).toBeLessThanOrEqual(6);
  });

  it('tells clients when to come back, without a request', async () => {
    const world = await startWorld({ script: brokenWhere(BAD_MOVIE).script });
    await failureOf(world.want('details', { ref: '13' }));
    world.asked();
    const slots = world.slots();
    const failure = await failureOf(world.want('credits', { ref: '13' }));
    expect(failure).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', status: 9, http: 503, sent: false });
    expect((failure as { retryAfter: number }).retryAfter).toBeGreaterThanOrEqual(2);
    expect((failure as { retryAfter: number }).retryAfter).toBeLessThanOrEqual(3);
    expect([world.asked(), world.slots()]).toEqual([[], slots]);
  });

  it('fails the wishes that wait for it at once, instead of one request after the other', async () => {
    const world = await startWorld({ script: brokenWhere(BAD_MOVIE).script, rate: 40 });
    const pages = Array.from({ length: 60 }, (_, page) => failureOf(world.want('reviews', { ref: '13', page: String(page + 1) })));
    for (const failure of await Promise.all(pages)) expect(failure).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    expect(world.asked().length).toBeLessThanOrEqual(45);
    expect(world.engine.queued).toBe(0);
    expect(await world.want('details')).toMatchObject({ id: 603 });
  });

  it('is served again as soon as TMDB serves it', async () => {
    const { pass } = clock();
    const { script, up } = brokenWhere(BAD_MOVIE);
    const world = await startWorld({ script });
    await failureOf(world.want('details', { ref: '13' }));
    up();
    pass(4 * second);
    expect(await world.want('details', { ref: '13' })).toMatchObject({ id: 13 });
    expect(await world.want('credits', { ref: '13' })).toMatchObject({ is: 'credits' });
  });
});

describe('a part at which TMDB always fails', () => {
  it('is requested apart from the other parts of its movie afterwards', async () => {
    const { pass } = clock();
    const world = await startWorld({ script: brokenWhere(/credits/).script });
    const ask = (...parts: ('details' | 'credits' | 'videos')[]): Promise<unknown[]> => {
      const operation = operationOf('a client');
      return Promise.all(parts.map((part) => failureOf(world.want(part, {}, operation))));
    };
    for (const failure of await ask('details', 'credits')) expect(failure).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    pass(4 * second);
    world.asked();
    expect(await ask('details', 'credits', 'videos')).toMatchObject(['answered', { code: 'UPSTREAM_UNAVAILABLE' }, 'answered']);
    expect(world.asked().toSorted()).toEqual(['603/credits', '603?append_to_response=videos']);
  });

  it('keeps the others pages and queries of its kind, which may be well', async () => {
    const world = await startWorld({ script: brokenWhere(/page=2|query=bad/).script });
    await failureOf(world.want('reviews', { page: '2' }));
    expect(await world.want('reviews', { page: '1' })).toMatchObject({ is: 'reviews' });
    const search = (query: string): Promise<unknown> =>
      failureOf(world.engine.want(wishOf(searchMovies, 'details', { ref: 'any', query }), operationOf('a client')));
    expect(await search('bad')).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    expect(await search('good')).toBe('answered');
  });

  it('is not requested as a companion of other parts', async () => {
    const world = await startWorld({ script: brokenWhere(/credits/).script, rate: 8 });
    for (const ref of movies(1000, 3)) await failureOf(world.want('credits', { ref }));
    expect(await world.want('details', { ref: '1000' })).toMatchObject({ id: 1000 });
  });
});

describe('many broken movies', () => {
  it('leave the others served when a third of all fail', async () => {
    const world = await startWorld({ script: (url) => (Number(/movie\/(\d+)/.exec(url)?.[1]) % 3 === 0 ? failing(9, 503) : undefined) });
    const refs = movies(1000, 150);
    const answers = await detailsOf(world, refs);
    expect(answers.map((answer) => answer === 'answered')).toEqual(refs.map((ref) => Number(ref) % 3 !== 0));
  });

  it('open no circuit when they are seasons of one series', async () => {
    const world = await startWorld({ script: brokenWhere(/tv\/1399/).script });
    const operation = operationOf('a client');
    const wants = Array.from({ length: 40 }, (_, season) => wishOf(tvSeries, `season/${season}`, { ref: '1399' }));
    await Promise.all(wants.map((wish) => failureOf(world.engine.want(wish, operation))));
    const other = world.engine.want(wishOf(tvSeries, 'details', { ref: '1396' }), operation);
    expect(await failureOf(other)).toBe('answered');
  });
});

describe('an open circuit', () => {
  it('refuses at once, without a slot, while everything else is served', async () => {
    const { engine, want, asked, slots } = await outage();
    const before = slots();
    const since = performance.now();
    const doomed = await Promise.all(movies(3000, 300).map((ref) => failureOf(want('details', { ref }))));
    for (const failure of doomed) expect(failure).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', sent: false });
    expect(performance.now() - since).toBeLessThan(second);
    expect([asked(), slots(), engine.queued]).toEqual([[], before, 0]);
    const served = engine.want(wishOf(person, 'details', { ref: '287' }), operationOf('a client'));
    expect(await failureOf(served)).toBe('answered');
  });

  it('fails at once what waits for a slot or for a retry when it opens', async () => {
    const world = await startWorld({ script: brokenWhere(/\/movie\//).script, rate: 12 });
    const answers = detailsOf(world, movies(1000, 100));
    for (const failure of await answers) expect(failure).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    expect(world.asked().length).toBeLessThanOrEqual(30);
    expect(world.engine.queued).toBe(0);
  });

  it('lets one probe through after five seconds, with all that its operation wants of it', async () => {
    const { pass } = clock();
    const { want, asked, up } = await outage();
    up();
    pass(5 * second);
    const operation = operationOf('a client');
    const probe = Promise.all([want('details', {}, operation), want('credits', {}, operation)]);
    const refused = await failureOf(want('details', { ref: '604' }));
    expect(refused).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', sent: false });
    expect(await probe).toMatchObject([{ id: 603 }, { is: 'credits' }]);
    expect(asked()).toEqual(['603?append_to_response=credits']);
    expect(await want('details', { ref: '2000' })).toMatchObject({ id: 2000 });
  });

  it('gives the probe to another client when the first leaves', async () => {
    const { pass } = clock();
    const { want, up } = await outage();
    up();
    pass(5 * second);
    const leave = new AbortController();
    const left = failureOf(want('details', {}, leave.signal));
    leave.abort(new Error('the client left'));
    expect(await left).toMatchObject({ message: 'the client left' });
    expect(await want('details', { ref: '604' })).toMatchObject({ id: 604 });
  });

  it('serves what is known, however old, and refreshes nothing', async () => {
    const { pass } = clock();
    const { script, up } = brokenWhere(/\/movie\/2/);
    const world = await startWorld({ script });
    const first = await world.want('details');
    pass(17 * hour + minute);
    await detailsOf(world, movies(2000, 12));
    world.asked();
    for (let read = 0; read < 5; read += 1) expect(await world.want('details')).toBe(first);
    expect(world.asked()).toEqual([]);
    up();
  });

  it('keeps writes from being sent, and a write that TMDB answers closes it', async () => {
    const { pass } = clock();
    const world = await outage({}, /^\/3\/movie\/\d+($|\?)/);
    const write = { method: 'POST', path: '/movie/603/rating', body: { value: 8 } } as const;
    expect(await failureOf(world.engine.write(write, operationOf('ada')))).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', sent: false });
    expect(world.writes).toEqual([]);
    pass(5 * second);
    expect(await failureOf(world.engine.write(write, operationOf('ada')))).toBe('answered');
    expect(await failureOf(world.want('details', { ref: '4000' }))).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', sent: true });
  });
});

const limited = (retryAfter?: string) => failing(25, 429, retryAfter === undefined ? {} : { 'retry-after': retryAfter });

describe('a 429', () => {
  it('does not count as an attempt of a later failure', async () => {
    const { want, asked } = await startWorld({
      script: (_url, nth) => (nth <= 3 ? limited() : nth <= 5 ? failing(9, 503) : undefined),
    });
    expect(await want('details')).toMatchObject({ id: 603 });
    expect(asked()).toHaveLength(6);
  });

  it('pauses its class for as long as it says, and the others for two seconds', async () => {
    const world = await startWorld({ script: (url, nth) => (nth === 1 && url.includes('/movie/') ? limited('4') : undefined) });
    const since = performance.now();
    const movie = world.want('details').then(() => performance.now() - since);
    await vi.waitFor(() => expect(world.asked()).toHaveLength(1));
    const other = world.engine
      .want(wishOf(person, 'details', { ref: '287' }), operationOf('a client'))
      .then(() => performance.now() - since);
    expect(await other).toBeGreaterThan(1.9 * second);
    expect(await other).toBeLessThan(3.5 * second);
    expect(await movie).toBeGreaterThan(3.9 * second);
  });

  it('pauses all for as long as it says when a second class is refused meanwhile', async () => {
    const refused = new Set<string>();
    const world = await startWorld({
      script: (url) => {
        const paths = url.split('/')[2] ?? '';
        if (paths === 'tv' || refused.has(paths)) return undefined;
        refused.add(paths);
        return limited('4');
      },
    });
    const since = performance.now();
    const first = [world.want('details'), world.engine.want(wishOf(person, 'details', { ref: '287' }), operationOf('ann'))];
    await vi.waitFor(() => expect(world.asked()).toHaveLength(2));
    const other = world.engine.want(wishOf(tvSeries, 'details', { ref: '1399' }), operationOf('bob')).then(() => performance.now() - since);
    expect(await other).toBeGreaterThan(3.9 * second);
    await Promise.all(first);
  });

  it.each([
    ['of one class', (ref: number) => `/movie/${ref}`],
    ['of several classes', (ref: number) => (ref % 2 ? `/movie/${ref}` : `/person/${ref}`)],
  ])('lets one request try after a pause: %s', async (_what, pathOf) => {
    let isLimited = true;
    const world = await startWorld({ script: () => (isLimited ? limited('1') : undefined) });
    const wants = Array.from({ length: 40 }, (_, n) => {
      const [, kind, ref = ''] = pathOf(1000 + n).split('/');
      return kind === 'movie'
        ? world.want('details', { ref })
        : world.engine.want(wishOf(person, 'details', { ref }), operationOf('a client'));
    });
    await sleep(500);
    const burst = world.arrivals.length;
    expect(burst).toBeLessThanOrEqual(36);
    await sleep(3 * second);
    expect(world.arrivals.length - burst).toBeGreaterThanOrEqual(2);
    expect(world.arrivals.length - burst).toBeLessThanOrEqual(3);
    isLimited = false;
    const since = performance.now();
    await Promise.all(wants);
    expect(performance.now() - since).toBeLessThan(2 * second);
  });

  it('refuses arrivals from the second in a row on that could not be served in time, with retryAfter', async () => {
    const world = await startWorld({ script: () => limited('1') });
    const leave = new AbortController();
    const waiting = movies(1000, 30).map((ref) => failureOf(world.want('details', { ref }, leave.signal)));
    await vi.waitFor(() => expect(world.arrivals.length).toBeGreaterThan(18), { timeout: 5 * second });
    const since = performance.now();
    for (let arrival = 0; arrival < 50; arrival += 1) {
      const failure = await failureOf(world.want('details', { ref: String(2000 + arrival) }));
      expect(failure).toMatchObject({ code: 'RATE_LIMITED', retryAfter: 1 });
      await sleep(30);
    }
    expect(performance.now() - since).toBeLessThan(5 * second);
    leave.abort(new Error('the client left'));
    await Promise.all(waiting);
  });

  it('lets the last arrival wait while nothing else does, so that one tries', async () => {
    let isLimited = true;
    const world = await startWorld({ script: () => (isLimited ? limited('1') : undefined) });
    const first = world.want('details');
    await vi.waitFor(() => expect(world.arrivals.length).toBeGreaterThanOrEqual(2), { timeout: 5 * second });
    const other = world.want('details', { ref: '604' });
    isLimited = false;
    expect(await Promise.all([first, other])).toMatchObject([{ id: 603 }, { id: 604 }]);
  });
});

describe('a resource of which a request failed', () => {
  it('gets one request for all that is wanted of it until the retry', async () => {
    const world = await startWorld({ script: (_url, nth) => (nth === 1 ? failing(9, 503) : undefined) });
    const first = world.want('details');
    await vi.waitFor(() => expect(world.arrivals).toHaveLength(1));
    await sleep(30);
    const others = (['credits', 'videos', 'keywords'] as const).map((part) => world.want(part, {}, operationOf(part)));
    await Promise.all([first, ...others]);
    expect(world.asked()).toEqual(['603', '603?append_to_response=credits,keywords,videos']);
    expect(await world.want('images')).toMatchObject({ is: 'images' });
  });

  it('is requested again when the client that waited for the retry has left', async () => {
    const world = await startWorld({ script: (_url, nth) => (nth === 1 ? failing(9, 503) : undefined) });
    const leave = new AbortController();
    const left = failureOf(world.want('details', {}, leave.signal));
    await vi.waitFor(() => expect(world.arrivals).toHaveLength(1));
    await sleep(30);
    leave.abort(new Error('the client left'));
    await left;
    expect(await world.want('credits')).toMatchObject({ is: 'credits' });
    expect(await world.want('details')).toMatchObject({ id: 603 });
    expect(world.engine.queued).toBe(0);
  });
});
