import { setTimeout as sleep } from 'node:timers/promises';
import PQueue from 'p-queue';
import { second } from './duration.ts';

export interface LimiterOptions {
  /** Most requests that may reach TMDB in any second. */
  readonly ratePerSecond: number;
  /** Most requests under way at once, which is most sockets. */
  readonly maxConnections: number;
}

export interface SlotOptions {
  /** Higher goes first; 0 when not given. */
  readonly priority?: number;
  /** To be found again by {@link Limiter.prioritise}. */
  readonly id?: string;
  /** A class of paths: no class may hold more than two thirds of the connections, so that none that stalls stops the others. */
  readonly lane?: string;
  /** Leaves the queue without using a slot; the promise then rejects with its reason. */
  readonly signal?: AbortSignal;
}

export interface Limiter {
  /** Runs when a slot is free: leave to send one request now. */
  slot<T>(run: () => Promise<T>, options?: SlotOptions): Promise<T>;
  /** Lets one that waits go earlier; nothing happens when it waits no more. */
  prioritise(id: string, priority: number): void;
  /** Grants no slot for so many ms from now; overlapping pauses end with the last. */
  pause(duration: number): void;
  /** Waiting for a slot now. */
  readonly waiting: number;
  /** Slots that could be granted at once within the running second. */
  readonly available: number;
  close(): void;
}

/** Lengthens the window so that arrivals pushed together by rounding and by the network still keep the promise. */
const MARGIN = 5;

/**
 * p-queue's strict, sliding window, in quarters of a second: any second then holds at most `4 × floor(rate / 4)` starts,
 * bursts are spread, and what arrives keeps the limit too (48 of 50, 47 a second sustained, where one strict window of
 * 50 a second let 68 arrive).
 */
export function createLimiter({ ratePerSecond, maxConnections }: LimiterOptions): Limiter {
  const intervalCap = Math.max(1, Math.floor(ratePerSecond / 4));
  const windows = Math.floor(ratePerSecond / intervalCap);
  const interval = Math.ceil(second / windows) + MARGIN;
  const newQueue = (): PQueue => new PQueue({ concurrency: maxConnections, intervalCap, interval, strict: true });
  const window = createMonotonicWindow(ratePerSecond);
  const clock = createClockWatch();
  let queue = newQueue();
  /** Each puts one that waits into the queue. */
  const waiting = new Set<() => void>();
  const lanes = new Map<string, PQueue>();
  let pausedUntil = 0;
  let resume: NodeJS.Timeout | undefined;
  const watch = setInterval(restartAfterClockStep, second).unref();

  /** p-queue would stand still for as long as the clock was set back: those who wait go over to a new one. */
  function restartAfterClockStep(): void {
    if (!clock.wasSetBack()) return;
    const old = queue;
    queue = newQueue();
    if (performance.now() < pausedUntil) queue.pause();
    for (const enter of waiting) enter();
    old.clear();
  }

  function inLane(lane: string): PQueue {
    const known = lanes.get(lane) ?? new PQueue({ concurrency: Math.max(1, Math.floor((maxConnections * 2) / 3)) });
    lanes.set(lane, known);
    return known;
  }

  function granted<T>(run: () => Promise<T>, options: { priority: number; id?: string; signal?: AbortSignal }): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      let last = queue;
      const enter = (): void => {
        const entered = queue;
        last = entered;
        const start = async (): Promise<T> => {
          waiting.delete(enter);
          for (;;) {
            options.signal?.throwIfAborted();
            const wait = Math.max(pausedUntil - performance.now(), 0) || window.take();
            if (wait <= 0) return run();
            await sleep(wait);
          }
        };
        entered.add(start, options).then(resolve, (error: unknown) => {
          if (entered !== last) return; // It went over to a new queue; the old one was cleared.
          waiting.delete(enter);
          reject(error);
        });
      };
      restartAfterClockStep();
      waiting.add(enter);
      enter();
    });
  }

  return {
    slot(run, { priority = 0, id, lane, signal } = {}) {
      const options = { priority, ...(id !== undefined && { id }), ...(signal && { signal }) };
      return lane === undefined ? granted(run, options) : inLane(lane).add(() => granted(run, options), options);
    },

    prioritise(id, priority) {
      for (const waiters of [queue, ...lanes.values()]) {
        try {
          waiters.setPriority(id, priority);
        } catch (error) {
          if (!(error instanceof ReferenceError)) throw error; // p-queue's word for: it does not wait here.
        }
      }
    },

    pause(duration) {
      const until = performance.now() + duration;
      if (until <= pausedUntil) return;
      pausedUntil = until;
      queue.pause();
      clearTimeout(resume);
      resume = setTimeout(() => queue.start(), duration);
    },

    get waiting() {
      let count = queue.size;
      for (const lane of lanes.values()) count += lane.size;
      return count;
    },

    get available() {
      return performance.now() < pausedUntil ? 0 : Math.max(0, Math.min(ratePerSecond - window.taken(), maxConnections - queue.pending));
    },

    close() {
      clearInterval(watch);
      clearTimeout(resume);
      for (const lane of lanes.values()) lane.clear();
      queue.clear();
    },
  };
}

/** Tells when the clock of the wall was set back, measured against the monotonic one. */
function createClockWatch(): { wasSetBack(): boolean } {
  let offset = Date.now() - performance.now();
  return {
    wasSetBack() {
      const before = offset;
      offset = Date.now() - performance.now();
      return offset < before - MARGIN;
    },
  };
}

/**
 * p-queue reads `Date.now()`: one step of the clock would let two windows into one second. This counts starts by the
 * monotonic clock.
 */
function createMonotonicWindow(limit: number): { take(): number; taken(): number } {
  const starts: number[] = [];
  function taken(): number {
    const from = performance.now() - second - MARGIN;
    let gone = 0;
    while (gone < starts.length && (starts[gone] ?? from) <= from) gone += 1;
    starts.splice(0, gone);
    return starts.length;
  }
  return {
    taken,
    /** Takes a start and returns 0, or returns the ms to wait before asking again. */
    take() {
      const [oldest] = taken() >= limit ? starts : [];
      if (oldest !== undefined) return oldest + second + MARGIN - performance.now();
      starts.push(performance.now());
      return 0;
    },
  };
}
