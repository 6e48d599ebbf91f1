import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { movie } from '../../../src/tmdb/api/titles/movie.ts';
import { tvSeason, tvSeries } from '../../../src/tmdb/api/titles/tv.ts';
import { searchMovies } from '../../../src/tmdb/api/discovery/search.ts';
import { wishOf } from '../../support/engine-world.ts';
import { createFailures } from '../../../src/tmdb/engine/failures/failures.ts';
import { targetOf, targetOfRequest, targetOfWrite, type FailureTarget } from '../../../src/tmdb/engine/failures/target.ts';
import type { Wanted } from '../../../src/tmdb/engine/bins.ts';
import { planAround } from '../../../src/tmdb/engine/plan.ts';
import { errorFromResponse, TmdbError } from '../../../src/tmdb/error.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance', 'Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const down = errorFromResponse(503, { success: false, status_code: 9 });
const slow = new TmdbError({ code: 'UPSTREAM_TIMEOUT', message: 'TMDB did not answer in time.', fault: 'tmdb', retry: 'backoff' });
const unreadable = new TmdbError({ code: 'UPSTREAM_BAD_RESPONSE', message: 'Not JSON.', fault: 'tmdb', retry: 'no' });

const target = (path: string): FailureTarget => ({ path, resource: path, keys: [path] });

/** A memory of failures, by paths. */
function world(random = 0) {
  const events: string[] = [];
  const memory = createFailures({
    random: () => random,
    listener: { onOpen: (paths) => events.push(`opened ${paths}`), onClose: (paths) => events.push(`closed ${paths}`) },
  });
  const failures = {
    blocking: (path: string) => memory.blocking(target(path)),
    /** Asks as a request does that will be sent. */
    request(path: string) {
      const failure = memory.blocking(target(path));
      if (!failure) memory.begin(target(path));
      return failure;
    },
    isFailing: (path: string) => memory.isFailing(target(path)),
    answered: (path: string) => memory.answered(target(path)),
    failed: (path: string, error: TmdbError, isLast: boolean) => memory.failed(target(path), error, isLast),
    left: (path: string) => memory.left(target(path)),
  };
  return {
    memory,
    failures,
    events,
    failAll: (count: number, error = down, first = 1) => {
      for (let id = first; id < first + count; id += 1) failures.failed(`/movie/${id}`, error, true);
    },
    serveAll: (count: number) => {
      for (let id = 1001; id < 1001 + count; id += 1) failures.answered(`/movie/${id}`);
    },
  };
}

describe('a path that failed', () => {
  it('blocks a path that failed for two seconds with its own error', () => {
    const { failures } = world();
    failures.failed('/movie/13', down, true);
    expect(failures.blocking('/movie/13')).toMatchObject({
      code: down.code,
      status: 9,
      http: 503,
      retry: 'backoff',
      retryAfter: 2,
      sent: false,
    });
    expect(failures.blocking('/movie/603')).toBeUndefined();
    vi.advanceTimersByTime(1999);
    expect(failures.blocking('/movie/13')).toBeDefined();
    vi.advanceTimersByTime(1);
    expect(failures.blocking('/movie/13')).toBeUndefined();
  });

  it('blocks a path for twice as long after each failure, a minute at most', () => {
    const { failures } = world();
    const intervals = Array.from({ length: 8 }, () => {
      failures.failed('/movie/13', slow, true);
      const wait = failures.blocking('/movie/13')?.retryAfter ?? 0;
      vi.advanceTimersByTime(wait * 1000);
      expect(failures.blocking('/movie/13')).toBeUndefined();
      return wait;
    });
    expect(intervals).toEqual([2, 4, 8, 16, 32, 60, 60, 60]);
  });

  it('spreads the interval of a failed path by half of it at most', () => {
    const { failures } = world(0.999);
    failures.failed('/movie/13', down, true);
    vi.advanceTimersByTime(2990);
    expect(failures.blocking('/movie/13')).toBeDefined();
    vi.advanceTimersByTime(10);
    expect(failures.blocking('/movie/13')).toBeUndefined();
  });

  it('blocks a path from the second failure on when the first was not retried', () => {
    const { failures } = world();
    failures.failed('/movie/13', unreadable, true);
    expect([failures.blocking('/movie/13'), failures.isFailing('/movie/13')]).toEqual([undefined, true]);
    failures.failed('/movie/13', unreadable, true);
    expect(failures.blocking('/movie/13')).toMatchObject({ code: 'UPSTREAM_BAD_RESPONSE', retryAfter: 2 });
  });

  it('forgets a failed path as soon as TMDB answers it', () => {
    const { failures } = world();
    failures.failed('/movie/13', down, true);
    expect(failures.isFailing('/movie/13')).toBe(true);
    failures.answered('/movie/13');
    expect(failures.isFailing('/movie/13')).toBe(false);
    failures.failed('/movie/13', down, true);
    expect(failures.blocking('/movie/13')?.retryAfter).toBe(2);
  });

  it('does not block a failed path while a retry follows', () => {
    const { failures } = world();
    failures.failed('/movie/13', down, false);
    expect(failures.blocking('/movie/13')).toBeUndefined();
  });

  it.each([
    ['not found', errorFromResponse(404, { success: false, status_code: 34 })],
    ['a 429', errorFromResponse(429, { success: false, status_code: 25 }, 'gateway', 1)],
    ['a refused key', errorFromResponse(401, { success: false, status_code: 7 })],
    ['bad parameters', errorFromResponse(422, { errors: ['query must be provided'] })],
  ])('counts a failure as an answer when it is %s', (_what, error) => {
    const { memory, failures, events } = world();
    for (let id = 1; id <= 100; id += 1) failures.failed(`/movie/${id}`, error, true);
    expect(failures.blocking('/movie/1')).toBeUndefined();
    expect([memory.healthy, events]).toEqual([true, []]);
  });

  it('remembers ten thousand failed paths, and no more', () => {
    const { failures } = world();
    for (let id = 1; id <= 10_001; id += 1) failures.failed(`/c${id}/1`, down, true);
    expect(failures.blocking('/c1/1')).toBeUndefined();
    expect(failures.blocking('/c2/1')).toBeDefined();
  });
});

describe('a failed path after its interval', () => {
  it('gets no retries, and all of them again a minute later', () => {
    const { failures } = world();
    failures.failed('/movie/13', down, true);
    vi.advanceTimersByTime(2000);
    expect([failures.blocking('/movie/13'), failures.isFailing('/movie/13')]).toEqual([undefined, true]);
    vi.advanceTimersByTime(60_001);
    expect(failures.isFailing('/movie/13')).toBe(false);
    failures.failed('/movie/13', down, true);
    expect(failures.blocking('/movie/13')?.retryAfter).toBe(2);
  });
});

describe('a circuit', () => {
  it('stays closed however often one path fails', () => {
    const { failures, events } = world();
    for (let time = 0; time < 1000; time += 1) failures.failed('/movie/13', down, true);
    expect(events).toEqual([]);
    expect(failures.blocking('/movie/603')).toBeUndefined();
  });

  it('opens after one failure while it is open at another process, and only then', () => {
    const { memory, failures, failAll, events } = world();
    memory.warn('movie', 10_000);
    failAll(1);
    expect(events).toEqual(['opened movie']);
    failures.answered('/movie/1');
    vi.advanceTimersByTime(10_001);
    failAll(9);
    expect(events).toEqual(['opened movie', 'closed movie']);
  });

  it('does not open for another process while most paths answer', () => {
    const { memory, serveAll, failAll, events } = world();
    serveAll(2);
    memory.warn('movie', 10_000);
    failAll(2);
    expect(events).toEqual([]);
  });

  it.each([
    { failing: 9, serving: 0, opens: false },
    { failing: 10, serving: 0, opens: true },
    { failing: 10, serving: 3, opens: true },
    { failing: 10, serving: 20, opens: false },
    { failing: 200, serving: 400, opens: false },
    { failing: 300, serving: 100, opens: true },
  ])('opens ($opens) when $failing different paths fail beside $serving that answer', ({ failing, serving, opens }) => {
    const { serveAll, failAll, failures, memory, events } = world();
    serveAll(serving);
    failAll(failing);
    expect(events).toEqual(opens ? ['opened movie'] : []);
    expect(memory.healthy).toBe(!opens);
    expect(failures.blocking('/movie/603') !== undefined).toBe(opens);
    expect(failures.blocking('/person/1')).toBeUndefined();
  });

  it('opens at the first attempts that fail, before their retries', () => {
    const { failures, events } = world();
    for (let id = 1; id < 10; id += 1) expect(failures.failed(`/movie/${id}`, down, false)).toBe(false);
    expect(failures.failed('/movie/10', down, false)).toBe(true);
    expect(events).toEqual(['opened movie']);
  });

  it('counts what happened in the last thirty seconds alone', () => {
    const { failAll, events } = world();
    failAll(9);
    vi.advanceTimersByTime(30_001);
    failAll(9, down, 101);
    expect(events).toEqual([]);
    failAll(1, down, 999);
    expect(events).toEqual(['opened movie']);
  });

  it('is not opened by responses that cannot be read', () => {
    const { failAll, events } = world();
    failAll(100, unreadable);
    expect(events).toEqual([]);
  });

  it('lets one request through after five seconds, and no sooner', () => {
    const { failAll, failures } = world();
    failAll(10);
    vi.advanceTimersByTime(4999);
    expect(failures.request('/movie/603')).toMatchObject({ retryAfter: 1, sent: false });
    vi.advanceTimersByTime(1);
    expect(failures.request('/movie/603')).toBeUndefined();
    expect(failures.request('/movie/604')).toMatchObject({ retryAfter: 5 });
  });

  it('lets wishes join the resource of the probe while that waits for its slot', () => {
    const { failAll, failures, memory } = world();
    failAll(10);
    vi.advanceTimersByTime(5000);
    expect(failures.request('/movie/603')).toBeUndefined();
    expect(memory.blocking({ path: '/movie/603', resource: '/movie/603', keys: ['/movie/603/credits'] }, true)).toBeUndefined();
    expect(memory.blocking({ path: '/movie/1', resource: '/movie/1', keys: ['/movie/1'] }, true)).toBeUndefined();
    failures.failed('/movie/1', down, true);
    expect(memory.blocking({ path: '/movie/1', resource: '/movie/1', keys: ['/movie/1'] }, true)).toBeDefined();
  });

  it('leaves the probe to a path that is not known to fail, for half a second', () => {
    const { failAll, failures } = world();
    failAll(10);
    vi.advanceTimersByTime(5400);
    expect(failures.request('/movie/1')).toBeDefined();
    expect(failures.request('/movie/603')).toBeUndefined();
    failures.failed('/movie/603', down, true);
    vi.advanceTimersByTime(5500);
    expect(failures.request('/movie/1')).toBeUndefined();
  });

  it('lets no path wait longer than five seconds while it is open', () => {
    const { failAll, failures } = world();
    for (let time = 0; time < 6; time += 1) failures.failed('/movie/1', down, true);
    failAll(9, down, 2);
    vi.advanceTimersByTime(5500);
    expect(failures.request('/movie/1')).toBeUndefined();
    failures.failed('/movie/1', down, true);
    vi.advanceTimersByTime(5500);
    expect(failures.request('/movie/1')).toBeUndefined();
  });

  it('closes at the first answer, a rejection among them, and clears its paths', () => {
    const { failAll, failures, memory, events } = world();
    failAll(10);
    failures.failed('/tv/1', down, true);
    vi.advanceTimersByTime(5000);
    expect(failures.request('/movie/603')).toBeUndefined();
    failures.failed('/movie/603', errorFromResponse(404, { success: false, status_code: 34 }), true);
    expect(events).toEqual(['opened movie', 'closed movie']);
    expect(failures.blocking('/movie/1')).toBeUndefined();
    expect(failures.isFailing('/movie/1')).toBe(false);
    expect(failures.isFailing('/tv/1')).toBe(true);
    failAll(9);
    expect(memory.healthy).toBe(true);
  });

  it('gives the probe to the next request when the client of the first leaves', () => {
    const { failAll, failures } = world();
    failAll(10);
    vi.advanceTimersByTime(5000);
    expect(failures.request('/movie/603')).toBeUndefined();
    failures.left('/movie/5');
    expect(failures.request('/movie/604')).toBeDefined();
    failures.left('/movie/603');
    expect(failures.request('/movie/604')).toBeUndefined();
  });

  it('is left out of the classes that are down after two missed probes', () => {
    const { failAll, memory } = world();
    failAll(10);
    expect(memory.down).toEqual(['movie']);
    expect([...memory.circuits]).toEqual([['movie', true]]);
    vi.advanceTimersByTime(10_001);
    expect(memory.down).toEqual([]);
    expect(memory.healthy).toBe(false);
  });
});

const part = (name: string): FailureTarget => ({ path: '/tv/1', resource: '/tv/1', keys: [`/tv/1/${name}`] });
const details = target('/tv/1');

describe('a part that failed', () => {
  it('blocks itself alone, and is requested apart afterwards', () => {
    const { memory } = world();
    memory.failed(part('credits'), slow, true);
    expect(memory.blocking(part('credits'))).toBeDefined();
    expect([memory.blocking(part('videos')), memory.blocking(details), memory.isFailing(details)]).toEqual([undefined, undefined, false]);
    expect([memory.isBadPart(part('credits')), memory.isBadPart(part('videos')), memory.isBadPart(details)]).toEqual([true, false, false]);
  });

  it('blocks itself alone however often it fails', () => {
    const { memory } = world();
    for (let time = 0; time < 5; time += 1) memory.failed(part('credits'), slow, true);
    expect(memory.blocking(details)).toBeUndefined();
  });

  it('blocks its whole resource when another part fails too', () => {
    const { memory } = world();
    memory.failed(part('credits'), slow, true);
    memory.failed(part('videos'), slow, true);
    expect(memory.blocking(details)).toMatchObject({ retryAfter: 2 });
    expect(memory.blocking(part('keywords'))).toBeDefined();
    expect(memory.isBadPart(part('keywords'))).toBe(false);
  });

  it('blocks its resource no longer when something of that is answered', () => {
    const { memory } = world();
    memory.failed(part('credits'), slow, true);
    memory.answered(part('keywords'));
    memory.failed(part('videos'), slow, true);
    expect(memory.blocking(details)).toBeUndefined();
    expect(memory.blocking(part('credits'))).toBeDefined();
  });
});

/** The target of the request for these parts of a movie. */
function targetOfAll(...parts: [string, ...string[]]): FailureTarget {
  const [first, ...others] = parts.map((name) => ({ wish: wishOf(movie, name) })) as [Wanted, ...Wanted[]];
  return targetOfRequest(planAround(first, others));
}

describe('the target of a wish', () => {
  it.each([
    { title: 'details', wish: wishOf(movie, 'details', { language: 'de-DE' }), target: ['/movie/603', '/movie/603', '/movie/603'] },
    { title: 'a part', wish: wishOf(movie, 'credits'), target: ['/movie/603', '/movie/603', '/movie/603/credits'] },
    {
      title: 'a page of a part, in whatever language',
      wish: wishOf(movie, 'reviews', { page: '2', language: 'de-DE' }),
      target: ['/movie/603', '/movie/603', '/movie/603/reviews&page=2'],
    },
    {
      title: 'a season that is appended to its series',
      wish: wishOf(tvSeries, 'season/3', { ref: '1399' }),
      target: ['/tv/1399', '/tv/1399', '/tv/1399/season/3'],
    },
    {
      title: 'a season of its own, which counts as its series',
      wish: wishOf(tvSeason, 'details', { ref: '1399-3' }),
      target: ['/tv/1399', '/tv/1399/season/3', '/tv/1399/season/3'],
    },
    {
      title: 'a search, by what is searched',
      wish: wishOf(searchMovies, 'details', { ref: 'any', query: 'Alien', page: '1', language: 'de-DE' }),
      target: Array.from({ length: 3 }, () => '/search/movie&query=Alien&page=1'),
    },
    { title: 'nothing of a personal part', wish: wishOf(movie, 'account_states', { scope: 'ada' }), target: ['/movie/603', '/movie/603'] },
  ])('names $title', ({ wish, target: [path, resource, ...keys] }) => {
    expect(targetOf(wish)).toEqual({ path, resource, keys });
  });

  it('names everything that a request carries', () => {
    const { path, resource, keys } = targetOfAll('credits', 'videos');
    expect([path, resource, keys.toSorted()]).toEqual([
      '/movie/603',
      '/movie/603',
      ['/movie/603', '/movie/603/credits', '/movie/603/videos'],
    ]);
  });

  it('names a part alone when it is requested at its own path', () => {
    expect(targetOfAll('credits').keys).toEqual(['/movie/603/credits']);
  });

  it('names nothing but the circuit for a write', () => {
    const path = '/movie/603/rating';
    expect(targetOfWrite({ path })).toEqual({ path, resource: path, keys: [] });
  });
});
