import PQueue from 'p-queue';
import { second } from '../../duration.ts';
import { MARGIN } from './monotonic-window.ts';

export interface QueueOptions {
  /** Higher goes first. */
  readonly priority: number;
  readonly id?: string;
  /** Leaves the queue without running; the promise then rejects with its reason. */
  readonly signal?: AbortSignal;
}

/** p-queue's strict, sliding window over the starts, which keeps going when the wall clock is set back. */
export interface RateQueue {
  add<T>(run: () => Promise<T>, options: QueueOptions): Promise<T>;
  /** Maximum number of starts in any second, as long as the wall clock does not jump. */
  readonly maxStarts: number;
  /** The queue in use. Another one takes its place when the wall clock is set back. */
  readonly queue: PQueue;
  close(): void;
}

export interface RateQueueOptions {
  readonly ratePerSecond: number;
  readonly maxConnections: number;
  /** Into how many equal windows a second is divided. The fewer, the more requests go out at once, and the longer wait the next. */
  readonly windows: 2 | 4;
}

/**
 * Any second holds at most `4 × floor(rate / 4)` starts, and its windows are longer than it by some milliseconds, so that
 * arrivals that move together still keep the limit: 48 of 50 arrive, where a strict window of 50 a second let 68 arrive.
 */
export function createRateQueue({ ratePerSecond, maxConnections, windows: wanted }: RateQueueOptions): RateQueue {
  const quarter = Math.max(1, Math.floor(ratePerSecond / 4));
  const quarters = Math.floor(ratePerSecond / quarter);
  const windows = quarters === 4 ? wanted : quarters;
  const intervalCap = (quarter * quarters) / windows;
  const interval = Math.ceil(second / windows) + 2 * MARGIN;
  const newQueue = (): PQueue => new PQueue({ concurrency: maxConnections, intervalCap, interval, strict: true });
  const clock = createWallClockWatch();
  let queue = newQueue();
  /** Each adds one waiting run to the queue in use. */
  const waiting = new Set<() => void>();
  const timer = setInterval(replaceAfterClockStep, second).unref();

  /** p-queue would stop for as long as the wall clock was set back, so its waiting runs move to a new queue. */
  function replaceAfterClockStep(): void {
    if (!clock.wasSetBack()) return;
    const old = queue;
    queue = newQueue();
    if (old.isPaused) queue.pause();
    for (const enter of waiting) enter();
    old.clear();
  }

  return {
    maxStarts: intervalCap * windows,
    get queue() {
      return queue;
    },
    add: <T>(run: () => Promise<T>, options: QueueOptions) =>
      new Promise<T>((resolve, reject) => {
        let latest = queue;
        const start = (): Promise<T> => {
          waiting.delete(enter);
          return run();
        };
        const enter = (): void => {
          const entered = queue;
          latest = entered;
          entered.add(start, options).then(resolve, (error: unknown) => {
            if (entered !== latest) return; // The old queue was cleared after the move to a new one.
            waiting.delete(enter);
            reject(error);
          });
        };
        replaceAfterClockStep();
        waiting.add(enter);
        enter();
      }),
    close() {
      clearInterval(timer);
      queue.clear();
    },
  };
}

/** Tells when the wall clock was set back, compared with the monotonic clock. */
function createWallClockWatch(): { wasSetBack(): boolean } {
  let offset = Date.now() - performance.now();
  return {
    wasSetBack() {
      const before = offset;
      offset = Date.now() - performance.now();
      return offset < before - MARGIN;
    },
  };
}
