import type PQueue from 'p-queue';
import { setTimeout as sleep } from 'node:timers/promises';
import { minute, second } from '../duration.ts';
import { AGAIN, createGate, type Attempt, type Gate } from './limits/gate.ts';
import { createLanes } from './limits/lanes.ts';
import { createMonotonicWindow, MARGIN, type Slot } from './limits/monotonic-window.ts';
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
  /** What runs here shares connections: two are always kept for another lane, so that one that stalls does not stop the others. */
  readonly lane?: string;
  /** The class of paths that is requested, for {@link Limiter.refuse}. */
  readonly paths?: string;
  /** Leaves the queue without using a slot; the promise then rejects with its reason. */
  readonly signal?: AbortSignal;
}

export interface Limiter {
  /** Runs when a slot is free. */
  slot<T>(run: (slot: Slot) => Promise<T>, options?: SlotOptions): Promise<T>;
  /** Changes the priority of a waiting run; does nothing when it no longer waits. */
  prioritise(id: string, priority: number): void;
  /**
   * Records that TMDB rejected a request with a 429 and accepts none of its class for this many ms. The class gets no slot
   * for as long, a minute at most, and all others none for two seconds: the limit may be that of the whole address. It is
   * when a second class is rejected meanwhile; then all wait. Afterwards one request tries before the others.
   */
  refuse(paths: string, duration: number): void;
  /** For how many ms no slot is granted to this class of paths; without a class, to any. */
  pausedFor(paths?: string): number;
  /** How often in a row TMDB rejected requests of this class, or of all classes. */
  refusals(paths: string): number;
  /** The ms between two requests of this class while TMDB rejects one after the other; 0 otherwise. */
  refusalInterval(paths: string): number;
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

/** Pause of all classes of paths after a 429 for one of them. */
const PAUSE_OF_OTHERS = 2 * second;

/** The share of the limit that is used: arrivals that move together by some milliseconds still keep it. */
const USED = 0.96;

/** The share of a second's slots that may be granted in half of it. */
const BURST = 2 / 3;

/** The priority of the one request that tries: the rest of its class waits for it. */
const FIRST = Number.MAX_SAFE_INTEGER;

/**
 * Grants slots in the order of their priority: a lane for each class of paths, then p-queue's windows on the wall clock, then
 * a window on the monotonic clock.
 *
 * The windows are longer than a second by some milliseconds for the same reason as {@link USED}: a strict window of 50 a second
 * let 68 arrive. Two thirds of its slots may be used at once and the rest half a second later, so that a burst is answered soon,
 * and a caller that comes after it waits for half a second, not for a whole one.
 */
export function createLimiter({ ratePerSecond, maxConnections, observer = NOOP_OBSERVER }: LimiterOptions): Limiter {
  const lanes = createLanes(maxConnections);
  const cap = Math.ceil(ratePerSecond * USED);
  const bursts = createRateQueue({ intervalCap: Math.max(1, Math.floor(cap * BURST)), interval: second / 2 + 2 * MARGIN });
  const starts = createRateQueue({ intervalCap: cap, interval: second + 2 * MARGIN, concurrency: maxConnections });
  const window = createMonotonicWindow(cap);
  const closed = new AbortController();
  const gateOfAll = createGate();
  /** By the class of paths. */
  const gates = new Map<string, Gate>();

  function gateOf(paths: string): Gate {
    const gate = gates.get(paths) ?? createGate();
    gates.set(paths, gate);
    return gate;
  }

  const queues = (): PQueue[] => [
    bursts.queue,
    starts.queue,
    ...lanes.queues,
    gateOfAll.queue,
    ...gates.values().map(({ queue }) => queue),
  ];

  return {
    async slot<T>(run: (slot: Slot) => Promise<T>, { priority = 0, id, lane, paths = '', signal }: SlotOptions = {}): Promise<T> {
      const options: QueueOptions = { priority, ...(id !== undefined && { id }), ...(signal && { signal }) };
      const since = performance.now();
      const gate = gateOf(paths);

      async function whenWindowHasRoom(attempts: readonly Attempt[], mayGo: () => boolean): Promise<T | typeof AGAIN> {
        for (;;) {
          signal?.throwIfAborted();
          if (!mayGo()) return AGAIN;
          const slot = window.take();
          if (slot) {
            observer.onSlotGranted(performance.now() - since);
            return run(slot).finally(() => {
              for (const attempt of attempts) attempt.wasSent = slot.wasSent;
              slot.end();
            });
          }
          await sleep(window.wait(), undefined, { signal: closed.signal });
        }
      }

      async function start(ofClass: Attempt, ofAll: Attempt): Promise<T | typeof AGAIN> {
        const mayGo = (): boolean => gate.lets(ofClass) && gateOfAll.lets(ofAll);
        const placed = ofClass.isTrial || ofAll.isTrial ? { ...options, priority: FIRST } : options;
        const enter = async (): Promise<T | typeof AGAIN> =>
          mayGo() ? bursts.add(() => starts.add(() => whenWindowHasRoom([ofClass, ofAll], mayGo), placed), placed) : AGAIN;
        return lane === undefined ? enter() : lanes.add(lane, enter, placed);
      }

      for (;;) {
        const outcome = await gate.pass((ofClass) => gateOfAll.pass((ofAll) => start(ofClass, ofAll), options), options);
        if (outcome !== AGAIN) return outcome;
      }
    },

    prioritise(id, priority) {
      for (const queue of queues()) {
        try {
          queue.setPriority(id, priority);
        } catch (error) {
          if (!(error instanceof ReferenceError)) throw error; // p-queue throws it when no run with this id waits in it.
        }
      }
    },

    refuse(paths, requested) {
      const duration = Math.min(requested, LONGEST_PAUSE);
      const isSecond = gates.entries().some(([others, { closedFor }]) => others !== paths && closedFor > 0);
      gateOf(paths).close(duration);
      gateOfAll.close(isSecond ? duration : Math.min(duration, PAUSE_OF_OTHERS));
    },

    pausedFor: (paths) => Math.max(gateOfAll.closedFor, paths === undefined ? 0 : gateOf(paths).closedFor),

    refusals: (paths) => Math.max(gateOfAll.refusals, gateOf(paths).refusals),

    refusalInterval: (paths) => Math.max(gateOfAll.interval, gateOf(paths).interval),

    get waiting() {
      return queues().reduce((sum, queue) => sum + queue.size, 0);
    },

    get available() {
      if (gateOfAll.closedFor > 0) return 0;
      return Math.max(0, Math.min(ratePerSecond - window.taken(), maxConnections - starts.queue.pending));
    },

    get scarce() {
      return window.taken() > ratePerSecond / 2;
    },

    close() {
      closed.abort();
      for (const gate of [gateOfAll, ...gates.values()]) gate.end();
      for (const lane of lanes.queues) lane.clear();
      for (const queue of [bursts, starts]) queue.close();
    },
  };
}
