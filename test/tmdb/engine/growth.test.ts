import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { movie } from '../../../src/tmdb/api/titles/movie.ts';
import { createPartCache } from '../../../src/tmdb/engine/cache.ts';
import type { Transport } from '../../../src/tmdb/engine/transport.ts';
import { wishKey } from '../../../src/tmdb/resource.ts';
import { operationOf, startWorld, wishOf, type World } from '../../support/engine-world.ts';

/** TMDB never answers, so that everything waits. */
const SILENT: Transport = {
  send: () => new Promise(() => {}),
  write: () => new Promise(() => {}),
  close: async () => {},
};

/** A world whose connections are all in use, with room for everything that waits. */
async function fullWorld(): Promise<World> {
  const world = await startWorld({ transport: SILENT, queueMax: 1_000_000 });
  for (let ref = 0; ref < 40; ref += 1) world.want('details', { ref: String(ref) }, operationOf('others')).catch(() => {});
  await turn();
  return world;
}

/** The shortest of three times, in ms: other programs only lengthen one. */
async function timeOf(run: () => Promise<number>): Promise<number> {
  return Math.min(await run(), await run(), await run());
}

const timed = async (run: () => unknown): Promise<number> => {
  const from = performance.now();
  run();
  await turn();
  await turn();
  return performance.now() - from;
};

/** An operation that can leave. */
function leaver(caller: string) {
  const controller = new AbortController();
  return { operation: operationOf(caller, { signal: controller.signal }), leave: () => controller.abort(new Error('left')) };
}

/** One operation with twenty wishes leaves, while its caller waits for this many others. */
async function timeToLeave(waiting: number): Promise<number> {
  const { want } = await fullWorld();
  const { operation, leave } = leaver('a caller');
  for (let ref = 100; ref < 120 + waiting; ref += 1) {
    want('details', { ref: String(ref) }, ref < 120 ? operation : operationOf('a caller')).catch(() => {});
  }
  await turn();
  await turn();
  return timed(leave);
}

/** This many operations, each of its own caller, come to wait for one wish, and leave it. */
async function timeToShare(operations: number): Promise<number> {
  const { want } = await fullWorld();
  const leavers = Array.from({ length: operations }, (_, index) => leaver(`caller ${index}`));
  const joined = await timed(() => leavers.forEach(({ operation }) => want('details', {}, operation).catch(() => {})));
  return joined + (await timed(() => leavers.forEach(({ leave }) => leave())));
}

/** The movies in a cache are counted ten thousand times. */
async function timeToCount(cached: number): Promise<number> {
  const cache = createPartCache(1e9);
  for (let ref = 0; ref < cached; ref += 1) {
    const wish = wishOf(movie, 'details', { ref: String(ref) });
    cache.set(wishKey(wish), wish, { doc: {} }, 1e6);
  }
  expect(cache.count(movie.name)).toBe(cached);
  return timed(() => {
    for (let count = 0; count < 10_000; count += 1) cache.count(movie.name);
  });
}

it.each([
  // Each took about the square, which is a hundred times as long, or grew with what is cached.
  { what: 'leaving the queue', time: timeToLeave, by: 10, atMost: 20 },
  { what: 'waiting for one wish', time: timeToShare, by: 10, atMost: 35 },
  { what: 'counting the movies in the cache', time: timeToCount, by: 30, atMost: 10 },
])(
  'takes no longer than what there is when it is $by times as much: $what',
  async ({ time, by, atMost }) => {
    const few = await timeOf(() => time(1000));
    const many = await timeOf(() => time(1000 * by));
    expect(many / few).toBeLessThan(atMost);
  },
  60_000,
);
