const WINDOW = 1000;

/**
 * Counts arrivals in a sliding second. All of them: whoever goes on after a 429 without waiting stays over the limit.
 */
export interface Arrivals {
  /** Whether this arrival is over the limit. @param now performance.now(). */
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
      // Old times are cut off now and then rather than shifted out one by one.
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
