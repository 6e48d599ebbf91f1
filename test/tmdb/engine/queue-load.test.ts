import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { movie } from '../../../src/tmdb/api/titles/movie.ts';
import type { Operation } from '../../../src/tmdb/engine/operation.ts';
import type { Resource } from '../../../src/tmdb/resource.ts';
import { failureOf, gate, operationOf, startWorld, wishOf, type World } from '../../support/engine-world.ts';

/** Wishes for pages of one movie: each needs a request of its own, though they share a ticket. */
const pages = (world: World, operation: Operation, count: number, ref = '603'): Promise<unknown[]> =>
  Promise.all(Array.from({ length: count }, (_, page) => failureOf(world.want('similar', { ref, page: String(page + 1) }, operation))));

/** One slot in a quarter of a second, and the first one is taken. */
async function slowWorld(queueMax = 150): Promise<World> {
  const world = await startWorld({ rate: 4, queueMax });
  await world.want('details', { ref: '900' }, operationOf('another caller'));
  return world;
}

describe('the load of the queue', () => {
  it('counts the requests that the wishes of one movie need, not its ticket', async () => {
    const world = await slowWorld();
    const leave = new AbortController();
    const waiting = pages(world, operationOf('greedy', { signal: leave.signal }), 60);
    await sleep(20);
    expect(world.engine.queued).toBeGreaterThanOrEqual(58);
    expect(world.engine.queued).toBeLessThanOrEqual(60);
    leave.abort();
    await waiting;
    expect(world.engine.queued).toBe(0);
  });

  it('counts parts that travel together as one request', async () => {
    const world = await slowWorld();
    const leave = new AbortController();
    const operation = operationOf('a client', { signal: leave.signal });
    const parts = ['details', 'credits', 'keywords', 'videos', 'images'] as const;
    const waiting = Promise.all(['1', '2', '3'].flatMap((ref) => parts.map((part) => failureOf(world.want(part, { ref }, operation)))));
    await sleep(20);
    expect(world.engine.queued).toBeGreaterThanOrEqual(2);
    expect(world.engine.queued).toBeLessThanOrEqual(3);
    leave.abort();
    await waiting;
  });

  it('refuses the caller that fills the queue with pages of one movie, and serves a newcomer', async () => {
    const world = await slowWorld(10);
    const leave = new AbortController();
    const waiting = pages(world, operationOf('greedy', { signal: leave.signal }), 18);
    await sleep(20);
    expect(await failureOf(world.want('details', { ref: '604' }, operationOf('greedy')))).toMatchObject({ code: 'RATE_LIMITED' });
    expect(await world.want('details', { ref: '605' }, operationOf('newcomer'))).toMatchObject({ id: 605 });
    leave.abort();
    await waiting;
  });

  it('refuses every caller when pages of one movie fill the queue twice', async () => {
    const world = await slowWorld(10);
    const leave = new AbortController();
    const waiting = pages(world, operationOf('greedy', { signal: leave.signal }), 25);
    await sleep(20);
    expect(await failureOf(world.want('details', { ref: '605' }, operationOf('newcomer')))).toMatchObject({ code: 'RATE_LIMITED' });
    leave.abort();
    await waiting;
  });
});

describe('a class of paths', () => {
  it('holds no more than sixteen of eighteen connections until its requests have ended', async () => {
    const { script, open } = gate();
    const world = await startWorld({ script });
    const answers = Promise.all(
      Array.from({ length: 30 }, (_, n) => world.want('details', { ref: String(1000 + n) }, operationOf('a client'))),
    );
    await sleep(300);
    expect(world.asked()).toHaveLength(16);
    open();
    expect(await answers).toHaveLength(30);
  });
});

/** Two callers with many movies each. `leave` ends the operation of the first, named `returning`; the other one has 60. */
async function twoCallers() {
  const world = await startWorld({ rate: 40, queueMax: 500 });
  const end = new AbortController();
  const want = (count: number, from: number, operation: Operation): Promise<unknown[]> =>
    Promise.all(Array.from({ length: count }, (_, n) => failureOf(world.want('details', { ref: String(from + n) }, operation))));
  const left = want(200, 2000, operationOf('returning', { signal: end.signal }));
  const others = want(60, 1000, operationOf('busy'));
  async function leave(): Promise<void> {
    end.abort();
    await left;
    world.asked();
  }
  return { world, leave, others };
}

describe('a caller whose client leaves', () => {
  it('is served next in turn: what never left the queue is given back', async () => {
    const { world, leave, others } = await twoCallers();
    await sleep(100);
    await leave();
    await world.want('details', { ref: '603' }, operationOf('returning'));
    // Those of the busy caller that were sent meanwhile go first, but not all 60.
    expect(world.asked().indexOf('603')).toBeLessThanOrEqual(40);
    await others;
  });

  it('moves up what it wanted before the gateway noticed', async () => {
    const { world, leave, others } = await twoCallers();
    const returning = operationOf('returning');
    const wanted = Promise.all(['603', '604', '605'].map((ref) => world.want('details', { ref }, returning)));
    await sleep(100);
    await leave();
    await wanted;
    const order = world.asked();
    // In turn with those of the busy caller, not after all 60.
    expect(order.indexOf('605')).toBeLessThanOrEqual(40);
    expect(order.filter((ref) => ['603', '604', '605'].includes(ref))).toEqual(['603', '604', '605']);
    await others;
  });

  it('moves up its write, too', async () => {
    const { world, leave, others } = await twoCallers();
    await sleep(20);
    const written = world.engine.write({ method: 'DELETE', path: '/movie/603/rating' }, operationOf('returning'));
    await sleep(100);
    await leave();
    await written;
    expect(world.asked().length).toBeLessThanOrEqual(40);
    await others;
  });

  it('is charged for no write that left the queue', async () => {
    const world = await startWorld({ rate: 40, queueMax: 500 });
    const others = Promise.all(Array.from({ length: 60 }, (_, n) => world.want('details', { ref: String(1000 + n) }, operationOf('busy'))));
    const leave = new AbortController();
    const writes = Array.from({ length: 100 }, (_, n) => {
      const operation = operationOf('returning', { signal: leave.signal });
      return failureOf(world.engine.write({ method: 'DELETE', path: `/movie/${n}/rating` }, operation));
    });
    await sleep(20);
    leave.abort();
    await Promise.all(writes);
    world.asked();
    await world.want('details', { ref: '603' }, operationOf('returning'));
    expect(world.asked().indexOf('603')).toBeLessThanOrEqual(40);
    await others;
  });

  it('leaves a shared movie to the other callers, at their own price', async () => {
    const world = await slowWorld();
    const leave = new AbortController();
    const shared = failureOf(world.want('details', { ref: '603' }, operationOf('leaving', { signal: leave.signal })));
    const kept = world.want('credits', { ref: '603' }, operationOf('staying'));
    leave.abort(new Error('the client left'));
    expect(await shared).toMatchObject({ message: 'the client left' });
    expect(await kept).toMatchObject({ is: 'credits' });
    expect(world.engine.queued).toBe(0);
  });
});

describe('a fault of the engine itself', () => {
  it.each([
    ['before a slot is asked for', 3],
    ['while a ticket is served', 4],
  ])('fails the wishes of its ticket and is reported: %s', async (_when, call) => {
    const world = await startWorld();
    let calls = 0;
    const broken: Resource = {
      ...movie,
      name: 'Broken',
      path(ref) {
        calls += 1;
        if (calls >= call) throw new TypeError('no path');
        return `/movie/${ref}`;
      },
    };
    const operation = operationOf('a client');
    const answers = await Promise.all(['details', 'credits'].map((part) => failureOf(world.engine.want(wishOf(broken, part), operation))));
    for (const answer of answers)
      expect(answer).toMatchObject({ code: 'UPSTREAM_BAD_RESPONSE', cause: expect.any(TypeError) as TypeError });
    expect(world.faults).toEqual([expect.any(TypeError)]);
    expect(world.engine.queued).toBe(0);
    expect(await world.want('details')).toMatchObject({ id: 603 });
  });
});
