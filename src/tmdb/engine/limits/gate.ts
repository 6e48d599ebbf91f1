import PQueue from 'p-queue';
import { PlaceQueue, type Place, type Placed } from './place-queue.ts';

/** The way to TMDB, for all requests or for a class of paths: closed after a 429. Then one request tries before the others. */
export interface Gate {
  /** Closes for this many ms from now. Overlapping times end with the last. */
  close(duration: number): void;
  /** For how many ms it is closed. */
  readonly closedFor: number;
  /** How often it was closed since a request got through. */
  readonly refusals: number;
  /** The ms between two requests while TMDB rejects one after the other; 0 otherwise. */
  readonly interval: number;
  /** Whether an attempt may be made now. */
  lets(attempt: Attempt): boolean;
  /**
   * Makes an attempt at once, or after those that wait with a higher priority.
   * @returns What the attempt returns; {@link AGAIN} when it had to wait for another one, which got through.
   */
  pass<T>(make: (attempt: Attempt) => Promise<T | typeof AGAIN>, place: Place): Promise<T | typeof AGAIN>;
  /** How many wait for a try. */
  readonly waiting: number;
  end(): void;
}

/** One attempt to send a request. */
export interface Attempt {
  /** Whether it is the one that tries after a pause. */
  readonly isTrial: boolean;
  /** Set when it was sent. */
  wasSent: boolean;
}

/** A gate closed before the attempt was made, so it has to be made again. */
export const AGAIN = Symbol('again');

export function createGate(): Gate {
  const queue = new PQueue<PlaceQueue, Placed>({ concurrency: 1, queueClass: PlaceQueue });
  let closedUntil = 0;
  let refusals = 0;
  let interval = 0;
  let opening: NodeJS.Timeout | undefined;

  const closedFor = (): number => Math.max(0, closedUntil - performance.now());

  function open(): void {
    closedUntil = 0; // A timer can be early by the clock.
    queue.start();
  }

  async function attemptTrial<T>(make: (attempt: Attempt) => Promise<T | typeof AGAIN>): Promise<T | typeof AGAIN> {
    if (refusals === 0) return AGAIN;
    const attempt: Attempt = { isTrial: true, wasSent: false };
    try {
      return await make(attempt);
    } finally {
      if (attempt.wasSent && closedFor() === 0) refusals = 0;
    }
  }

  return {
    close(duration) {
      // The rejections of requests that were in flight together count as one.
      if (closedFor() === 0) refusals += 1;
      interval = duration;
      closedUntil = Math.max(closedUntil, performance.now() + duration);
      queue.pause();
      clearTimeout(opening);
      opening = setTimeout(open, closedFor());
    },
    get closedFor() {
      return closedFor();
    },
    get refusals() {
      return refusals;
    },
    get interval() {
      return refusals > 1 ? interval : 0;
    },
    lets: ({ isTrial }) => refusals === 0 || (isTrial && closedFor() === 0),
    pass: (make, place) =>
      refusals === 0 ? make({ isTrial: false, wasSent: false }) : queue.add(() => attemptTrial(make), { ...place, place }),
    get waiting() {
      return queue.size;
    },
    end() {
      clearTimeout(opening);
      queue.clear();
    },
  };
}
