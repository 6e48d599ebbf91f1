/** Measures what must not grow with its square, in a process of its own: prints how many times as long each takes when there is more. */
import { setImmediate as turn } from 'node:timers/promises';
import { movie } from '../../src/tmdb/api/titles/movie.ts';
import { createPartCache } from '../../src/tmdb/engine/cache.ts';
import { createEngine } from '../../src/tmdb/engine/engine.ts';
import { createFailures } from '../../src/tmdb/engine/failures/failures.ts';
import { createLimiter } from '../../src/tmdb/engine/limiter.ts';
import { createOperation, type Operation } from '../../src/tmdb/engine/operation.ts';
import type { Transport } from '../../src/tmdb/engine/transport.ts';
import { wishKey, type Wish } from '../../src/tmdb/resource.ts';

/** TMDB never answers, so that everything waits. */
const SILENT: Transport = {
  send: (_target, signal) => new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error))),
  write: () => new Promise(() => {}),
  close: async () => {},
};

const detailsOf = (ref: number): Wish => ({ resource: movie, ref: String(ref), part: 'details', query: { language: null } });

const settle = async (): Promise<void> => {
  await turn();
  await turn();
};

async function timed(run: () => unknown): Promise<number> {
  const from = performance.now();
  run();
  await settle();
  return performance.now() - from;
}

/** An operation that can leave. */
function leaver(caller: string): { operation: Operation; leave(): void } {
  const controller = new AbortController();
  const operation = createOperation({ signal: controller.signal, caller, maxRequests: 1000 });
  return { operation, leave: () => controller.abort(new Error('left')) };
}

/** Runs something with an engine whose connections are all in use, and that has room for everything that waits. */
async function withEngine(run: (want: (ref: number, operation: Operation) => void) => Promise<number>): Promise<number> {
  const engine = createEngine({
    transport: SILENT,
    limiter: createLimiter({ ratePerSecond: 50, maxConnections: 18 }),
    failures: createFailures(),
    cache: createPartCache(1e8),
    maxWait: 10_000,
    queueMax: 1_000_000,
    ratePerSecond: 50,
  });
  const want = (ref: number, operation: Operation): void => void engine.want(detailsOf(ref), operation).catch(() => {});
  const others = leaver('others');
  for (let ref = 1; ref <= 40; ref += 1) want(ref, others.operation);
  await settle();
  const took = await run(want);
  await engine.close();
  return took;
}

const TIMES: Readonly<Record<string, { readonly by: number; time(count: number): Promise<number> }>> = {
  // One operation with twenty wishes leaves, while its caller waits for this many others.
  leaving: {
    by: 10,
    time: (waiting) =>
      withEngine(async (want) => {
        const { operation, leave } = leaver('a caller');
        for (let ref = 100; ref < 120 + waiting; ref += 1) want(ref, ref < 120 ? operation : leaver('a caller').operation);
        await settle();
        return timed(leave);
      }),
  },
  // This many operations, each of its own caller, come to wait for one wish, and leave it.
  sharing: {
    by: 10,
    time: (operations) =>
      withEngine(async (want) => {
        const leavers = Array.from({ length: operations }, (_, index) => leaver(`caller ${index}`));
        const joined = await timed(() => leavers.forEach(({ operation }) => want(100, operation)));
        return joined + (await timed(() => leavers.forEach(({ leave }) => leave())));
      }),
  },
  // The movies in a cache are counted ten thousand times.
  counting: {
    by: 30,
    time(cached) {
      const cache = createPartCache(1e9);
      for (let ref = 0; ref < cached; ref += 1) cache.set(wishKey(detailsOf(ref)), detailsOf(ref), { doc: {} }, 1e6);
      return timed(() => {
        for (let count = 0; count < 10_000; count += 1) cache.count(movie.name);
      });
    },
  },
};

/** The shortest of three times: other programs only lengthen one. */
const shortest = async (run: () => Promise<number>): Promise<number> => Math.min(await run(), await run(), await run());

const ratios: Record<string, number> = {};
for (const [name, { by, time }] of Object.entries(TIMES)) {
  const few = await shortest(() => time(1000));
  ratios[name] = (await shortest(() => time(1000 * by))) / few;
}
console.log(JSON.stringify(ratios));
process.exit();
