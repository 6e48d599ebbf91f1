import { minute, second } from '../duration.ts';
import { AGAIN, createGate, type Attempt, type Gate } from './limits/gate.ts';
import type { Slot } from './limits/monotonic-window.ts';
import type { Place } from './limits/place-queue.ts';
import { createRateQueue } from './limits/rate-queue.ts';
import type { SharedLimit } from './limits/shared-limit.ts';
import { NOOP_OBSERVER, type Observer } from './observer.ts';

export interface LimiterOptions {
  /** Maximum number of requests that may reach TMDB in any second. */
  readonly ratePerSecond: number;
  /** Maximum number of requests in flight, which is the number of sockets. */
  readonly maxConnections: number;
  /** The limit that other processes share; then both of these are those of all processes. */
  readonly shared?: SharedLimit | undefined;
  readonly observer?: Observer;
}

export interface Limiter {
  /**
   * Runs when a slot is free. The lane of its place is the class of paths that is requested: two connections are always kept for
   * another class, so that one that stalls does not stop the others.
   */
  slot<T>(run: (slot: Slot) => Promise<T>, place?: Place): Promise<T>;
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

/** Maximum number of requests that are sent in a second. */
export const usedRate = (ratePerSecond: number): number => Math.ceil(ratePerSecond * USED);

/** The share of a second's slots that may be granted in half of it. */
const BURST = 2 / 3;

/** The priority of the one request that tries: the rest of its class waits for it. */
const FIRST = Number.MAX_SAFE_INTEGER;

/** That of one that tries for its class, where one of another class could try for all. */
const AFTER_OTHERS = -Number.MAX_SAFE_INTEGER;

/**
 * Grants slots in the order of their priority, within p-queue's window on the wall clock, those on the monotonic clock, and the
 * connections of each class of paths.
 *
 * Two thirds of a second's slots may be used at once and the rest half a second later, so that a burst is answered soon, and a
 * caller that comes after it waits for half a second, not for a whole one.
 */
export function createLimiter({ ratePerSecond, maxConnections, shared, observer = NOOP_OBSERVER }: LimiterOptions): Limiter {
  const perSecond = usedRate(ratePerSecond);
  const ownConnections = (): number => shared?.shareOf(maxConnections) ?? maxConnections;
  const ownRate = (): number => ratePerSecond / (shared?.members ?? 1);
  const starts = createRateQueue({
    perSecond,
    burst: Math.max(1, Math.floor(perSecond * BURST)),
    maxConnections: ownConnections(),
    shared,
  });
  const gateOfAll = createGate();
  let isClosed = false;
  /** By the class of paths. */
  const gates = new Map<string, Gate>();

  function gateOf(paths: string): Gate {
    const gate = gates.get(paths) ?? createGate();
    gates.set(paths, gate);
    return gate;
  }

  const allGates = (): Gate[] => [gateOfAll, ...gates.values()];

  function pause(paths: string, duration: number): void {
    const isSecond = gates.entries().some(([others, { closedFor }]) => others !== paths && closedFor > 0);
    gateOf(paths).close(duration);
    gateOfAll.close(isSecond ? duration : Math.min(duration, PAUSE_OF_OTHERS));
  }

  shared?.subscribe({ onRefused: pause, onMembers: () => starts.resize(ownConnections()) });

  return {
    async slot<T>(run: (slot: Slot) => Promise<T>, place: Place = {}): Promise<T> {
      const since = performance.now();
      const gate = gateOf(place.lane ?? '');

      async function start(ofClass: Attempt, ofAll: Attempt): Promise<T | typeof AGAIN> {
        const attempts = [ofClass, ofAll];
        const mayGo = (): boolean => gate.lets(ofClass) && gateOfAll.lets(ofAll);
        // A trial is not moved back.
        const entered = attempts.some(({ isTrial }) => isTrial) ? { ...place, priority: FIRST } : place;
        if (!mayGo()) return AGAIN;
        return starts.add(async (take) => {
          if (!mayGo()) return AGAIN;
          const slot = take();
          if (!slot) return AGAIN;
          observer.onSlotGranted(performance.now() - since);
          return run(slot).finally(() => {
            for (const attempt of attempts) attempt.wasSent = slot.wasSent();
          });
        }, entered);
      }

      for (;;) {
        if (isClosed) throw new Error('The limiter is closed.');
        const outcome = await gate.pass(
          // A class that TMDB rejected must not hold up the others again and again.
          (ofClass) => gateOfAll.pass((ofAll) => start(ofClass, ofAll), ofClass.isTrial ? { ...place, priority: AFTER_OTHERS } : place),
          place,
        );
        if (outcome !== AGAIN) return outcome;
      }
    },

    refuse(paths, requested) {
      const duration = Math.min(requested, LONGEST_PAUSE);
      pause(paths, duration);
      shared?.refused(paths, duration);
    },

    pausedFor: (paths) => Math.max(gateOfAll.closedFor, paths === undefined ? 0 : gateOf(paths).closedFor),

    refusals: (paths) => Math.max(gateOfAll.refusals, gateOf(paths).refusals),

    refusalInterval: (paths) => Math.max(gateOfAll.interval, gateOf(paths).interval),

    get waiting() {
      return allGates().reduce((sum, gate) => sum + gate.waiting, starts.waiting);
    },

    get available() {
      if (gateOfAll.closedFor > 0) return 0;
      return Math.max(0, Math.floor(Math.min(ownRate() - starts.taken, ownConnections() - starts.running)));
    },

    get scarce() {
      return starts.taken > ownRate() / 2;
    },

    close() {
      isClosed = true;
      for (const gate of allGates()) gate.end();
      starts.close();
    },
  };
}
