import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { hour, minute } from '../../../src/tmdb/duration.ts';
import { TmdbError } from '../../../src/tmdb/error.ts';
import { clock, failing, failureOf, gate, IMDB, startWorld } from '../../support/engine-world.ts';

describe('wishes of one tick', () => {
  it('sends one request for the wishes of one tick, its microtasks included', async () => {
    const { want, asked } = await startWorld();
    const answers = await Promise.all([
      want('details'),
      want('keywords'),
      Promise.resolve().then(() => want('videos')),
      new Promise((resolve, reject) => process.nextTick(() => want('credits').then(resolve, reject))),
    ]);
    expect(answers).toEqual([
      { id: 603, imdb_id: IMDB, title: '603 in en' },
      { is: 'keywords', page: '1' },
      { is: 'videos', page: '1' },
      { is: 'credits', page: '1' },
    ]);
    expect(asked()).toEqual(['603?append_to_response=credits,keywords,videos']);
  });

  it('sends one request per page, and the other parts with one of them', async () => {
    const { want, asked } = await startWorld();
    await Promise.all([want('recommendations', { page: '2' }), want('recommendations'), want('credits'), want('details')]);
    expect(
      asked()
        .map((url) => url.includes('page=2'))
        .toSorted(),
    ).toEqual([false, true]);
  });

  it('sends a request for each movie', async () => {
    const { want, asked } = await startWorld();
    await Promise.all([want('details'), want('details', { ref: '604' })]);
    expect(asked().toSorted()).toEqual(['603', '604']);
  });
});

describe('joining', () => {
  it('joins a request in flight, and gives every operation the same document', async () => {
    const { script, open } = gate();
    const { want, asked } = await startWorld({ script });
    const first = want('details');
    await vi.waitFor(() => expect(asked()).toEqual(['603']));
    const others = Array.from({ length: 10 }, () => want('details'));
    await sleep(20);
    open();
    const documents = await Promise.all([first, ...others]);
    expect(new Set(documents).size).toBe(1);
    expect(asked()).toEqual([]);
  });

  it('joins and caches the details that come with appended parts', async () => {
    const { script, open } = gate();
    const { want, asked } = await startWorld({ script });
    const parts = Promise.all([want('keywords'), want('release_dates')]);
    await vi.waitFor(() => expect(asked()).toEqual(['603?append_to_response=keywords,release_dates']));
    const details = want('details');
    await sleep(20);
    open();
    expect(await details).toEqual({ id: 603, imdb_id: IMDB, title: '603 in en' });
    await parts;
    await want('details');
    expect(asked()).toEqual([]);
  });

  it('caches details without a wish in the language of their request, and in no other', async () => {
    const { want, asked } = await startWorld();
    await Promise.all([want('keywords'), want('videos', { language: 'de' })]);
    expect(asked()).toHaveLength(1);
    expect(await want('details', { language: 'de' })).toMatchObject({ title: '603 in de' });
    expect(asked()).toEqual([]);
    expect(await want('details')).toMatchObject({ title: '603 in en' });
    expect(asked()).toEqual(['603']);
  });

  it('shares a part that does not vary by language between languages', async () => {
    const { want, asked } = await startWorld();
    await Promise.all([want('details', { language: 'de' }), want('keywords')]);
    asked();
    await Promise.all([want('details', { language: 'fr' }), want('keywords')]);
    expect(asked()).toEqual(['603?language=fr']);
  });

  it('reports a failure to every operation that joined', async () => {
    const { script, open } = gate();
    const { want } = await startWorld({ script: async (url, nth) => (await script(url, nth), failing(44, 500)) });
    const failures = [failureOf(want('details')), failureOf(want('details'))];
    open();
    for (const failure of await Promise.all(failures)) expect(failure).toMatchObject({ code: 'BAD_USER_INPUT', status: 44 });
  });
});

describe('a part that is missing in a response', () => {
  it('requests a part that is missing in a response once more, alone', async () => {
    const { want, asked, slots } = await startWorld({ script: () => ({ without: ['credits'] }) });
    const [details, keywords, credits] = await Promise.all([want('details'), want('keywords'), want('credits')]);
    expect(details).toMatchObject({ title: '603 in en' });
    expect(keywords).toEqual({ is: 'keywords', page: '1' });
    expect(credits).toMatchObject({ is: 'credits' });
    expect(asked()).toEqual(['603?append_to_response=credits,keywords', '603/credits']);
    expect(slots()).toBe(2);
    await want('credits');
    expect(asked()).toEqual([]);
  });

  it('keeps the query of a missing part when it is requested again', async () => {
    const { want, asked } = await startWorld({ script: () => ({ without: ['recommendations'] }) });
    const [, recommendations] = await Promise.all([want('details'), want('recommendations', { page: '2' })]);
    expect(recommendations).toMatchObject({ is: 'recommendations', page: '2' });
    expect(asked()).toEqual(['603?append_to_response=recommendations&page=2', '603/recommendations?page=2']);
  });

  it('fails only the missing part when TMDB rejects it alone', async () => {
    const { want, asked } = await startWorld({ script: (url) => (url.endsWith('/credits') ? failing(34, 404) : { without: ['credits'] }) });
    const [details, credits] = await Promise.all([want('details'), failureOf(want('credits'))]);
    expect(details).toMatchObject({ title: '603 in en' });
    expect(credits).toMatchObject({ code: 'NOT_FOUND' });
    expect(asked()).toHaveLength(2);
  });
});

describe('a personal wish', () => {
  it('shares no request between a personal wish and another scope or a public wish', async () => {
    const { want, asked } = await startWorld();
    await Promise.all([want('details'), want('keywords', { scope: 'ann' }), want('keywords', { scope: 'bob' }), want('keywords')]);
    expect(asked().toSorted()).toEqual(['603/keywords?session_id=ann', '603/keywords?session_id=bob', '603?append_to_response=keywords']);
  });

  it('joins no public request in flight for a personal wish, nor the reverse', async () => {
    const { script, open } = gate();
    const { want, asked } = await startWorld({ script });
    const wishes = [want('details')];
    await sleep(20);
    wishes.push(want('details', { scope: 'ann' }));
    await sleep(20);
    wishes.push(want('details', { scope: 'bob' }), want('details'));
    await sleep(20);
    open();
    await Promise.all(wishes);
    expect(asked()).toEqual(['603', '603?session_id=ann', '603?session_id=bob']);
  });

  it('neither caches a personal answer nor serves a cached one, failures included', async () => {
    const { want, asked } = await startWorld({ script: (url) => (url.includes('/605') ? failing(34, 404) : undefined) });
    await want('details');
    await want('details', { scope: 'ann' });
    await want('details', { scope: 'ann' });
    await failureOf(want('details', { ref: '605', scope: 'ann' }));
    await failureOf(want('details', { ref: '605', scope: 'ann' }));
    await failureOf(want('details', { ref: '605' }));
    const ann = '?session_id=ann';
    expect(asked()).toEqual(['603', `603${ann}`, `603${ann}`, `605${ann}`, `605${ann}`, '605']);
  });

  it('caches no public details from a personal request', async () => {
    const { want, asked } = await startWorld();
    await Promise.all([want('keywords', { scope: 'ann' }), want('videos', { scope: 'ann' })]);
    expect(asked()).toHaveLength(1);
    await want('details');
    expect(asked()).toEqual(['603']);
  });

  it('sends one request for the personal wishes of one scope', async () => {
    const { want, asked } = await startWorld();
    await Promise.all([want('details', { scope: 'ann' }), want('keywords', { scope: 'ann' })]);
    expect(asked()).toEqual(['603?append_to_response=keywords&session_id=ann']);
  });
});

describe('an operation that ends', () => {
  const reason = new Error('the client left');

  it('answers a joined operation when the first one ends', async () => {
    const { script, open } = gate();
    const { want, asked } = await startWorld({ script });
    const leave = new AbortController();
    const first = failureOf(want('details', {}, leave.signal));
    await vi.waitFor(() => expect(asked()).toEqual(['603']));
    const second = want('details');
    leave.abort(reason);
    expect(await first).toBe(reason);
    open();
    expect(await second).toMatchObject({ title: '603 in en' });
    expect(asked()).toEqual([]);
  });

  it('sends nothing when every queued wish is withdrawn, and serves the next wish at once', async () => {
    // One slot in half a second: the 20 withdrawn wishes must not use any.
    const { want, asked, arrivals, slots } = await startWorld({ rate: 2 });
    await want('details');
    const leave = new AbortController();
    const left = Array.from({ length: 20 }, (_, n) => failureOf(want('details', { ref: String(1000 + n) }, leave.signal)));
    await sleep(20);
    leave.abort(reason);
    for (const failure of await Promise.all(left)) expect(failure).toBe(reason);
    await want('details', { ref: '604' });
    expect(asked()).toEqual(['603', '604']);
    expect(slots()).toBe(2);
    const [first = 0, second = 0] = arrivals;
    expect(second - first).toBeLessThan(900);
  });

  it('sends nothing when a wish is withdrawn within its tick', async () => {
    const { want, asked, slots } = await startWorld();
    const leave = new AbortController();
    const left = failureOf(want('details', {}, leave.signal));
    leave.abort(reason);
    expect(await left).toBe(reason);
    await sleep(30);
    expect(asked()).toEqual([]);
    expect(slots()).toBe(0);
  });

  it('sends nothing for an operation that has already ended', async () => {
    const { want, asked } = await startWorld();
    expect(await failureOf(want('details', {}, AbortSignal.abort(reason)))).toBe(reason);
    await sleep(30);
    expect(asked()).toEqual([]);
  });

  it('leaves out the part of a wish that was withdrawn from the queue', async () => {
    const { want, asked } = await startWorld({ rate: 2 });
    await want('details', { ref: '604' });
    const leave = new AbortController();
    const left = failureOf(want('keywords', {}, leave.signal));
    const stays = want('videos');
    await sleep(20);
    leave.abort(reason);
    await left;
    await stays;
    expect(asked()).toEqual(['604', '603/videos']);
  });

  it('closes the socket when every wish in flight is withdrawn, and sends a new request for the next wish', async () => {
    const { script, open } = gate();
    const { want, asked, sockets } = await startWorld({ script });
    const leave = new AbortController();
    const left = [
      failureOf(want('details', {}, leave.signal)),
      failureOf(want('keywords', {}, leave.signal)),
      failureOf(want('details', {}, leave.signal)),
    ];
    await vi.waitFor(() => expect(asked()).toHaveLength(1));
    leave.abort(reason);
    for (const failure of await Promise.all(left)) expect(failure).toBe(reason);
    await vi.waitFor(() => expect(sockets.size).toBe(0));
    open();
    expect(await want('details')).toMatchObject({ title: '603 in en' });
    expect(asked()).toEqual(['603']);
  });

  it('completes a request of which one wish was withdrawn, and keeps its part', async () => {
    const { script, open } = gate();
    const { want, asked } = await startWorld({ script });
    const leave = new AbortController();
    const left = failureOf(want('keywords', {}, leave.signal));
    const stays = want('details');
    await vi.waitFor(() => expect(asked()).toHaveLength(1));
    leave.abort(reason);
    await left;
    open();
    expect(await stays).toMatchObject({ title: '603 in en' });
    expect(await want('keywords')).toEqual({ is: 'keywords', page: '1' });
    expect(asked()).toEqual([]);
  });

  it('sends no further attempt when every wish is withdrawn during the backoff', async () => {
    const { want, asked } = await startWorld({ script: () => failing(11, 500) });
    const leave = new AbortController();
    const left = failureOf(want('details', {}, leave.signal));
    await vi.waitFor(() => expect(asked()).toHaveLength(1));
    await sleep(30);
    leave.abort(reason);
    expect(await left).toBe(reason);
    await sleep(400);
    expect(asked()).toEqual([]);
  });

  it('sends no further attempt when every wish is withdrawn during the pause after a 429', async () => {
    const { want, asked } = await startWorld({ script: (_url, nth) => (nth === 1 ? failing(25, 429, { 'retry-after': '1' }) : undefined) });
    const leave = new AbortController();
    const left = failureOf(want('details', {}, leave.signal));
    await vi.waitFor(() => expect(asked()).toHaveLength(1));
    await sleep(50);
    leave.abort(reason);
    expect(await left).toBe(reason);
    expect(await want('details', { ref: '604' })).toMatchObject({ id: 604 });
    expect(asked()).toEqual(['604']);
  });
});

describe('the memory of the engine', () => {
  it('remembers “not found” for a minute', async () => {
    const { pass } = clock();
    const { want, asked } = await startWorld({ script: (_url, nth) => (nth === 1 ? failing(34, 404) : undefined) });
    expect(await failureOf(want('details'))).toMatchObject({ code: 'NOT_FOUND', status: 34 });
    pass(59_000);
    expect(await failureOf(want('details'))).toMatchObject({ code: 'NOT_FOUND', status: 34 });
    expect(asked()).toEqual(['603']);
    pass(2000);
    expect(await want('details')).toMatchObject({ title: '603 in en' });
    expect(asked()).toEqual(['603']);
  });

  it.each([
    [44, 500],
    [7, 401],
    [22, 400],
    [39, 401],
    [34, 200],
    [34, 500],
  ])('remembers no failure with status %i and HTTP %i', async (status, http) => {
    const { want, asked } = await startWorld({ script: (_url, nth) => (nth === 1 ? failing(status, http) : undefined) });
    expect(await failureOf(want('details'))).toMatchObject({ status });
    expect(await want('details')).toMatchObject({ title: '603 in en' });
    expect(asked()).toHaveLength(2);
  });

  it.each([
    ['no max-age', '', '', 9 * minute, 11 * minute],
    ['max-age below the floor', 'max-age=60', '', 9 * minute, 11 * minute],
    ['max-age within the bounds', 'max-age=7200', '', 1.9 * hour, 2.1 * hour],
    ['max-age less Age', 'max-age=7200', '3600', 0.9 * hour, 1.1 * hour],
    ['max-age above the ceiling', 'max-age=864000', '', 7.9 * hour, 8.1 * hour],
  ])('keeps details with %s while they are fresh', async (_title, cacheControl, age, fresh, stale) => {
    const { pass } = clock();
    const { want, asked } = await startWorld({ script: () => ({ headers: { 'cache-control': cacheControl, ...(age && { age }) } }) });
    await want('details');
    pass(fresh);
    await want('details');
    expect(asked()).toHaveLength(1);
    pass(stale - fresh);
    await want('details');
    await vi.waitFor(() => expect(asked()).toHaveLength(1));
  });

  it('answers by either id of a movie what was requested by its IMDb id', async () => {
    const { want, asked } = await startWorld();
    await Promise.all([want('details', { ref: IMDB }), want('keywords', { ref: IMDB })]);
    expect(asked()).toEqual([`${IMDB}?append_to_response=keywords`]);
    await Promise.all([want('details'), want('keywords'), want('details', { ref: IMDB }), want('keywords', { ref: IMDB })]);
    expect(asked()).toEqual([]);
    await want('videos', { ref: IMDB });
    expect(asked()).toEqual(['603/videos']);
    await want('videos');
    expect(asked()).toEqual([]);
  });

  it('answers by the IMDb id of a movie what was requested by its number', async () => {
    const { want, asked } = await startWorld();
    await want('details');
    await want('details', { ref: IMDB });
    expect(asked()).toEqual(['603']);
  });
});

describe('a 429', () => {
  it('pauses all requests for as long as the Retry-After of a 429 says, then answers every wish', async () => {
    const { want, asked, arrivals } = await startWorld({
      script: (_url, nth) => (nth === 1 ? failing(25, 429, { 'retry-after': '1' }) : undefined),
    });
    const first = want('details');
    await vi.waitFor(() => expect(arrivals).toHaveLength(1));
    await sleep(50);
    const others = Array.from({ length: 30 }, (_, n) => want('details', { ref: String(1000 + n) }));
    expect(await first).toMatchObject({ id: 603 });
    expect(await Promise.all(others)).toHaveLength(30);
    const [rejected = 0, ...later] = arrivals;
    expect(Math.min(...later) - rejected).toBeGreaterThanOrEqual(995);
    expect(asked()).toHaveLength(32);
  });

  it('answers every wish when some requests meet a 429', async () => {
    const { want, asked } = await startWorld({
      script: (_url, nth) => (nth > 10 && nth <= 15 ? failing(25, 429, { 'retry-after': '1' }) : undefined),
    });
    const answers = await Promise.all(Array.from({ length: 40 }, (_, n) => want('details', { ref: String(1000 + n) })));
    expect(answers.map((answer) => (answer as { id: number }).id)).toEqual(Array.from({ length: 40 }, (_, n) => 1000 + n));
    expect(asked()).toHaveLength(45);
  });

  it('fails at once, with retryAfter, when a 429 asks for a longer wait than operations have', async () => {
    const { want } = await startWorld({ script: () => failing(25, 429, { 'retry-after': '30' }), maxWait: 1000 });
    expect(await failureOf(want('details'))).toMatchObject({ code: 'RATE_LIMITED', retryAfter: 30 });
  });
});

describe('a retry', () => {
  it.each([
    [11, 500, 3],
    [15, 500, 2],
    [44, 500, 1],
  ])('takes a slot for each attempt after status %i', async (status, http, attempts) => {
    const { want, asked, slots } = await startWorld({ script: () => failing(status, http) });
    expect(await failureOf(want('details'))).toMatchObject({ status });
    expect(asked()).toHaveLength(attempts);
    expect(slots()).toBe(attempts);
  });

  it('waits for a slot before each retry when the limit is exhausted', async () => {
    const { want, arrivals } = await startWorld({ rate: 2, script: (_url, nth) => (nth <= 2 ? failing(9, 503) : undefined) });
    expect(await want('details')).toMatchObject({ id: 603 });
    const [first = 0, second = 0, third = 0] = arrivals;
    expect(second - first).toBeGreaterThanOrEqual(495);
    expect(third - second).toBeGreaterThanOrEqual(495);
  });

  it('answers a wish that joined before the retry', async () => {
    const { want, asked } = await startWorld({ script: (_url, nth) => (nth === 1 ? failing(9, 503) : undefined) });
    const details = want('details');
    await vi.waitFor(() => expect(asked()).toHaveLength(1));
    await sleep(30);
    const joined = want('details');
    expect(await Promise.all([details, joined])).toHaveLength(2);
    expect(asked()).toEqual(['603']);
  });
});

describe('an exhausted limit', () => {
  it('adds further wishes for a movie to its waiting ticket', async () => {
    const { want, asked } = await startWorld({ rate: 2 });
    await want('details', { ref: '604' });
    const wishes = [want('details')];
    for (const part of ['keywords', 'videos', 'credits'] as const) {
      await sleep(20);
      wishes.push(want(part));
    }
    await sleep(20);
    wishes.push(want('details'));
    expect(await Promise.all(wishes)).toHaveLength(5);
    expect(asked()).toEqual(['604', '603?append_to_response=credits,keywords,videos']);
  });

  it('queues again the wishes that one request cannot carry', async () => {
    const { want, asked, slots } = await startWorld({ rate: 2 });
    await want('details', { ref: '604' });
    const wishes = [want('recommendations', { page: '2' }), want('recommendations', { page: '3' }), want('details')];
    await sleep(50);
    wishes.push(want('keywords'));
    await Promise.all(wishes);
    expect(asked()).toHaveLength(3);
    expect(slots()).toBe(3);
  });

  it('sends no more than the limit in any second', async () => {
    const { want, sent } = await startWorld({ rate: 12 });
    await Promise.all(Array.from({ length: 30 }, (_, n) => want('details', { ref: String(1000 + n) })));
    const thirteenthAfter = sent.slice(12).map((last, index) => last - (sent[index] ?? 0));
    expect(thirteenthAfter).toHaveLength(18);
    expect(Math.min(...thirteenthAfter)).toBeGreaterThanOrEqual(995);
  });
});

describe('close', () => {
  const stopped = { name: 'TmdbError', code: 'UPSTREAM_UNAVAILABLE', fault: 'gateway' };

  it('rejects queued wishes, wishes in flight and wishes between two attempts when it closes', async () => {
    const { engine, want, asked, arrivals, sockets } = await startWorld({
      rate: 4,
      script: (url) => (url.endsWith('/603') ? failing(9, 503) : new Promise(() => {})),
    });
    const failures = [failureOf(want('details')), failureOf(want('details', { ref: '604' }))];
    await vi.waitFor(() => expect(arrivals).toHaveLength(2));
    asked();
    failures.push(failureOf(want('details', { ref: '605' })));
    await sleep(20);
    await engine.close();
    for (const failure of await Promise.all(failures)) {
      expect(failure).toBeInstanceOf(TmdbError);
      expect(failure).toMatchObject(stopped);
    }
    await vi.waitFor(() => expect(sockets.size).toBe(0));
    await sleep(300);
    expect(asked()).toEqual([]);
  });

  it('rejects wishes after it was closed, without a request', async () => {
    const { engine, want, asked } = await startWorld();
    await engine.close();
    const failure = await Promise.race([failureOf(want('details')), sleep(1500, 'waits for ever')]);
    expect(failure).toMatchObject(stopped);
    expect(asked()).toEqual([]);
  });

  it('closes twice without an error', async () => {
    const { engine } = await startWorld();
    await engine.close();
    await expect(engine.close()).resolves.toBeUndefined();
  });
});
