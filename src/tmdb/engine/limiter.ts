import { setTimeout as sleep } from 'node:timers/promises';
import PQueue from 'p-queue';
import { minute, second } from '../duration.ts';
import { NOOP_OBSERVER, type Observer } from './observer.ts';

export interface LimiterOptions {
  /** Most requests that may reach TMDB in any second. */
  readonly ratePerSecond: number;
  /** Most requests under way at once, which is most sockets. */
  readonly maxConnections: number;
  /** Told how long each slot was waited for. */
  readonly observer?: Observer;
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

/** Leave to send one request now. */
export interface Slot {
  /**
   * The request is on its way: the limit counts from here, since connecting can take longer than the limit's windows leave
   * room for. A slot whose request is never sent is free again when it ends.
   */
  sent(): void;
}

export interface Limiter {
  /** Runs when a slot is free. */
  slot<T>(run: (slot: Slot) => Promise<T>, options?: SlotOptions): Promise<T>;
  /** Lets one that waits go earlier; nothing happens when it waits no more. */
  prioritise(id: string, priority: number): void;
  /** Grants no slot for so many ms from now, but for no more than a minute; overlapping pauses end with the last. */
  pause(duration: number): void;
  /** For how many ms no slot is granted. */
  readonly pausedFor: number;
  /** Waiting for a slot now. */
  readonly waiting: number;
  /** Slots that could be granted at once within the running second. */
  readonly available: number;
  /** Whether more than half of what a second holds is used. */
  readonly scarce: boolean;
  close(): void;
}

/** However long TMDB says that it takes no requests: after this somebody finds out. */
const LONGEST_PAUSE = minute;

/** Lengthens the window so that arrivals pushed together by rounding and by the network still keep the promise. */
const MARGIN = 5;

/**
 * p-queue's strict, sliding window, in quarters of a second: any second then holds at most `4 × floor(rate / 4)` starts,
 * bursts are spread, and what arrives keeps the limit too (48 of 50, 47 a second sustained, where one strict window of
 * 50 a second let 68 arrive).
 */
export function createLimiter({ ratePerSecond, maxConnections, observer = NOOP_OBSERVER }: LimiterOptions): Limiter {
  const intervalCap = Math.max(1, Math.floor(ratePerSecond / 4));
  const windows = Math.floor(ratePerSecond / intervalCap);
  const interval = Math.ceil(second / windows) + MARGIN;
  const newQueue = (): PQueue => new PQueue({ concurrency: maxConnections, intervalCap, interval, strict: true });
  const window = createMonotonicWindow(intervalCap * windows);
  const clock = createClockWatch();
  let queue = newQueue();
  /** Each puts one that waits into the queue. */
  const waiting = new Set<() => void>();
  const lanes = new Map<string, PQueue>();
  const closed = new AbortController();
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

  function granted<T>(run: (slot: Slot) => Promise<T>, options: { priority: number; id?: string; signal?: AbortSignal }): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      let last = queue;
      const enter = (): void => {
        const entered = queue;
        last = entered;
        const start = async (): Promise<T> => {
          waiting.delete(enter);
          for (;;) {
            options.signal?.throwIfAborted();
            const pause = pausedUntil - performance.now();
            const slot = pause > 0 ? undefined : window.take();
            if (slot) return run(slot).finally(() => slot.end());
            await sleep(pause > 0 ? pause : window.wait(), undefined, { signal: closed.signal });
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
      const since = performance.now();
      const timed: typeof run = (slot) => {
        observer.onSlotGranted(performance.now() - since);
        return run(slot);
      };
      return lane === undefined ? granted(timed, options) : inLane(lane).add(() => granted(timed, options), options);
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

    pause(asked) {
      const duration = Math.min(asked, LONGEST_PAUSE);
      const until = performance.now() + duration;
      if (until <= pausedUntil) return;
      pausedUntil = until;
      queue.pause();
      clearTimeout(resume);
      resume = setTimeout(() => queue.start(), duration);
    },

    get pausedFor() {
      return Math.max(0, pausedUntil - performance.now());
    },

    get waiting() {
      let count = queue.size;
      for (const lane of lanes.values()) count += lane.size;
      return count;
    },

    get available() {
      return performance.now() < pausedUntil ? 0 : Math.max(0, Math.min(ratePerSecond - window.taken(), maxConnections - queue.pending));
    },

    get scarce() {
      return window.taken() > ratePerSecond / 2;
    },

    close() {
      closed.abort();
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

/** What the network may push together: as long as four of p-queue's windows are over a second, so it costs nothing. */
const JITTER = 4 * MARGIN;

interface CountedSlot extends Slot {
  end(): void;
}

/**
 * What was sent in the last second by the monotonic clock, and what has leave to be sent: p-queue reads `Date.now()`, so
 * one step of the clock would let two of its windows into one second, and it knows when leave was given, not when it was used.
 */
function createMonotonicWindow(limit: number): { take(): CountedSlot | undefined; taken(): number; wait(): number } {
  /** When each was sent, the oldest first. */
  const sent: number[] = [];
  let unsent = 0;

  function taken(): number {
    const from = performance.now() - second - JITTER;
    let gone = 0;
    while (gone < sent.length && (sent[gone] ?? from) <= from) gone += 1;
    sent.splice(0, gone);
    return sent.length + unsent;
  }

  return {
    taken,
    take() {
      if (taken() >= limit) return undefined;
      unsent += 1;
      let used = false;
      const use = (): boolean => {
        if (used) return false;
        used = true;
        unsent -= 1;
        return true;
      };
      return {
        sent() {
          if (use()) sent.push(performance.now());
        },
        end: () => void use(),
      };
    },
    /** Milliseconds until a place may be free. */
    wait: () => (sent[0] === undefined ? MARGIN : Math.max(1, sent[0] + second + JITTER - performance.now())),
  };
}
