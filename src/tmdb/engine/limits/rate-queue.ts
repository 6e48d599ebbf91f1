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
  /** The queue in use. Another one takes its place when the wall clock is set back. */
  readonly queue: PQueue;
  close(): void;
}

export interface RateQueueOptions {
  /** Maximum number of starts in any interval, as long as the wall clock does not jump. */
  readonly intervalCap: number;
  /** In ms. */
  readonly interval: number;
  /** Maximum number that run at once. Default: any number. */
  readonly concurrency?: number;
}

export function createRateQueue(options: RateQueueOptions): RateQueue {
  const newQueue = (): PQueue => new PQueue({ ...options, strict: true });
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
    for (const enter of waiting) enter();
    old.clear();
  }

  return {
    get queue() {
      return queue;
    },
    add: <T>(run: () => Promise<T>, placed: QueueOptions) =>
      new Promise<T>((resolve, reject) => {
        let latest = queue;
        const start = (): Promise<T> => {
          waiting.delete(enter);
          return run();
        };
        const enter = (): void => {
          const entered = queue;
          latest = entered;
          entered.add(start, placed).then(resolve, (error: unknown) => {
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
