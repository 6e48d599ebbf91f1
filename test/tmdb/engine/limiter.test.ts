import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLimiter, type Limiter } from '../../../src/tmdb/engine/limiter.ts';
import type { Place } from '../../../src/tmdb/engine/limits/place-queue.ts';

beforeEach(() => {
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'],
    fakeNodeBuiltins: true, // the limiter sleeps by node:timers/promises
  });
});
afterEach(() => {
  vi.useRealTimers();
});

const wait = (duration: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, duration));

/** Requests slots, and records when each was granted by the monotonic clock. */
function watch(limiter: Limiter) {
  const starts: number[] = [];
  let running = 0;
  let mostRunning = 0;
  return {
    starts,
    mostRunning: () => mostRunning,
    ask: (duration = 0, place: Place = {}, connecting = 0): Promise<void> =>
      limiter.slot(async (slot) => {
        if (connecting > 0) await wait(connecting);
        slot.sent();
        starts.push(performance.now());
        mostRunning = Math.max(mostRunning, (running += 1));
        await wait(duration);
        running -= 1;
      }, place),
  };
}

/** The highest number of starts in any 1,000 ms, or in a shorter time. */
function mostInASecond(starts: readonly number[], duration = 1000): number {
  let from = 0;
  let most = 0;
  for (const [to, start] of starts.entries()) {
    while ((starts[from] ?? start) <= start - duration) from += 1;
    most = Math.max(most, to - from + 1);
  }
  return most;
}

/** Requests: when each arrives, and how long TMDB takes for it. */
const load = (maxLength: number) =>
  fc.array(fc.record({ at: fc.integer({ min: 0, max: 4000 }), duration: fc.integer({ min: 0, max: 1500 }) }), {
    minLength: 1,
    maxLength,
    size: 'max',
  });

describe('the limit', () => {
  it.each([1, 5, 25, 50])('grants every slot, and at most %i in any 1,000 ms', { timeout: 60_000 }, async (ratePerSecond) => {
    await fc.assert(
      fc.asyncProperty(load(ratePerSecond * 5), fc.boolean(), async (requests, atOnce) => {
        const { starts, ask } = watch(createLimiter({ ratePerSecond, maxConnections: 18 }));
        for (const { at, duration } of requests) setTimeout(() => void ask(duration), atOnce ? at % 3 : at);
        await vi.advanceTimersByTimeAsync(25_000);
        expect(starts).toHaveLength(requests.length);
        expect(mostInASecond(starts)).toBeLessThanOrEqual(ratePerSecond);
      }),
      { numRuns: 25 },
    );
  });

  it('grants at least 42 of 50 slots a second when there is work', async () => {
    const { starts, ask } = watch(createLimiter({ ratePerSecond: 50, maxConnections: 18 }));
    for (let count = 0; count < 600; count += 1) void ask(count % 300);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(starts.length / 10).toBeGreaterThanOrEqual(42);
    expect(mostInASecond(starts)).toBeLessThanOrEqual(50);
  });

  it.each([1, 5, 25])('uses at least four fifths of a limit of %i', async (ratePerSecond) => {
    const { starts, ask } = watch(createLimiter({ ratePerSecond, maxConnections: 18 }));
    for (let count = 0; count < ratePerSecond * 12; count += 1) void ask(20);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(starts.length / 10).toBeGreaterThanOrEqual(ratePerSecond * 0.8);
  });

  it('allows no burst after an idle time', async () => {
    const { starts, ask } = watch(createLimiter({ ratePerSecond: 50, maxConnections: 1000 }));
    await vi.advanceTimersByTimeAsync(60_000);
    for (let count = 0; count < 200; count += 1) void ask();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(starts).toHaveLength(200);
    expect(mostInASecond(starts)).toBeLessThanOrEqual(50);
  });

  it('spreads bursts: grants two thirds of the limit in any half of a second', async () => {
    await fc.assert(
      fc.asyncProperty(load(200), async (requests) => {
        const { starts, ask } = watch(createLimiter({ ratePerSecond: 50, maxConnections: 1000 }));
        for (const { at, duration } of requests) setTimeout(() => void ask(duration), at);
        await vi.advanceTimersByTimeAsync(25_000);
        expect(mostInASecond(starts, 500)).toBeLessThanOrEqual(32);
      }),
      { numRuns: 25 },
    );
  });

  it('grants a free slot at once', async () => {
    const { starts, ask } = watch(createLimiter({ ratePerSecond: 50, maxConnections: 18 }));
    const asked = performance.now();
    void ask();
    await vi.advanceTimersByTimeAsync(0);
    expect(starts).toEqual([asked]);
  });

  it('counts a failed request, and passes on its error', async () => {
    const limiter = createLimiter({ ratePerSecond: 5, maxConnections: 2 });
    const failure = new Error('reset');
    const starts: number[] = [];
    const asked = Array.from({ length: 10 }, () =>
      limiter.slot(() => {
        starts.push(performance.now());
        return Promise.reject(failure);
      }),
    );
    const settled = Promise.allSettled(asked);
    await vi.advanceTimersByTimeAsync(5000);
    expect(await settled).toEqual(asked.map(() => ({ status: 'rejected', reason: failure })));
    expect(mostInASecond(starts)).toBeLessThanOrEqual(5);
  });

  it('resolves to the result of the request', async () => {
    const limiter = createLimiter({ ratePerSecond: 50, maxConnections: 18 });
    await expect(limiter.slot(() => Promise.resolve('answer'))).resolves.toBe('answer');
  });
});

describe('connections', () => {
  it.each([1, 7, 18])('opens no more than %i connections', async (maxConnections) => {
    await fc.assert(
      fc.asyncProperty(load(60), async (requests) => {
        const { starts, ask, mostRunning } = watch(createLimiter({ ratePerSecond: 50, maxConnections }));
        for (const { at, duration } of requests) setTimeout(() => void ask(duration), at);
        await vi.advanceTimersByTimeAsync(100_000);
        expect(starts).toHaveLength(requests.length);
        expect(mostRunning()).toBeLessThanOrEqual(maxConnections);
      }),
      { numRuns: 15 },
    );
  });

  it('uses all connections when requests are slow', async () => {
    const { ask, mostRunning } = watch(createLimiter({ ratePerSecond: 50, maxConnections: 7 }));
    for (let count = 0; count < 30; count += 1) void ask(1000);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(mostRunning()).toBe(7);
  });
});

describe('the order', () => {
  it('grants slots by priority, and by arrival among equal priorities', async () => {
    const limiter = createLimiter({ ratePerSecond: 50, maxConnections: 1 });
    const order: string[] = [];
    const ask = (name: string, priority: number) => void limiter.slot(() => wait(10).then(() => void order.push(name)), { priority });
    ask('running', 0);
    for (const [name, priority] of [
      ['low 1', -1],
      ['middle 1', 0],
      ['high 1', 1],
      ['low 2', -1],
      ['middle 2', 0],
      ['high 2', 1],
    ] as const)
      ask(name, priority);
    await vi.advanceTimersByTimeAsync(3000);
    expect(order).toEqual(['running', 'high 1', 'high 2', 'middle 1', 'middle 2', 'low 1', 'low 2']);
  });
});

describe('a run that moves up', () => {
  it.each(['never', 'before it moves'])('keeps its new place in whatever it waits for; TMDB rejects a request: %s', async (rejects) => {
    const limiter = createLimiter({ ratePerSecond: 1, maxConnections: 18 });
    const order: number[] = [];
    if (rejects === 'never') void limiter.slot(async (slot) => slot.sent());
    else limiter.refuse('movie', 1000);
    const places = [0, 1, 2, 3].map((): Place => ({ priority: 0, lane: 'movie' }));
    for (const [name, place] of places.entries()) void limiter.slot(async (slot) => (slot.sent(), order.push(name)), place);
    await vi.advanceTimersByTimeAsync(500);
    for (const [name, place] of places.entries()) place.priority = name;
    await vi.advanceTimersByTimeAsync(600);
    void limiter.slot(async (slot) => (slot.sent(), order.push(0.5)), { priority: 0.5, lane: 'movie' });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(order).toEqual([3, 2, 1, 0.5, 0]);
  });
});

describe('a request that comes late', () => {
  it('is the next of its class: none goes before it that only waited longer', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 3000 }), async (moment) => {
        const limiter = createLimiter({ ratePerSecond: 50, maxConnections: 18 });
        const order: string[] = [];
        const ask = (name: string, priority: number) =>
          limiter.slot((slot) => wait(5).then(() => (slot.sent(), order.push(name), wait(60))), { priority, lane: '/person' });
        for (let count = 0; count < 300; count += 1) void ask('flood', -count);
        await vi.advanceTimersByTimeAsync(moment);
        const before = order.length;
        const asked = performance.now();
        let took = Infinity;
        void ask('late', 1).then(() => (took = performance.now() - asked));
        await vi.advanceTimersByTimeAsync(2000);
        // Those that had their slots are on their way.
        expect(order.indexOf('late') - before).toBeLessThanOrEqual(16);
        expect(took).toBeLessThan(700);
        await vi.advanceTimersByTimeAsync(10_000);
        expect(order).toHaveLength(301);
      }),
      { numRuns: 30 },
    );
  });

  it('leaves two connections to other classes, whatever waits in one', async () => {
    const limiter = createLimiter({ ratePerSecond: 50, maxConnections: 18 });
    const running = { '/movie': 0, '/person': 0 };
    const ask = (paths: keyof typeof running): void => {
      limiter.slot(() => ((running[paths] += 1), wait(60_000)), { lane: paths, priority: paths === '/movie' ? 1 : 0 }).catch(() => {});
    };
    for (let count = 0; count < 40; count += 1) ask('/movie');
    for (let count = 0; count < 5; count += 1) ask('/person');
    await vi.advanceTimersByTimeAsync(3000);
    expect(running).toEqual({ '/movie': 16, '/person': 2 });
    expect(limiter.waiting).toBe(27);
    limiter.close();
    expect(limiter.waiting).toBe(0);
  });
});

describe('an aborted waiter', () => {
  it('removes aborted waiters from the queue, so that the next one is soon served', async () => {
    const limiter = createLimiter({ ratePerSecond: 50, maxConnections: 18 });
    const { starts, ask } = watch(limiter);
    const gone = new AbortController();
    const expired = Promise.allSettled(Array.from({ length: 300 }, () => ask(0, { signal: gone.signal })));
    await vi.advanceTimersByTimeAsync(100);
    const before = starts.length;
    gone.abort(new Error('too late'));
    expect(limiter.waiting).toBe(0);
    let served = 0;
    void ask().then(() => (served = performance.now()));
    const asked = performance.now();
    await vi.advanceTimersByTimeAsync(1000);
    expect(served - asked).toBeLessThan(520);
    expect(served).toBeGreaterThan(0);
    expect(starts).toHaveLength(before + 1);
    const rejected = (await expired).filter(({ status }) => status === 'rejected');
    expect(rejected).toHaveLength(300 - before);
    expect(rejected[0]).toMatchObject({ reason: { message: 'too late' } });
  });

  it('grants no slot to a signal that is already aborted', async () => {
    const { starts, ask } = watch(createLimiter({ ratePerSecond: 50, maxConnections: 18 }));
    await expect(ask(0, { signal: AbortSignal.abort(new Error('gone')) })).rejects.toThrow('gone');
    await vi.advanceTimersByTimeAsync(2000);
    expect(starts).toEqual([]);
  });

  it('removes an aborted waiter during a pause', async () => {
    const limiter = createLimiter({ ratePerSecond: 50, maxConnections: 18 });
    const { starts, ask } = watch(limiter);
    limiter.refuse('', 1000);
    const gone = new AbortController();
    const left = Promise.allSettled([ask(0, { signal: gone.signal })]);
    gone.abort(new Error('gone'));
    expect(await left).toMatchObject([{ status: 'rejected', reason: { message: 'gone' } }]);
    await vi.advanceTimersByTimeAsync(3000);
    expect(starts).toEqual([]);
  });
});

/** Sends late, so that the monotonic window is full while p-queue's is not. */
async function sendLate(slot: { sent(): void }): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 150));
  slot.sent();
}

it('leaves no timer when it is closed, also when a granted slot has to wait', async () => {
  const limiter = createLimiter({ ratePerSecond: 8, maxConnections: 18 });
  const slots = Promise.allSettled(Array.from({ length: 20 }, () => limiter.slot(sendLate)));
  await vi.advanceTimersByTimeAsync(1150);
  limiter.refuse('', 8000);
  await vi.advanceTimersByTimeAsync(400);
  limiter.close();
  await vi.advanceTimersByTimeAsync(0);
  expect(vi.getTimerCount()).toBe(0);
  void slots;
});

describe('a pause', () => {
  it('grants nothing during a pause, and then keeps the limit', async () => {
    const limiter = createLimiter({ ratePerSecond: 50, maxConnections: 1000 });
    const { starts, ask } = watch(limiter);
    for (let count = 0; count < 200; count += 1) void ask();
    await vi.advanceTimersByTimeAsync(300);
    const paused = performance.now();
    limiter.refuse('', 5000);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(starts).toHaveLength(200);
    const during = starts.filter((start) => start > paused && start < paused + 5000);
    expect(during).toEqual([]);
    expect(mostInASecond(starts)).toBeLessThanOrEqual(50);
    expect(starts.find((start) => start > paused)).toBeLessThan(paused + 5300);
  });

  it.each([
    { name: 'a shorter one within a longer', first: 4000, after: 500, second: 1000, ends: 4000 },
    { name: 'a longer one within a shorter', first: 1000, after: 500, second: 4000, ends: 4500 },
    { name: 'one after the other', first: 1000, after: 2000, second: 1500, ends: 3500 },
  ])('ends overlapping pauses with the last: $name', async ({ first, after, second, ends }) => {
    const limiter = createLimiter({ ratePerSecond: 50, maxConnections: 18 });
    const { starts, ask } = watch(limiter);
    const begun = performance.now();
    limiter.refuse('', first);
    setTimeout(() => {
      limiter.refuse('', second);
      void ask();
    }, after);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(starts).toHaveLength(1);
    expect((starts[0] ?? 0) - begun).toBeGreaterThanOrEqual(ends);
    expect((starts[0] ?? 0) - begun).toBeLessThan(ends + 300);
  });

  it('lets requests in flight end during a pause', async () => {
    const limiter = createLimiter({ ratePerSecond: 50, maxConnections: 18 });
    const running = limiter.slot(() => wait(100).then(() => 'ended'));
    limiter.refuse('', 60_000);
    await vi.advanceTimersByTimeAsync(200);
    await expect(running).resolves.toBe('ended');
  });
});

/** Sets the wall clock forward until p-queue has granted more than the limit, so that the monotonic window holds the rest. */
function holdSomeAtTheWindow(options: { signal?: AbortSignal } = {}) {
  const limiter = createLimiter({ ratePerSecond: 50, maxConnections: 1000 });
  const { starts, ask } = watch(limiter);
  const asked = Array.from({ length: 6 }, () => {
    vi.setSystemTime(Date.now() + 5000);
    return Array.from({ length: 12 }, () => ask(0, options));
  }).flat();
  return { limiter, starts, settled: Promise.allSettled(asked) };
}

describe('a wall clock that is set', () => {
  it('keeps the limit when the wall clock is set forward, however often', async () => {
    const steps = fc.array(fc.integer({ min: 0, max: 4000 }), { minLength: 1, maxLength: 30, size: 'max' });
    await fc.assert(
      fc.asyncProperty(steps, async (moments) => {
        const { starts, ask } = watch(createLimiter({ ratePerSecond: 50, maxConnections: 1000 }));
        for (const moment of moments) {
          setTimeout(() => {
            vi.setSystemTime(Date.now() + 5000);
            for (let count = 0; count < 20; count += 1) void ask(10);
          }, moment);
        }
        await vi.advanceTimersByTimeAsync(25_000);
        expect(starts).toHaveLength(moments.length * 20);
        expect(mostInASecond(starts)).toBeLessThanOrEqual(50);
      }),
      { numRuns: 25 },
    );
  });

  it('keeps granting slots when the wall clock is set back', async () => {
    const { starts, ask } = watch(createLimiter({ ratePerSecond: 50, maxConnections: 18 }));
    for (let count = 0; count < 100; count += 1) void ask(10);
    await vi.advanceTimersByTimeAsync(1000);
    vi.setSystemTime(Date.now() - 3_600_000);
    await vi.advanceTimersByTimeAsync(5000);
    expect(starts).toHaveLength(100);
    expect(mostInASecond(starts)).toBeLessThanOrEqual(50);
  });

  it('keeps granting slots when the wall clock was ahead for half a second', async () => {
    const limiter = createLimiter({ ratePerSecond: 50, maxConnections: 18 });
    let granted = 0;
    const ask = (): void => void limiter.slot(async (slot) => (slot.sent(), (granted += 1)));
    // Between two looks at the clock, which come every second.
    await vi.advanceTimersByTimeAsync(1100);
    for (let count = 0; count < 60; count += 1) ask();
    vi.setSystemTime(Date.now() + 3_600_000);
    await vi.advanceTimersByTimeAsync(550);
    vi.setSystemTime(Date.now() - 3_600_000);
    await vi.advanceTimersByTimeAsync(3000);
    expect(granted).toBe(60);
    for (let count = 0; count < 40; count += 1) ask();
    await vi.advanceTimersByTimeAsync(3000);
    expect(granted).toBe(100);
  });

  it('grants slots to those that wait for a connection of their class when the wall clock is set back', async () => {
    const { starts, ask } = watch(createLimiter({ ratePerSecond: 50, maxConnections: 18 }));
    for (let count = 0; count < 22; count += 1) void ask(3000, { lane: '/movie' });
    await vi.advanceTimersByTimeAsync(100);
    expect(starts).toHaveLength(16);
    vi.setSystemTime(Date.now() - 3_600_000);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(starts).toHaveLength(22);
  });

  it('removes aborted waiters after the wall clock was set forward', async () => {
    const gone = new AbortController();
    const { starts, settled } = holdSomeAtTheWindow({ signal: gone.signal });
    await vi.advanceTimersByTimeAsync(100);
    expect(starts).toHaveLength(32);
    gone.abort(new Error('too late'));
    await vi.advanceTimersByTimeAsync(5000);
    expect((await settled).filter(({ status }) => status === 'rejected')).toHaveLength(40);
    expect(starts).toHaveLength(32);
  });

  it('pauses after the wall clock was set forward', async () => {
    const { limiter, starts } = holdSomeAtTheWindow();
    await vi.advanceTimersByTimeAsync(100);
    expect(starts).toHaveLength(32);
    limiter.refuse('', 5000);
    await vi.advanceTimersByTimeAsync(4900);
    expect(starts).toHaveLength(32);
    await vi.advanceTimersByTimeAsync(5000);
    expect(starts).toHaveLength(72);
  });
});

describe('closing', () => {
  it('grants nothing after it is closed, and rejects all waiters', async () => {
    const limiter = createLimiter({ ratePerSecond: 5, maxConnections: 1 });
    const { starts, ask } = watch(limiter);
    const settled = Promise.allSettled(Array.from({ length: 10 }, () => ask(10)));
    await vi.advanceTimersByTimeAsync(50);
    const before = starts.length;
    limiter.close();
    expect(limiter.waiting).toBe(0);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(starts).toHaveLength(before);
    expect((await settled).filter(({ status }) => status === 'rejected')).toHaveLength(10 - before);
  });

  it('leaves no timer of a pause when it is closed', () => {
    const limiter = createLimiter({ ratePerSecond: 5, maxConnections: 1 });
    limiter.refuse('', 60_000);
    limiter.close();
    expect(vi.getTimerCount()).toBe(0);
  });
});

it('reports how many wait', async () => {
  const limiter = createLimiter({ ratePerSecond: 50, maxConnections: 2 });
  const { ask } = watch(limiter);
  for (let count = 0; count < 5; count += 1) void ask(1000);
  expect(limiter.waiting).toBe(3);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(limiter.waiting).toBe(0);
});

describe('a request that is sent later than its slot was granted', () => {
  it('counts a request from when it is sent, so that a burst that has to connect first keeps the limit', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(150), { minLength: 80, maxLength: 160 }), async (delays) => {
        const { starts, ask } = watch(createLimiter({ ratePerSecond: 50, maxConnections: 18 }));
        for (const connecting of delays) void ask(5, {}, connecting);
        await vi.advanceTimersByTimeAsync(10_000);
        expect(starts).toHaveLength(delays.length);
        expect(mostInASecond(starts)).toBeLessThanOrEqual(50);
      }),
      { numRuns: 20 },
    );
  });

  it('frees a slot whose request was never sent', async () => {
    const limiter = createLimiter({ ratePerSecond: 50, maxConnections: 18 });
    const { starts, ask } = watch(limiter);
    for (let count = 0; count < 40; count += 1) limiter.slot(() => Promise.reject(new Error('never sent'))).catch(() => {});
    await vi.advanceTimersByTimeAsync(1000);
    for (let count = 0; count < 40; count += 1) void ask();
    await vi.advanceTimersByTimeAsync(1000);
    expect(starts).toHaveLength(40);
  });
});
