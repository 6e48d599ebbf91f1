const WINDOW = 1000;

/**
 * Counts arrivals in a sliding second, refused ones too: a client that goes on after a 429 without waiting stays over
 * the limit.
 */
export interface Arrivals {
  /** Counts an arrival, and says whether it is over the limit. @param now performance.now(). */
  isOver(now: number, limit: number): boolean;
  reset(): void;
}

export function createArrivals(): Arrivals {
  let times: number[] = [];
  let first = 0;
  return {
    isOver(now, limit) {
      if (limit === Infinity) return false;
      while ((times[first] ?? Infinity) <= now - WINDOW) first += 1;
      // Old times are dropped in bulk: shifting them out one by one is slow.
      if (first > 4096) {
        times = times.slice(first);
        first = 0;
      }
      times.push(now);
      return times.length - first > limit;
    },
    reset() {
      times = [];
      first = 0;
    },
  };
}
