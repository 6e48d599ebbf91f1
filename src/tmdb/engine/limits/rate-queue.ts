import { second } from '../../duration.ts';
import { createLaneQueue, createLanes, type LaneQueue } from './lane-queue.ts';
import { createMonotonicWindow, MARGIN, type CountedSlot } from './monotonic-window.ts';
import type { Place } from './place-queue.ts';
import type { SharedLimit, SharedSlot } from './shared-limit.ts';

/**
 * p-queue's strict, sliding window over the starts, which keeps going when the wall clock is set back. It is paused while the
 * monotonic window is full, and with a shared limit while none of its slots is due, so that what waits can still be overtaken.
 */
export interface RateQueue {
  /**
   * Runs when there is room. A run that never takes its slot uses none; one that finds none has to be added again, as the shared
   * limit took its slot back in this moment.
   */
  add<T>(run: (take: () => CountedSlot | undefined) => Promise<T>, place: Place): Promise<T>;
  /** Runs that have not begun. */
  readonly waiting: number;
  /** Runs that have. */
  readonly running: number;
  /** Places in use in the last second. */
  readonly taken: number;
  /** Changes the maximum number of runs at once. Those that run go on. */
  resize(maxConnections: number): void;
  close(): void;
}

export interface RateQueueOptions {
  /** Maximum number of requests in any second. */
  readonly perSecond: number;
  /** Maximum number of requests in any half of a second. */
  readonly burst: number;
  /** Maximum number of runs at once, of which one lane may not take all. */
  readonly maxConnections: number;
  /** The limit that other processes share; by default this process has the whole one. */
  readonly shared?: SharedLimit | undefined;
}

export function createRateQueue({ perSecond, burst, maxConnections, shared }: RateQueueOptions): RateQueue {
  let concurrency = maxConnections;
  const lanes = createLanes(maxConnections);
  // Longer than a second by some milliseconds: a strict window of 50 a second let 68 arrive.
  const interval = second + 2 * MARGIN;
  const newQueue = (): LaneQueue => createLaneQueue({ lanes, intervalCap: perSecond, interval, concurrency });
  const window = createMonotonicWindow([
    { count: perSecond, duration: second },
    { count: burst, duration: second / 2 },
  ]);
  const clock = createWallClockWatch();
  let current = newQueue();
  let opening: NodeJS.Timeout | undefined;
  let isClosed = false;
  /** Each adds one waiting run to the queue in use. */
  const waiting = new Set<() => void>();
  const timer = setInterval(replaceAfterClockStep, second).unref();

  /** p-queue would stop for as long as the wall clock was set back, so its waiting runs move to a new queue. */
  function replaceAfterClockStep(): void {
    if (!clock.wasSetBack()) return;
    const old = current;
    current = newQueue();
    pauseWhileFull();
    for (const enter of waiting) enter();
    old.clear();
  }

  function pauseWhileFull(): void {
    clearTimeout(opening);
    const wait = window.wait();
    if (isClosed || wait > 0 || shared?.isDue === false) current.queue.pause();
    else current.queue.start();
    if (isClosed) return;
    if (wait > 0) opening = setTimeout(pauseWhileFull, wait);
    shared?.want(current.waiting, current.ready);
  }

  function take(): CountedSlot | undefined {
    const place = shared?.take();
    if (shared && !place) return undefined;
    const slot = window.take();
    if (!slot) throw new Error('The queue is paused while the window is full, so a run that begins finds a place.');
    pauseWhileFull();
    return place ? both(slot, place) : slot;
  }

  /** Tells the shared limit what waits. Without one, the queue changes only when a slot is taken or free again. */
  function updateShared(): void {
    if (shared) pauseWhileFull();
  }
  shared?.subscribe({ onSlot: pauseWhileFull });

  return {
    get waiting() {
      return current.waiting;
    },
    get running() {
      return current.queue.pending;
    },
    get taken() {
      return window.taken();
    },
    add: <T>(run: (take: () => CountedSlot | undefined) => Promise<T>, place: Place) =>
      new Promise<T>((resolve, reject) => {
        let latest = current;
        const start = async (): Promise<T> => {
          clock.look();
          waiting.delete(enter);
          lanes.enter(place.lane);
          let slot: CountedSlot | undefined;
          try {
            return await run(() => (slot = take()));
          } finally {
            lanes.leave(place.lane);
            slot?.end();
            // A queue looks for the next run when one of its own ends. This one ended in an older queue.
            if (latest !== current) current.queue.pause();
            pauseWhileFull();
          }
        };
        const enter = (): void => {
          const entered = current;
          latest = entered;
          entered.queue.add(start, { ...place, place }).then(resolve, (error: unknown) => {
            if (entered !== latest) return; // The old queue was cleared after the move to a new one.
            waiting.delete(enter);
            updateShared();
            reject(error);
          });
        };
        replaceAfterClockStep();
        updateShared();
        waiting.add(enter);
        enter();
        updateShared();
      }),
    resize(connections) {
      concurrency = connections;
      lanes.resize(connections);
      current.queue.concurrency = connections;
      updateShared();
    },
    close() {
      isClosed = true;
      clearInterval(timer);
      clearTimeout(opening);
      current.clear();
    },
  };
}

/** A slot of this process's own limit that is also one of the shared limit. */
const both = (own: CountedSlot, shared: SharedSlot): CountedSlot => ({
  sent() {
    own.sent();
    shared.sent();
  },
  end() {
    own.end();
    shared.end();
  },
  wasSent: own.wasSent,
});

/** Tells when the wall clock was set back, compared with the monotonic clock. */
interface WallClockWatch {
  /** To be called whenever p-queue has read the clock: it keeps that time, also when the clock was ahead for a moment alone. */
  look(): void;
  /** Whether the clock is behind the latest time that was seen, since this was last said. */
  wasSetBack(): boolean;
}

const offset = (): number => Date.now() - performance.now();

function createWallClockWatch(): WallClockWatch {
  let highest = offset();
  const look = (): void => void (highest = Math.max(highest, offset()));
  return {
    look,
    wasSetBack() {
      const isBehind = offset() < highest - MARGIN;
      if (isBehind) highest = offset();
      else look();
      return isBehind;
    },
  };
}
