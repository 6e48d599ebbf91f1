import { setTimeout as sleep } from 'node:timers/promises';
import { minute } from '../duration.ts';
import { createLanes } from './limits/lanes.ts';
import { createMonotonicWindow, type Slot } from './limits/monotonic-window.ts';
import { NOOP_OBSERVER, type Observer } from './observer.ts';
import { createRateQueue, type QueueOptions } from './limits/rate-queue.ts';

export interface LimiterOptions {
  /** Maximum number of requests that may reach TMDB in any second. */
  readonly ratePerSecond: number;
  /** Maximum number of requests in flight, which is the number of sockets. */
  readonly maxConnections: number;
  readonly observer?: Observer;
}

export interface SlotOptions {
  /** Higher goes first. Default: 0. */
  readonly priority?: number;
  /** For {@link Limiter.prioritise}. */
  readonly id?: string;
  /** A class of paths: two connections are always kept for another class, so that one that stalls does not stop the others. */
  readonly lane?: string;
  /** Leaves the queue without using a slot; the promise then rejects with its reason. */
  readonly signal?: AbortSignal;
}

export interface Limiter {
  /** Runs when a slot is free. */
  slot<T>(run: (slot: Slot) => Promise<T>, options?: SlotOptions): Promise<T>;
  /** Changes the priority of a waiting run; does nothing when it no longer waits. */
  prioritise(id: string, priority: number): void;
  /** Grants no slot for this many ms from now, a minute at most; overlapping pauses end with the last. */
  pause(duration: number): void;
  /** For how many ms no slot is granted. */
  readonly pausedFor: number;
  /** How many wait for a slot now. */
  readonly waiting: number;
  /** Slots that could be granted at once within the current second. */
  readonly available: number;
  /** Whether more than half of a second's slots are used. */
  readonly scarce: boolean;
  close(): void;
}

/** TMDB may name a longer pause: after this time a request finds out whether it still applies. */
const LONGEST_PAUSE = minute;

/**
 * Grants slots in the order of their priority: a lane for each class of paths, then p-queue's window on the wall clock, then
 * a window on the monotonic clock.
 */
export function createLimiter({ ratePerSecond, maxConnections, observer = NOOP_OBSERVER }: LimiterOptions): Limiter {
  const lanes = createLanes(maxConnections);
  const starts = createRateQueue({ ratePerSecond, maxConnections });
  const window = createMonotonicWindow(starts.maxStarts);
  const closed = new AbortController();
  let pausedUntil = 0;
  let resume: NodeJS.Timeout | undefined;

  async function whenWindowHasRoom<T>(run: (slot: Slot) => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
    for (;;) {
      signal?.throwIfAborted();
      const pause = pausedUntil - performance.now();
      const slot = pause > 0 ? undefined : window.take();
      if (slot) return run(slot).finally(() => slot.end());
      await sleep(pause > 0 ? pause : window.wait(), undefined, { signal: closed.signal });
    }
  }

  return {
    slot(run, { priority = 0, id, lane, signal } = {}) {
      const options: QueueOptions = { priority, ...(id !== undefined && { id }), ...(signal && { signal }) };
      const since = performance.now();
      const timed: typeof run = (slot) => {
        observer.onSlotGranted(performance.now() - since);
        return run(slot);
      };
      const start = (): ReturnType<typeof run> => starts.add(() => whenWindowHasRoom(timed, signal), options);
      return lane === undefined ? start() : lanes.add(lane, start, options);
    },

    prioritise(id, priority) {
      for (const queue of [starts.queue, ...lanes.queues]) {
        try {
          queue.setPriority(id, priority);
        } catch (error) {
          if (!(error instanceof ReferenceError)) throw error; // p-queue throws it when no run with this id waits in it.
        }
      }
    },

    pause(requested) {
      const duration = Math.min(requested, LONGEST_PAUSE);
      const until = performance.now() + duration;
      if (until <= pausedUntil) return;
      pausedUntil = until;
      starts.queue.pause();
      clearTimeout(resume);
      resume = setTimeout(() => starts.queue.start(), duration);
    },

    get pausedFor() {
      return Math.max(0, pausedUntil - performance.now());
    },

    get waiting() {
      return [starts.queue, ...lanes.queues].reduce((sum, queue) => sum + queue.size, 0);
    },

    get available() {
      if (performance.now() < pausedUntil) return 0;
      return Math.max(0, Math.min(ratePerSecond - window.taken(), maxConnections - starts.queue.pending));
    },

    get scarce() {
      return window.taken() > ratePerSecond / 2;
    },

    close() {
      closed.abort();
      clearTimeout(resume);
      for (const lane of lanes.queues) lane.clear();
      starts.close();
    },
  };
}
