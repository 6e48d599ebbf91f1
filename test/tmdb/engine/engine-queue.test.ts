import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { GatewayError } from '../../../src/tmdb/error.ts';
import { movie } from '../../../src/tmdb/api/titles/movie.ts';
import {
  failing,
  failureOf,
  gate,
  IMDB,
  operationOf,
  startWorld,
  type Asking,
  type MoviePart,
  type Script,
  type World,
} from '../../support/engine-world.ts';

const movies = (from: number, count: number): string[] => Array.from({ length: count }, (_, n) => String(from + n));

/** A world with one slot in half a second, of which the first is taken. */
async function busyWorld(script?: Script): Promise<World> {
  const world = await startWorld({ rate: 2, ...(script && { script }) });
  await world.want('details', { ref: '900' }, operationOf('another client'));
  world.asked();
  return world;
}

/** The movie that a request was for. */
const movieOf = (url: string): string => /^\w+/.exec(url)?.[0] ?? '';

/** Makes every backoff as long as possible: 300 ms before the second attempt. */
function longPauses(): void {
  vi.spyOn(Math, 'random').mockReturnValue(1);
  onTestFinished(() => void vi.restoreAllMocks());
}

describe('waiting tickets', () => {
  it('sends at most 25 requests for 100 operations that want different parts of 20 movies at 5 requests a second', async () => {
    const { want, asked } = await startWorld({ rate: 5 });
    const parts = (Object.keys(movie.parts) as MoviePart[]).filter((part) => part !== 'changes');
    const refs = movies(1000, 20);
    const operations = Array.from({ length: 100 }, async (_, n) => {
      const operation = operationOf(`client ${n % 10}`);
      await sleep(n % 5);
      const wanted = [parts[n % parts.length] ?? 'details', parts[(n * 7 + 1) % parts.length] ?? 'details'];
      return Promise.all(
        refs.flatMap((ref) =>
          wanted.map(async (part) => ({
            answer: await want(part, { ref }, operation),
            right: part === 'details' ? { id: Number(ref), title: `${ref} in en` } : { is: part },
          })),
        ),
      );
    });
    const answers = (await Promise.all(operations)).flat();
    expect(answers).toHaveLength(4000);
    for (const { answer, right } of answers) expect(answer).toMatchObject(right);
    const urls = asked();
    expect(urls.length).toBeLessThanOrEqual(25);
    expect(new Set(urls.map(movieOf))).toEqual(new Set(refs));
  });

  it('charges the wishes that one request cannot carry again, so that another caller goes before them', async () => {
    const { want, asked } = await busyWorld();
    const first = operationOf('first');
    const second = operationOf('second');
    const pages = ['1', '2', '3'].map((page) => want('recommendations', { page }, first));
    await sleep(20);
    await Promise.all([...pages, want('details', { ref: '604' }, second), want('details', { ref: '605' }, second)]);
    const order = asked().map(movieOf);
    expect(order[0]).toBe('603');
    expect(order.slice(1, 3)).toContain('604');
    expect(order.slice(1, 4)).toContain('605');
    expect(order.at(-1)).toBe('603');
  });

  it('moves a ticket up when a caller with fewer wishes joins it', async () => {
    const { want, asked } = await busyWorld();
    const many = operationOf('many');
    const wanted = movies(1000, 10).map((ref) => want('details', { ref }, many));
    await sleep(20);
    await want('keywords', { ref: '1009' }, operationOf('one'));
    const before = asked();
    expect(before.length).toBeLessThanOrEqual(3);
    expect(before.at(-1)).toBe('1009?append_to_response=keywords');
    await Promise.all(wanted);
    expect(asked().map(movieOf)).not.toContain('1009');
  });

  it('charges a caller that joins a ticket only when that moves it up', async () => {
    const { want, asked } = await busyWorld();
    const one = operationOf('one');
    const wanted = [want('details', { ref: '1000' }, operationOf('first'))];
    await sleep(20);
    // Joining a ticket that is in front anyway is free, so `one` still has its first turn.
    wanted.push(want('keywords', { ref: '1000' }, one));
    wanted.push(...movies(1001, 4).map((ref) => want('details', { ref }, operationOf('second'))));
    await sleep(20);
    wanted.push(want('details', { ref: '604' }, one));
    await Promise.all(wanted);
    expect(asked().map(movieOf).indexOf('604')).toBeLessThanOrEqual(2);
  });
});

describe('callers', () => {
  it('serves a caller that wants two movies before one that wants thirty', async () => {
    const { want, asked } = await busyWorld();
    const leave = new AbortController();
    const many = movies(1000, 30).map((ref) => failureOf(want('details', { ref }, operationOf('many', { signal: leave.signal }))));
    await sleep(20);
    await Promise.all(['604', '605'].map((ref) => want('details', { ref }, operationOf('few'))));
    expect(asked().length).toBeLessThanOrEqual(5);
    leave.abort();
    await Promise.all(many);
  });

  it('gives a caller with many operations no more turns', async () => {
    const { want, asked } = await busyWorld();
    const leave = new AbortController();
    const many = movies(1000, 30).map((ref) => failureOf(want('details', { ref }, operationOf('many', { signal: leave.signal }))));
    await sleep(20);
    await want('details', { ref: '604' }, operationOf('one'));
    expect(asked().length).toBeLessThanOrEqual(3);
    leave.abort();
    await Promise.all(many);
  });
});

/** Movie 603 fails once. */
const failsOnce = (failure = failing(9, 503)): Script => {
  let failed = false;
  return (url) => {
    if (failed || !url.startsWith('/3/movie/603')) return undefined;
    failed = true;
    return failure;
  };
};

describe('a wish that is sent again', () => {
  it('sends a wish again before later ones', async () => {
    const { want, asked } = await busyWorld(failsOnce());
    const operation = operationOf('a client');
    const answers = [want('details', {}, operation)];
    await sleep(20);
    answers.push(...movies(1000, 6).map((ref) => want('details', { ref }, operation)));
    await Promise.all(answers);
    const order = asked().map(movieOf);
    expect(order[0]).toBe('603');
    expect(order.lastIndexOf('603')).toBeLessThanOrEqual(3);
    expect(order).toHaveLength(8);
  });

  it('sends a wish again before later ones also when another part of its movie is waiting', async () => {
    const { want, asked } = await busyWorld(failsOnce());
    const operation = operationOf('a client');
    const answers = [want('details', {}, operation)];
    await vi.waitFor(() => expect(asked()).toEqual(['603']));
    answers.push(...movies(1000, 6).map((ref) => want('details', { ref }, operation)));
    answers.push(want('keywords', {}, operation));
    await Promise.all(answers);
    const order = asked();
    expect(order.map(movieOf).indexOf('603')).toBeLessThanOrEqual(2);
    expect(order).toContain('603?append_to_response=keywords');
    expect(order).toHaveLength(7);
  });

  it('sends a wish again first after a 429', async () => {
    const { want, asked } = await busyWorld(failsOnce(failing(25, 429, { 'retry-after': '1' })));
    const operation = operationOf('a client');
    const answers = [want('details', {}, operation)];
    await sleep(20);
    answers.push(...movies(1000, 4).map((ref) => want('details', { ref }, operation)));
    await Promise.all(answers);
    expect(asked().map(movieOf).slice(0, 2)).toEqual(['603', '603']);
  });

  it('joins a wish that is backing off, without sending it early', async () => {
    longPauses();
    const { want, asked, arrivals } = await startWorld({ script: (_url, nth) => (nth === 1 ? failing(9, 503) : undefined) });
    const first = want('details');
    await vi.waitFor(() => expect(asked()).toHaveLength(1));
    await sleep(30);
    const operation = operationOf('another client');
    const joined = want('details', {}, operation);
    expect(await joined).toBe(await first);
    expect(asked()).toEqual(['603']);
    const [failed = 0, again = 0] = arrivals;
    expect(again - failed).toBeGreaterThanOrEqual(295);
    expect(operation.cost).toMatchObject({ joined: 1, requests: 1, retries: 1 });
  });

  it('sends another part of a movie with one that is backing off', async () => {
    longPauses();
    const { want, asked, arrivals } = await startWorld({ script: (_url, nth) => (nth === 1 ? failing(9, 503) : undefined) });
    const first = want('details');
    await vi.waitFor(() => expect(asked()).toHaveLength(1));
    await sleep(30);
    expect(await want('keywords')).toMatchObject({ is: 'keywords' });
    await first;
    expect(asked()).toEqual(['603?append_to_response=keywords']);
    const [failed = 0, again = 0] = arrivals;
    expect(again - failed).toBeGreaterThanOrEqual(295);
  });
});

/** Fails all movies with an odd id: too few of them to take TMDB for down. */
const oddFails: Script = (url) => (/[13579](\?|$)/.test(url) ? failing(9, 503) : undefined);

describe('the retry budget', () => {
  it('retries at most a fifth of the requests, and a few a second, so that of many that fail most fail at once', async () => {
    const { want, asked } = await startWorld({ script: oddFails });
    const since = performance.now();
    const answers = await Promise.all(movies(1000, 120).map((ref) => failureOf(want('details', { ref }))));
    const retries = 10 + 0.2 * 120 + (2 * (performance.now() - since)) / 1000;
    expect(answers.filter((answer) => answer === 'answered')).toHaveLength(60);
    expect(asked().length).toBeGreaterThan(120 + 10);
    expect(asked().length).toBeLessThanOrEqual(120 + retries + 1);
  });

  it('retries after a 429 also when the retry budget is spent', async () => {
    const { want, asked } = await startWorld({
      script: (url, nth) => {
        if (url.startsWith('/3/movie/604')) return nth % 2 ? undefined : failing(25, 429);
        return oddFails(url, nth);
      },
    });
    await Promise.all(movies(1000, 120).map((ref) => failureOf(want('details', { ref }))));
    asked();
    expect(await want('details', { ref: '604' })).toMatchObject({ id: 604 });
  });
});

describe('the request cap of an operation', () => {
  it('answers 100 of 150 movies, and refuses 50 as too expensive', async () => {
    const { want, asked } = await startWorld();
    const operation = operationOf('a client', { maxRequests: 100 });
    const answers = await Promise.allSettled(movies(1000, 150).map((ref) => want('details', { ref }, operation)));
    const answered = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
    const refused = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason as unknown] : []));
    expect(answered).toHaveLength(100);
    expect(refused).toHaveLength(50);
    for (const reason of refused) {
      expect(reason).toBeInstanceOf(GatewayError);
      expect(reason).toMatchObject({ code: 'QUERY_TOO_EXPENSIVE', retryAfter: undefined });
    }
    expect(asked()).toHaveLength(100);
    expect(operation.cost.requests).toBe(100);
  });

  it('charges nothing for cached parts and for requests of other operations in flight', async () => {
    const { script, open } = gate();
    const { want, asked, arrivals } = await startWorld({ script: (url, nth) => (nth > 5 ? script(url, nth) : undefined) });
    await Promise.all(movies(1000, 5).map((ref) => want('details', { ref })));
    const others = movies(2000, 5).map((ref) => want('details', { ref }));
    await vi.waitFor(() => expect(arrivals).toHaveLength(10));
    asked();
    const operation = operationOf('a client', { maxRequests: 1 });
    const wanted = [...movies(1000, 5), ...movies(2000, 5), '603'].map((ref) => want('details', { ref }, operation));
    await sleep(20);
    open();
    expect(await Promise.all([...wanted, ...others])).toHaveLength(16);
    expect(await failureOf(want('details', { ref: '604' }, operation))).toMatchObject({ code: 'QUERY_TOO_EXPENSIVE' });
  });

  it('charges a wish once that is made by both ids of a movie', async () => {
    const { want, asked } = await startWorld();
    await want('details');
    asked();
    const operation = operationOf('a client', { maxRequests: 1 });
    await Promise.all([want('keywords', {}, operation), want('keywords', { ref: IMDB }, operation)]);
    expect(asked()).toEqual(['603/keywords']);
  });
});

describe('the deadline of an operation', () => {
  it('keeps what was answered before the deadline, and rejects the other wishes with its reason', async () => {
    const { want, asked } = await startWorld({ script: (url) => (url.includes('/2') ? new Promise(() => {}) : undefined) });
    const end = new AbortController();
    const deadline = new GatewayError('DEADLINE_EXCEEDED', 'too late');
    const operation = operationOf('a client', { signal: end.signal });
    const wanted = [...movies(1000, 5), ...movies(2000, 5)].map((ref) => want('details', { ref }, operation));
    const settled = Promise.allSettled(wanted);
    await vi.waitFor(() => expect(operation.cost.requests).toBe(10));
    await sleep(50);
    end.abort(deadline);
    const answers = await settled;
    expect(answers.map(({ status }) => status)).toEqual([...movies(0, 5).map(() => 'fulfilled'), ...movies(0, 5).map(() => 'rejected')]);
    const reasons = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason as unknown] : []));
    expect(new Set(reasons)).toEqual(new Set([deadline]));
    asked();
    expect(await failureOf(want('details', {}, operation))).toBe(deadline);
    expect(await want('details', { ref: '1000' })).toMatchObject({ id: 1000 });
    expect(asked()).toEqual([]);
  });

  it('reports TMDB’s last failure rather than the deadline', async () => {
    const { want } = await startWorld({ script: () => failing(25, 429, { 'retry-after': '5' }) });
    const end = new AbortController();
    const answer = failureOf(want('details', {}, operationOf('a client', { signal: end.signal })));
    await sleep(100);
    end.abort(new GatewayError('DEADLINE_EXCEEDED', 'too late'));
    expect(await answer).toMatchObject({ code: 'RATE_LIMITED', status: 25, retryAfter: 5 });
  });
});

/** A world with a queue of five, full of wishes of one caller. */
async function fullWorld(): Promise<World & { leave: AbortController; rest: Promise<unknown[]> }> {
  const world = await startWorld({ rate: 4, queueMax: 5 });
  await world.want('details', { ref: '900' });
  const leave = new AbortController();
  const greedy = operationOf('greedy', { signal: leave.signal });
  const rest = Promise.all(movies(1000, 6).map((ref) => failureOf(world.want('details', { ref }, greedy))));
  await sleep(10);
  world.asked();
  return { ...world, leave, rest };
}

describe('a full queue', () => {
  it('refuses a caller that holds its share of a full queue at once, with retryAfter, and serves a newcomer', async () => {
    const { want, asked, leave, rest } = await fullWorld();
    const since = performance.now();
    const refused = await failureOf(want('details', { ref: '604' }, operationOf('greedy')));
    expect(performance.now() - since).toBeLessThan(50);
    expect(refused).toBeInstanceOf(GatewayError);
    expect(refused).toMatchObject({ code: 'RATE_LIMITED', retryAfter: 2 });
    expect(await want('details', { ref: '605' }, operationOf('newcomer'))).toMatchObject({ id: 605 });
    leave.abort();
    await rest;
    expect(asked()).not.toContain('604');
  });

  it('answers an admitted operation while the queue is full', async () => {
    const world = await startWorld({ rate: 4, queueMax: 3 });
    const operation = operationOf('a client');
    await world.want('details', { ref: '900' }, operation);
    const answers = await Promise.all(movies(1000, 8).map((ref) => world.want('details', { ref }, operation)));
    expect(answers).toHaveLength(8);
  });

  it('answers from the cache while the queue is full', async () => {
    const { want, leave, rest } = await fullWorld();
    const operation = operationOf('greedy');
    expect(await want('details', { ref: '900' }, operation)).toMatchObject({ id: 900 });
    expect(operation.cost.hits).toBe(1);
    leave.abort();
    await rest;
  });

  it('admits a caller again when the tickets of a full queue have left', async () => {
    const { want, leave, rest } = await fullWorld();
    expect(await failureOf(want('details', { ref: '604' }, operationOf('greedy')))).toMatchObject({ code: 'RATE_LIMITED' });
    leave.abort();
    await rest;
    expect(await want('details', { ref: '604' }, operationOf('greedy'))).toMatchObject({ id: 604 });
  });

  it('refuses every caller when the queue is twice as long', async () => {
    const world = await startWorld({ rate: 4, queueMax: 3 });
    await world.want('details', { ref: '900' });
    const leave = new AbortController();
    const greedy = operationOf('greedy', { signal: leave.signal });
    const rest = Promise.all(movies(1000, 8).map((ref) => failureOf(world.want('details', { ref }, greedy))));
    await sleep(10);
    expect(await failureOf(world.want('details', { ref: '604' }, operationOf('newcomer')))).toMatchObject({
      code: 'RATE_LIMITED',
      retryAfter: 2,
    });
    leave.abort();
    await rest;
  });
});

const ask = (world: World, operation: ReturnType<typeof operationOf>, wanted: [MoviePart, Asking?][]): Promise<unknown[]> =>
  Promise.all(wanted.map(([part, asking]) => world.want(part, asking, operation)));

describe('the cost of an operation', () => {
  it('counts each request that carries a wish of an operation once', async () => {
    const world = await startWorld();
    const operation = operationOf('a client');
    await ask(world, operation, [['details'], ['keywords'], ['credits'], ['details', { ref: '604' }]]);
    expect(operation.cost).toMatchObject({ requests: 2, retries: 0, appended: 2, hits: 0, stale: 0, joined: 0 });
    await ask(world, operation, [['details'], ['keywords']]);
    expect(operation.cost).toMatchObject({ requests: 2, hits: 2 });
  });

  it('counts one request in the cost of both operations whose wishes it carries', async () => {
    const world = await busyWorld();
    const first = operationOf('first');
    const second = operationOf('second');
    await Promise.all([ask(world, first, [['details'], ['keywords']]), ask(world, second, [['details'], ['credits']])]);
    expect(world.asked()).toEqual(['603?append_to_response=credits,keywords']);
    expect(first.cost).toMatchObject({ requests: 1, appended: 2, joined: 0 });
    expect(second.cost).toMatchObject({ requests: 1, appended: 2, joined: 1 });
  });

  it('counts every attempt in the cost of an operation', async () => {
    const world = await startWorld({ script: (_url, nth) => (nth <= 2 ? failing(9, 503) : undefined) });
    const operation = operationOf('a client');
    await ask(world, operation, [['details'], ['keywords']]);
    expect(operation.cost).toMatchObject({ requests: 3, retries: 2, appended: 3 });
  });

  it('reports the longest wait for a slot', async () => {
    const world = await busyWorld();
    const operation = operationOf('a client');
    await ask(world, operation, [['details'], ['details', { ref: '604' }], ['details', { ref: '605' }]]);
    expect(operation.cost.waitedMs).toBeGreaterThan(1200);
    expect(operation.cost.waitedMs).toBeLessThan(2000);
    expect(Number.isInteger(operation.cost.waitedMs)).toBe(true);
  });

  it('counts no request that an open circuit kept from being sent', async () => {
    const world = await startWorld({ script: () => failing(9, 503) });
    await Promise.all(movies(1000, 25).map((ref) => failureOf(world.want('details', { ref }))));
    world.asked();
    const operation = operationOf('a client');
    await failureOf(world.want('details', {}, operation));
    expect(operation.cost.requests).toBe(world.asked().length);
  });
});
